from collections.abc import Iterator
from gettext import NullTranslations

import pytest

from app.shared.domain.language.saying import say, say_as, say_counted, speak, to_say

SENTENCES = {"{who} changed {thing}.": "{thing} mutavit {who}.", "Open": "Apertum", "": "header"}


class Latin(NullTranslations):
    def gettext(self, message: str) -> str:
        return SENTENCES.get(message, message)

    def pgettext(self, context: str, message: str) -> str:
        return "Aperi" if (context, message) == ("button", "Open") else message

    def ngettext(self, msgid1: str, msgid2: str, n: int) -> str:
        return "{number} partes" if n != 1 else "una pars"


@pytest.fixture
def latin() -> Iterator[None]:
    speak(Latin())
    yield
    speak(NullTranslations())


@pytest.mark.usefixtures("latin")
def test_a_language_puts_the_parts_where_it_wants_them() -> None:
    assert say("{who} changed {thing}.", who="Ada", thing="#rules") == "#rules mutavit Ada."


@pytest.mark.usefixtures("latin")
def test_one_english_word_can_be_two_elsewhere() -> None:
    assert (say("Open"), say_as("button", "Open")) == ("Apertum", "Aperi")


@pytest.mark.usefixtures("latin")
def test_a_language_has_its_own_idea_of_one_and_many() -> None:
    assert say_counted(1, "{number:,} role", "{number:,} roles") == "una pars"
    assert say_counted(0, "{number:,} role", "{number:,} roles") == "0 partes"


@pytest.mark.usefixtures("latin")
def test_what_a_language_lacks_is_said_in_english() -> None:
    assert say("Nothing to do.") == "Nothing to do."
    assert say("") == ""


def test_english_stands_where_it_is_said() -> None:
    assert say("{who} changed {thing}.", who="Ada", thing="{braces}") == "Ada changed {braces}."
    assert say("{} is empty.") == "{} is empty."
    assert say_counted(1204, "{number:,} role", "{number:,} roles") == "1,204 roles"


def test_a_sentence_in_a_table_is_said_when_it_is_wanted() -> None:
    table = {"go": to_say("Go on.")}

    assert say(table["go"]) == "Go on."
