"""The file that every language begins with."""

import io
import re

from babel.messages.catalog import Catalog
from babel.messages.pofile import write_po

from tools.sentences.sentence import Sentence

_HEADER = """\
# Every sentence that people read, written by `make sentences`. A language is one file beside this
# one: docs/languages.md.
msgid ""
msgstr ""
"Project-Id-Version: guildwright\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
_PART = re.compile(r"\{\w+(:[^{}]*)?\}")


def template(sentences: dict[Sentence, list[str]]) -> str:
    """Without dates and numbers of lines: it changes where a sentence comes, goes or moves to
    another file."""
    catalog = Catalog(charset="utf-8")
    for sentence, paths in _as_gettext_holds_them(sentences).items():
        message = catalog.add(
            (sentence.text, sentence.many) if sentence.many else sentence.text,
            locations=[(path, 1) for path in paths],
            context=sentence.meaning or None,
        )
        message.flags.clear()  # guessed, and wrong for "100 % of"
        if _PART.search(sentence.text + sentence.many):
            message.flags.add("python-brace-format")
    written = io.BytesIO()
    write_po(written, catalog, width=0, omit_header=True, include_lineno=False)
    return (_HEADER + written.getvalue().decode()).rstrip() + "\n"


def _as_gettext_holds_them(sentences: dict[Sentence, list[str]]) -> dict[Sentence, list[str]]:
    """One that is counted somewhere and stands alone elsewhere is one message."""
    counted = {(one.meaning, one.text): one for one in sentences if one.many}
    held: dict[Sentence, list[str]] = {}
    for sentence, paths in sentences.items():
        holder = counted.get((sentence.meaning, sentence.text), sentence)
        held[holder] = sorted({*held.get(holder, []), *paths})
    return held
