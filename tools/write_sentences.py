"""Write app/languages/guildwright.pot from the code: python -m tools.write_sentences"""

import sys
from pathlib import Path

from tools.sentences.catalogue import template
from tools.sentences.found import found_sentences

PROJECT = Path(__file__).resolve().parents[1]
PLACE = PROJECT / "app" / "languages" / "guildwright.pot"


def main() -> int:
    try:
        written = template(found_sentences(PROJECT))
    except ValueError as wrong:
        sys.stderr.write(f"{wrong}\n")
        return 1
    PLACE.write_text(written, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
