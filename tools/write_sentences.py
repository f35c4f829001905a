"""Write app/languages/guildwright.pot from the code, and bring every language up to it.

python -m tools.write_sentences          those there are
python -m tools.write_sentences TAG      begins one more: de, pt-BR
"""

import re
import sys
from pathlib import Path

from tools.sentences.catalogue import template
from tools.sentences.found import found_sentences
from tools.sentences.languages import begun, brought_up

PROJECT = Path(__file__).resolve().parents[1]
LANGUAGES = PROJECT / "app" / "languages"
SENTENCES = LANGUAGES / "guildwright.pot"
_TAG = re.compile(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")


def main(arguments: list[str]) -> int:
    try:
        sentences = template(found_sentences(PROJECT))
    except ValueError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    SENTENCES.write_text(sentences, encoding="utf-8")
    for path in sorted(LANGUAGES.glob("*.po")):
        path.write_text(brought_up(path.read_text(encoding="utf-8"), sentences), encoding="utf-8")
    return _begin(arguments[0], sentences) if arguments else 0


def _begin(tag: str, sentences: str) -> int:
    path = LANGUAGES / f"{tag}.po"
    if not _TAG.fullmatch(tag) or tag == "en" or path.exists():
        sys.stderr.write(f"{tag} is no name of a new language: like de or pt-BR\n")
        return 1
    path.write_text(begun(tag, sentences), encoding="utf-8")
    sys.stderr.write(f"Begun: {path.relative_to(PROJECT)}, see docs/languages.md\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
