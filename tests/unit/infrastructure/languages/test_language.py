"""A language is read from its file, or refused with everything that is wrong in it."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from app.shared.domain.language.saying import say, say_as, say_counted
from app.shared.infrastructure.languages.language import (
    ENGLISH_ITSELF,
    LANGUAGES,
    UnusableLanguage,
    read_language,
    tags_in,
)
from app.shared.infrastructure.languages.script_sentences import script_sentences
from app.shared.infrastructure.languages.speaking import speak_language, spoken_language
from tests.unit.infrastructure.languages.language_file import GERMAN, lay

WHOLE = """
msgid "{who} left."
msgstr "Gegangen ist {who}."

msgid "{number} role"
msgid_plural "{number} roles"
msgstr[0] "eine Rolle"
msgstr[1] "{number} Rollen"

msgctxt "button"
msgid "Open"
msgstr "Öffnen"

#, fuzzy
msgid "Not sure."
msgstr "Unsicher."
"""


@pytest.fixture(autouse=True)
def _english_again() -> Iterator[None]:
    yield
    speak_language(ENGLISH_ITSELF)


def problems_of(folder: Path, tag: str = "de") -> list[str]:
    with pytest.raises(UnusableLanguage) as refused:
        read_language(tag, folder)
    return [one.replace(f"{folder}/", "") for one in refused.value.problems]


def test_what_it_says_is_said_and_the_rest_stays_english(tmp_path: Path) -> None:
    speak_language(read_language("de", lay(tmp_path, "de.po", WHOLE)))

    assert spoken_language().tag == "de"
    assert say("{who} left.", who="Ada") == "Gegangen ist Ada."
    assert say_counted(1, "{number} role", "{number} roles") == "eine Rolle"
    assert say_counted(0, "{number} role", "{number} roles") == "0 Rollen"
    assert say_as("button", "Open") == "Öffnen"
    assert say("Open") == "Open"
    assert say("Not sure.") == "Not sure."
    assert say("Never translated.") == "Never translated."


def test_thousands_are_parted_as_the_language_does(tmp_path: Path) -> None:
    body = 'msgctxt "between thousands"\nmsgid ","\nmsgstr "."\n'
    speak_language(read_language("de", lay(tmp_path, "de.po", body)))

    told = say("{number:,} of {what} and {plain}", number=12345, what="a,b", plain=1)

    assert told == "12.345 of a,b and 1"
    assert say_counted(1204, "{number:,} role", "{number:,} roles") == "1.204 roles"


def test_english_is_said_until_a_language_is_chosen_and_after_it() -> None:
    speak_language(read_language("en"))

    assert say("{who} left.", who="Ada") == "Ada left."
    assert spoken_language() is ENGLISH_ITSELF


@pytest.mark.parametrize("asked", ["pt-BR", "pt_br", " PT-br "])
def test_a_language_is_named_in_any_case_and_told_as_browsers_write_it(
    tmp_path: Path, asked: str
) -> None:
    assert read_language(asked, lay(tmp_path, "pt_BR.po", "")).tag == "pt-BR"


def test_one_that_nobody_has_written_is_refused_with_those_there_are(tmp_path: Path) -> None:
    lay(tmp_path, "de.po", "")

    assert problems_of(tmp_path, "tlh") == ["is no language that there is: en, de"]


def test_english_scripts_need_no_other_sentences() -> None:
    assert script_sentences(ENGLISH_ITSELF) == {}


def test_what_scripts_say_is_told_apart(tmp_path: Path) -> None:
    language = read_language("de", lay(tmp_path, "de.po", WHOLE))

    assert script_sentences(language) == {
        "{number} role": ("eine Rolle", "{number} Rollen"),
        "button\4Open": "Öffnen",
    }


@pytest.mark.parametrize(
    ("english", "told", "wrong"),
    [
        ("{who} left.", "Weg ist {wer}.", "has the parts {wer}, the English one has {who}"),
        ("{who} left.", "Alle weg.", "has the parts none, the English one has {who}"),
        ("{n:,} of {m:,}", "{n:.1f} von {m}", "has the parts {m}, {n:.1f}, the English one has"),
        ("On {day}.", "Am {day:%d.%m.%Y}.", "has the parts {day:%d.%m.%Y}, the English one"),
        ("{who} left.", "{who.__class__} {who}", "has the parts {who}, {who.__class__}"),
        ("{who} left.", "{who} {0}", "has the parts {0}, {who}, the English one has {who}"),
        ("{who} left.", "{who} ist {weg.", "has a brace that is no part"),
        ("{day:%Y}", "{day:%Y{day.__class__}}", "has the parts {day:%Y{day.__class__}}, the"),
        ("{day:%Y}", "{day:%9999999Y}", "has the parts {day:%9999999Y}, the English one has"),
        ("Open", " ", "is blank"),
    ],
)
def test_a_translation_has_the_parts_of_its_english_one(
    tmp_path: Path, english: str, told: str, wrong: str
) -> None:
    lay(tmp_path, "de.po", f'\n\nmsgid "{english}"\nmsgstr "{told}"\n')

    (problem,) = problems_of(tmp_path)

    assert problem.startswith(f"de.po:8: {wrong}")
    assert problem.endswith(f": {english}")


def test_a_counted_one_may_do_without_the_number_and_nothing_else(tmp_path: Path) -> None:
    lay(
        tmp_path,
        "de.po",
        'msgid "{number:,} role of {who}"\nmsgid_plural "{number:,} roles of {who}"\n'
        'msgstr[0] "seine Rolle"\nmsgstr[1] "{number:,} Rollen von {who}"\n',
    )

    (problem,) = problems_of(tmp_path)

    assert problem.startswith("de.po:6: has the parts none, the English one has {number:,}, {who}")


def test_a_date_may_be_written_in_another_order_and_a_number_plainly(tmp_path: Path) -> None:
    body = 'msgid "{day:%Y-%m-%d}, {n:,}"\nmsgstr "{n} am {day:%d.%m.}"\n'
    speak_language(read_language("de", lay(tmp_path, "de.po", body)))

    told = say("{day:%Y-%m-%d}, {n:,}", day=date(2026, 11, 28), n=1204)

    assert told == "1204 am 28.11."


def test_braces_that_are_no_parts_in_english_are_none_elsewhere(tmp_path: Path) -> None:
    lay(tmp_path, "de.po", 'msgid "A { here."\nmsgstr "Eine { hier."\n')

    read_language("de", tmp_path)


def test_every_form_that_the_header_counts_is_needed(tmp_path: Path) -> None:
    polish = "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10||n%100>=20) ? 1 : 2);"
    body = 'msgid "{number} role"\nmsgid_plural "{number} roles"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
    lay(tmp_path, "pl.po", body, polish)

    assert problems_of(tmp_path, "pl") == ["pl.po:6: needs 3 forms, from 0 on: {number} role"]


@pytest.mark.parametrize(
    ("forms", "wrong"),
    [
        ("", "has to look like"),
        ("nplurals=2; plural=n != ;", "cannot be worked out"),
        ("nplurals=2; plural=(n==1 ? 0 : n==2 ? 1 : 2);", "leads to form 2, and there are 2"),
        ("nplurals=2; plural=n%0;", "% is by a number"),
        ("nplurals=2; plural=n%(n==5000 ? 0 : 2);", "% is by a number"),
        ("nplurals=2; plural=(n != 01);", "no number begins with 0"),
        ("nplurals=1; plural=alert(1);", "may be made of"),
        ("nplurals=1; plural=n[0];", "may be made of"),
        ("nplurals=1; plural=n=0;", "cannot be worked out"),
    ],
)
def test_a_broken_way_of_counting_is_refused(tmp_path: Path, forms: str, wrong: str) -> None:
    lay(tmp_path, "de.po", "", forms)

    (problem,) = problems_of(tmp_path)

    assert problem.startswith("de.po:4: Plural-Forms")
    assert wrong in problem


def test_spaces_in_the_way_of_counting_are_no_matter(tmp_path: Path) -> None:
    body = 'msgid "{number} role"\nmsgid_plural "{number} roles"\nmsgstr[0] "a"\nmsgstr[1] "b"\n'
    speak_language(
        read_language("de", lay(tmp_path, "de.po", body, "nplurals = 2 ; plural = (n != 1) ;"))
    )

    assert [say_counted(n, "{number} role", "{number} roles") for n in (1, 2)] == ["a", "b"]


def test_parts_that_only_the_second_form_has_are_none(tmp_path: Path) -> None:
    body = 'msgid "a role"\nmsgid_plural "{x} roles"\nmsgstr[0] "a"\nmsgstr[1] "{x} b"\n'
    lay(tmp_path, "de.po", body)

    (problem,) = problems_of(tmp_path)

    assert problem.startswith("de.po:6: has the parts {x}, the English one has none")


@pytest.mark.parametrize("tag", ["sr@latin", "de-x", "my-new-lang"])
def test_a_name_that_browsers_refuse_is_refused(tmp_path: Path, tag: str) -> None:
    lay(tmp_path, f"{tag}.po", "")

    assert problems_of(tmp_path, tag) == [
        f"{tag}.po: browsers know no language {tag}: a name is like de or pt-BR"
    ]


@pytest.mark.parametrize("tag", ["zh-Hant-TW", "es-419", "de-1996", "de-x-informal", "tlh"])
def test_a_name_that_browsers_take_is_taken(tmp_path: Path, tag: str) -> None:
    assert read_language(tag, lay(tmp_path, f"{tag}.po", "")).tag == tag


def test_a_text_that_names_a_file_is_not_that_file(tmp_path: Path) -> None:
    lay(tmp_path, "fr.po", "")
    (tmp_path / "de.po").write_text(str(tmp_path / "fr.po"), encoding="utf-8")

    (problem,) = problems_of(tmp_path)

    assert problem.startswith("de.po: ")
    assert "line 1" in problem


def test_everything_that_is_wrong_is_said_at_once(tmp_path: Path) -> None:
    lay(tmp_path, "de.po", 'msgid "{a}"\nmsgstr "b"\n\nmsgid "{c}"\nmsgstr "d"\n', "nonsense")

    assert [one.split(" ")[0] for one in problems_of(tmp_path)] == [
        "de.po:4:",
        "de.po:6:",
        "de.po:9:",
    ]


def test_a_file_that_is_none_is_refused_by_line(tmp_path: Path) -> None:
    lay(tmp_path, "de.po", 'msgid "a"\nmsgstr "b"\n\nnonsense here\n')

    (problem,) = problems_of(tmp_path)

    assert problem.startswith("de.po: ")
    assert "line 9" in problem


def test_a_file_that_is_not_text_is_refused(tmp_path: Path) -> None:
    lay(tmp_path, "de.po", "")
    (tmp_path / "de.po").write_bytes(b'msgid "\xff"\n')

    assert problems_of(tmp_path) == ["de.po: is not UTF-8 text"]


def test_a_sentence_that_stands_there_twice_is_refused(tmp_path: Path) -> None:
    lay(tmp_path, "de.po", 'msgid "a"\nmsgstr "b"\n\nmsgid "a"\nmsgstr "c"\n')

    assert problems_of(tmp_path) == ["de.po:9: stands there twice: a"]


def test_every_language_that_is_shipped_can_be_spoken() -> None:
    for tag in ["en", *tags_in(LANGUAGES)]:
        assert read_language(tag).tag == tag


def test_the_forms_of_a_language_are_chosen_by_number(tmp_path: Path) -> None:
    language = read_language("de", lay(tmp_path, "de.po", "", GERMAN))

    assert [language.plural_forms.form_of(number) for number in (0, 1, 2)] == [1, 0, 1]


def test_a_sentence_that_counts_elsewhere_is_said_alone_as_for_one(tmp_path: Path) -> None:
    body = 'msgid "Adopt"\nmsgid_plural "Adopt all"\nmsgstr[0] "Annehmen"\nmsgstr[1] "Alle"\n'
    speak_language(read_language("de", lay(tmp_path, "de.po", body)))

    assert say("Adopt") == "Annehmen"
    assert say_counted(2, "Adopt", "Adopt all") == "Alle"
