"""A language is begun from the file of sentences, and keeps what it has when that changes."""

from pathlib import Path

import pytest
from babel.messages.plurals import PLURALS

from app.shared.infrastructure.languages.language import UnusableLanguage, read_language
from app.shared.infrastructure.languages.plural_forms import read_plural_forms
from tools.sentences.catalogue import template
from tools.sentences.languages import begun, brought_up
from tools.sentences.sentence import Sentence

LEFT = Sentence("{who} left the server.")
DONE = Sentence("100 % of it is done")
ROLES = Sentence("{number} role", "{number} roles")
OPEN = Sentence("Open", meaning="button")
SENTENCES = template({one: ["app/a.py"] for one in (LEFT, DONE, ROLES, OPEN)})


def spoken(folder: Path, tag: str, text: str) -> dict[str, str]:
    """What it says for each of the sentences."""
    (folder / "guildwright.pot").write_text(SENTENCES, encoding="utf-8")
    (folder / f"{tag}.po").write_text(text, encoding="utf-8")
    translations = read_language(tag, folder).translations
    return {one.text: translations.gettext(one.text) for one in (LEFT, DONE)}


@pytest.mark.parametrize(
    ("tag", "forms"),
    [
        ("de", "nplurals=2; plural=(n != 1);"),
        ("fa-IR", "nplurals=2; plural=(n > 1);"),
        ("ja", "nplurals=1; plural=0;"),
        ("tlh", "nplurals=2; plural=(n != 1);"),
    ],
)
def test_one_that_is_begun_can_be_spoken_at_once_and_says_english(
    tmp_path: Path, tag: str, forms: str
) -> None:
    text = begun(tag, SENTENCES)

    assert f'"Language: {tag}\\n"' in text
    assert f'"Plural-Forms: {forms}\\n"' in text
    assert spoken(tmp_path, tag, text) == {LEFT.text: LEFT.text, DONE.text: DONE.text}


def test_one_that_is_begun_has_every_sentence_and_nothing_but_its_flags() -> None:
    text = begun("de", SENTENCES)

    assert text.startswith("# Guildwright in German.\n")
    assert text.partition("\n\n")[2] == SENTENCES.partition("\n\n")[2]


def test_a_language_of_three_forms_has_room_for_three() -> None:
    text = begun("pl", SENTENCES)

    assert 'msgstr[0] ""\nmsgstr[1] ""\nmsgstr[2] ""\n' in text


def test_what_was_translated_stays_and_what_is_new_waits(tmp_path: Path) -> None:
    german = begun("de", template({LEFT: ["app/b.py"]}))
    german = german.replace(
        f'msgid "{LEFT.text}"\nmsgstr ""', f'msgid "{LEFT.text}"\nmsgstr "{{who}} ist weg."'
    ).replace("# Guildwright in German.", "# Guildwright in German, by Ada.")

    text = brought_up(german, SENTENCES)

    assert text.startswith("# Guildwright in German, by Ada.\n")
    assert "#: app/a.py\n" in text
    assert "app/b.py" not in text
    assert spoken(tmp_path, "de", text) == {LEFT.text: "{who} ist weg.", DONE.text: DONE.text}


def test_what_was_reworded_is_marked_and_english_until_it_is_looked_at(tmp_path: Path) -> None:
    before = Sentence("{who} left this server.")
    german = begun("de", template({before: ["app/a.py"]})).replace(
        f'msgid "{before.text}"\nmsgstr ""', f'msgid "{before.text}"\nmsgstr "{{who}} ist weg."'
    )

    text = brought_up(german, SENTENCES)

    assert f'#| msgid "{before.text}"\nmsgid "{LEFT.text}"\nmsgstr "{{who}} ist weg."' in text
    assert spoken(tmp_path, "de", text)[LEFT.text] == LEFT.text


def test_what_is_gone_is_kept_at_the_end(tmp_path: Path) -> None:
    german = begun("de", template({Sentence("Nobody says this now."): ["app/a.py"]})).replace(
        'msgid "Nobody says this now."\nmsgstr ""',
        'msgid "Nobody says this now."\nmsgstr "Das sagt niemand mehr."',
    )

    text = brought_up(german, SENTENCES)

    assert '#~ msgid "Nobody says this now."' in text
    assert spoken(tmp_path, "de", text)[DONE.text] == DONE.text


def test_bringing_up_what_is_current_changes_nothing() -> None:
    german = begun("de", SENTENCES)

    assert brought_up(german, SENTENCES) == german


@pytest.mark.parametrize("tag", PLURALS)
def test_every_way_of_counting_that_is_known_can_be_spoken(tag: str) -> None:
    number, expression = PLURALS[tag]

    assert read_plural_forms(f"nplurals={number}; plural={expression};").number == number


def test_one_that_breaks_a_sentence_is_refused(tmp_path: Path) -> None:
    text = begun("de", SENTENCES).replace(
        f'msgid "{LEFT.text}"\nmsgstr ""', f'msgid "{LEFT.text}"\nmsgstr "Weg."'
    )

    with pytest.raises(UnusableLanguage, match="has the parts none"):
        spoken(tmp_path, "de", text)
