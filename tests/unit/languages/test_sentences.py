"""Every sentence is found in the code, wherever it stands, and the file of them is current."""

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from app.shared.infrastructure.languages.parts import NUMBER, parts_of
from tests.support.processes import PROJECT
from tools.sentences.catalogue import template
from tools.sentences.found import found_sentences
from tools.sentences.javascript import Unreadable, tokens_of
from tools.sentences.javascript_calls import javascript_calls
from tools.sentences.python_calls import python_calls
from tools.sentences.sentence import Call, Sentence, sentences_of
from tools.sentences.template_calls import template_calls

PYTHON = "from app.shared.domain.language.saying import say, say_as, say_counted, to_say\n"
SCRIPT = 'import { say, sayAs, sayAround, sayCounted, toSay } from "../lib/say.js";\n'


def said(read: Callable[[str], Iterable[Call]], source: str) -> list[Sentence]:
    return [one for call in read(source) for one in sentences_of(call, "there")]


def in_python(source: str) -> list[Sentence]:
    return said(python_calls, PYTHON + source)


def in_script(source: str) -> list[Sentence]:
    return said(javascript_calls, SCRIPT + source)


def test_the_file_of_sentences_is_current() -> None:
    published = (PROJECT / "app" / "languages" / "guildwright.pot").read_text(encoding="utf-8")

    assert published == template(found_sentences(PROJECT)), "run: make sentences"


def test_what_counts_has_the_same_parts_for_one_and_for_many() -> None:
    """A language is held to those of the first form."""
    for one in found_sentences(PROJECT):
        if one.many:
            named = [{part.name for part in parts_of(form) or ()} for form in (one.text, one.many)]
            assert named[1] - {NUMBER} == named[0] - {NUMBER}, one.text


def test_python_says_sentences_within_sentences() -> None:
    source = 'say("{who} left.", who=bold(say("Somebody"), say_counted(n, "a", "b")))'

    assert in_python(source) == [Sentence("{who} left."), Sentence("Somebody"), Sentence("a", "b")]


def test_python_names_its_functions_as_it_likes() -> None:
    source = "from app.shared.domain.language.saying import say as told\ntold('Yes')\nsaid('No')"

    assert said(python_calls, source) == [Sentence("Yes")]


def test_a_function_of_the_same_name_from_elsewhere_says_nothing() -> None:
    assert said(python_calls, "from app.cli.terminal import say\nsay('A file.')") == []
    assert said(javascript_calls, "const say = (x) => x;\nsay('approve')") == []


def test_literals_that_follow_each_other_are_one_sentence() -> None:
    assert in_python('say("One, "\n    "two.")') == [Sentence("One, two.")]
    assert in_script('say("One, " +\n  "two.")') == [Sentence("One, two.")]


def test_a_choice_between_two_literals_is_two_sentences() -> None:
    assert in_python('say("On" if on else "Off")') == [Sentence("On"), Sentence("Off")]
    assert in_script('say(on ? "On" : a.b ? "Half" : "Off")') == [
        Sentence("On"),
        Sentence("Half"),
        Sentence("Off"),
    ]
    assert said(template_calls, "{{ say('On' if on else 'Off') }}") == [
        Sentence("On"),
        Sentence("Off"),
    ]


def test_words_with_a_meaning_and_counted_ones_are_found_whole() -> None:
    expected = [Sentence("Open", meaning="button"), Sentence("{number} role", "{number} roles")]

    assert in_python(
        'say_as("button", "Open")\nsay_counted(n, "{number} role", "{number} roles")'
    ) == (expected)
    assert in_script(
        'sayAs("button", "Open"); sayCounted(f(n, 2), "{number} role", "{number} roles")'
    ) == (expected)
    assert (
        said(
            template_calls,
            "<p title=\"{{ say_as('button', 'Open') }}\">"
            "{{ say_counted(n, '{number} role', '{number} roles') }}",
        )
        == expected
    )


