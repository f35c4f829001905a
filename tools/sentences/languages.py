"""Files of languages: begun from the file of sentences, and brought up to it when that changes."""

import io
from collections.abc import Iterator

from babel.core import Locale, UnknownLocaleError
from babel.messages.catalog import Catalog, Message
from babel.messages.pofile import read_po, write_po

_HEADER = """\
# Guildwright in {name}.
msgid ""
msgstr ""
"Project-Id-Version: guildwright\\n"
"Language: {tag}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: {forms}\\n"
"""


def begun(tag: str, sentences: str) -> str:
    """A language with nothing in it yet, which counts as it is known to count. One that Babel does
    not know begins with the two forms of English."""
    catalog = _read(sentences)
    name = tag
    try:
        catalog.locale = locale = Locale.parse(tag.replace("-", "_"))
        name = locale.english_name or tag
    except (UnknownLocaleError, ValueError):
        catalog.locale = None
    for message in list(catalog):
        if message.pluralizable:
            message.string = ("",) * catalog.num_plurals
    header = _HEADER.format(name=name, tag=tag, forms=_forms(catalog))
    return _joined(header, catalog)


def brought_up(language: str, sentences: str) -> str:
    """What is new stands there untranslated; what was reworded keeps its translation, marked to be
    looked at (`fuzzy`: English is said until the mark is gone); what is gone stands at the end."""
    header, _, _ = language.partition("\n\n")
    catalog = _read(language)
    catalog.update(_read(sentences), update_header_comment=False)
    return _joined(header + "\n", catalog)


def _read(text: str) -> Catalog:
    return read_po(io.BytesIO(text.encode()), charset="utf-8")


def _forms(catalog: Catalog) -> str:
    if catalog.locale is None:
        return "nplurals=2; plural=(n != 1);"
    return catalog.plural_forms


def _joined(header: str, catalog: Catalog) -> str:
    for message in _messages(catalog):
        message.flags.discard("python-format")  # guessed, and wrong for "100 % of"
    written = io.BytesIO()
    write_po(
        written, catalog, width=0, omit_header=True, include_lineno=False, include_previous=True
    )
    return f"{header}\n{written.getvalue().decode().rstrip()}\n"


def _messages(catalog: Catalog) -> Iterator[Message]:
    yield from catalog
    yield from catalog.obsolete.values()
