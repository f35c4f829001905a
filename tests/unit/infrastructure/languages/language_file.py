"""Files of languages as a translator would leave them."""

from pathlib import Path

HEADER = """\
msgid ""
msgstr ""
"Content-Type: text/plain; charset=utf-8\\n"
"Plural-Forms: {forms}\\n"

"""
GERMAN = "nplurals=2; plural=(n != 1);"
SENTENCES = """\
#: app/a.py
msgid "{who} left."
msgstr ""

#: app/a.py app/web/static/b.js
#, python-brace-format
msgid "{number} role"
msgid_plural "{number} roles"
msgstr[0] ""
msgstr[1] ""

#: app/web/static/b.js
msgctxt "button"
msgid "Open"
msgstr ""
"""


def lay(folder: Path, name: str, body: str, forms: str = GERMAN) -> Path:
    """The folder, with the file of sentences beside the language."""
    (folder / "guildwright.pot").write_text(HEADER.format(forms="") + SENTENCES, encoding="utf-8")
    (folder / name).write_text(HEADER.format(forms=forms) + body, encoding="utf-8")
    return folder