def test_scripts_say_sentences_in_templates_within_templates() -> None:
    source = """
      html`<b title=${say("A")}>${list.map((one) => html`<i>${one ? html`${say(`B`)}` : ""}</i>`)}
      </b>${sayAround("{who} gains", { who: html`<b>${say("C")}</b>` })} say("not said")`
    """

    assert sorted(in_script(source)) == [
        Sentence("A"),
        Sentence("B"),
        Sentence("C"),
        Sentence("{who} gains"),
    ]


def test_scripts_are_read_past_slashes_quotes_and_comments() -> None:
    source = r"""
      const a = b / c / d; const e = /["'`]/.test(f) ? /[/`]/ : g; // say("no") `
      /* ` say("no") */ const h = 'it\'s "`"'; const i = {}; say("Yes \u2026 \"so\"");
    """

    assert in_script(source) == [Sentence('Yes … "so"')]


def test_scripts_name_their_functions_as_they_like() -> None:
    source = (
        'import { language, say as told } from "./say.js"; told("Yes"); say("No"); x.told("No")'
    )

    assert said(javascript_calls, source) == [Sentence("Yes")]


@pytest.mark.parametrize("source", ["`${a", 'say("a', "a }"])
def test_a_script_that_does_not_end_is_refused(source: str) -> None:
    with pytest.raises(Unreadable, match="line 1"):
        tokens_of(source)


def test_what_is_said_from_a_table_stands_in_the_table() -> None:
    assert in_python('TABLE = {"a": to_say("Yes")}\nsay(TABLE["a"])') == [Sentence("Yes")]
    assert in_script('const TABLE = { a: toSay("Yes") }; say(TABLE["a"] ?? TABLE.a)') == [
        Sentence("Yes")
    ]


@pytest.mark.parametrize(
    "source",
    ['say(f"{who} left.")', 'say("a" + b)', "to_say(text)", "say_counted(n, one, many)"],
)
def test_python_may_not_say_what_nobody_finds(source: str) -> None:
    with pytest.raises(ValueError, match="there:2"):
        in_python(source)


@pytest.mark.parametrize(
    "source",
    ["say(`${who} left.`)", 'say("a" + b)', "toSay(text)", "sayCounted(n, one, many)"],
)
def test_scripts_may_not_say_what_nobody_finds(source: str) -> None:
    with pytest.raises(ValueError, match="there:2"):
        in_script(source)


def test_templates_may_not_say_what_nobody_finds() -> None:
    with pytest.raises(ValueError, match="there:1"):
        said(template_calls, "{{ say('a' ~ b) }}")


def test_two_sentences_for_many_of_one_are_refused(tmp_path: Path) -> None:
    (tmp_path / "app").mkdir()
    (tmp_path / "app" / "a.py").write_text(f'{PYTHON}say_counted(n, "a", "b")')
    (tmp_path / "app" / "b.py").write_text(f'{PYTHON}say_counted(n, "a", "c")\nto_say(x)')

    with pytest.raises(ValueError, match=r"b\.py:3(.|\n)*b\.py: say_counted: 'a' has another"):
        found_sentences(tmp_path)


def test_the_file_names_files_without_lines_and_marks_parts() -> None:
    written = template(
        {
            Sentence("100 % done"): ["app/b.py"],
            Sentence("one"): ["app/c.py"],
            Sentence("one", "{number:,}"): ["app/a.py", "app/b.py"],
            Sentence("Open", meaning="button"): ["app/d.py"],
        }
    )

    body = written.partition("\n\n")[2]
    assert body == (
        '#: app/b.py\nmsgid "100 % done"\nmsgstr ""\n\n'
        "#: app/a.py app/b.py app/c.py\n#, python-brace-format\n"
        'msgid "one"\nmsgid_plural "{number:,}"\nmsgstr[0] ""\nmsgstr[1] ""\n\n'
        '#: app/d.py\nmsgctxt "button"\nmsgid "Open"\nmsgstr ""\n'
    )
