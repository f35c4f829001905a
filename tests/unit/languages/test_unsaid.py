"""Nothing that people read stands in the code unsaid, area by area."""

from pathlib import Path

import pytest

from tests.unit.languages.area import Area
from tests.unit.languages.every_area import every_area
from tests.unit.languages.unsaid import PROJECT, everything_unsaid_in, unsaid_in
from tests.unit.languages.unsaid_python import unsaid_in_python
from tests.unit.languages.unsaid_script import unsaid_in_script
from tests.unit.languages.unsaid_template import unsaid_in_template

PYTHON = "from app.shared.domain.language.saying import say, say_counted\n"
SCRIPT = 'import { say, sayAround } from "../lib/say.js";\n'


@pytest.mark.parametrize("name", sorted(every_area()))
def test_everything_that_people_read_is_said(name: str) -> None:
    found = [f"{path}:{one.line}: {one.text}" for path, one in unsaid_in(every_area()[name])]

    assert not found, "\n".join(found)


@pytest.mark.parametrize("name", sorted(every_area()))
def test_every_exception_is_needed(name: str) -> None:
    area = every_area()[name]
    found = list(everything_unsaid_in(area))

    assert all((PROJECT / path).exists() for path in area.paths)
    assert not set(area.unread_texts) - {one.text for _, one in found}
    for excused in area.unread_files:
        assert any(path.startswith(excused) for path, _ in found), excused
    assert all(reason.strip() for reason in area.unread_files.values())
    assert all(reason.strip() for reason in area.unread_texts.values())


def in_python(source: str, **skipped: frozenset[str]) -> list[str]:
    return [one.text for one in unsaid_in_python(PYTHON + source, **skipped)]


def in_script(source: str) -> list[str]:
    return [one.text for one in unsaid_in_script(SCRIPT + source)]


def in_template(source: str) -> list[str]:
    return [one.text for one in unsaid_in_template(source)]


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ('title = f"{who} changed {what}."', "{} changed {}."),
        ('show("Open")', "Open"),
        ('TABLE = {"a": "Who may do what"}', "Who may do what"),
        ('say("{who} left.", who=name or "nobody we know")', "nobody we know"),
        ('say_counted(n, "a role", "many roles", what="the whole server")', "the whole server"),
        ("f\"role{'s' if n != 1 else ''}\"", "s"),
        ('raise Invalid("No such role.", remedy=say("Choose another."))', "No such role."),
    ],
)
def test_python_is_found_to_show_what_it_does_not_say(source: str, text: str) -> None:
    assert in_python(source) == [text]


@pytest.mark.parametrize(
    "source",
    [
        '"""What a module is for."""',
        'say("One here, " "two there." if one else "Three.")',
        'log.warning("a page names a file that is not there: %s", name)',
        'raise RuntimeError("this cannot be")',
        'code = "not_found"; path = "/api/v1/guilds"; sign = "+"',
        'kind: Literal["Two words"] = read["Two words"]',
        'if name == "Manage Server": pass',
    ],
)
def test_python_may_hold_what_nobody_reads(source: str) -> None:
    assert in_python(source) == []


def test_an_area_may_name_calls_and_keywords_that_nobody_reads() -> None:
    source = 'Field(description="For the docs.")\nsql("SELECT every row")'

    assert in_python(source) == ["For the docs.", "SELECT every row"]
    assert (
        in_python(
            source,
            skipped_calls=frozenset({"sql"}),
            skipped_names=frozenset({"description"}),
        )
        == []
    )


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("html`<b>${who}</b> left`", "left"),
        ("html`<b>${x ? html`<i>done</i>` : ''}</b>`", "done"),
        ('html`<input placeholder="search" />`', "search"),
        ('html`<b title="${who} left">${say("Yes")}</b>`', "{} left"),
        ('html`<${Field} hint="One a line" />`', "One a line"),
        ('toast("Copied")', "Copied"),
        ("const told = `${who} changed ${what}`", "{} changed {}"),
        ('say("{who} left", { who: who ?? "nobody we know" })', "nobody we know"),
        ('n === 1 ? "" : "s"', "s"),
        ("html`a < b and so on ${c}`", "a < b and so on {}"),
    ],
)
def test_scripts_are_found_to_show_what_they_do_not_say(source: str, text: str) -> None:
    assert in_script(source) == [text]


@pytest.mark.parametrize(
    "source",
    [
        'html`<b class="a ${b}" style="top: 1px">${say("{n} done", { n })} · ${c} — →&nbsp;</b>`',
        "html`<b title=${say('Yes')} data-x=${y > 1 && z} ...${rest}>${1}</b><!-- a comment -->`",
        'html`<p>${sayAround("{who} left", { who: html`<b>${name}</b>` })}</p>`',
        'if (event.key === "Enter" || "Home" === key) x(); switch (a) { case "Two words": }',
        'console.warn("this is for programmers"); const a = { "Content-Type": 1, "Accept": b };',
        'import { a } from "../two words/a.js"; // a comment of words',
        "const url = `/guilds/${id}/plans?a=${b}`",
        "html`<b class=${`button ${d}`} class=\"a ${b ? 'two words' : 0}\"/>`",
    ],
)
def test_scripts_may_hold_what_nobody_reads(source: str) -> None:
    assert in_script(source) == []


@pytest.mark.parametrize(
    ("source", "text"),
    [
        ("<p>Nothing {{ a }} yet</p>", "Nothing {} yet"),
        ("{% if a %}<a href='x'>go on</a>{% endif %}", "go on"),
        ("<a aria-label=\"menu of {{ name }}\">{{ say('Yes') }}</a>", "menu of {}"),
        ("{{ button('Open the page') }}", "Open the page"),
        ("{{ say('{a} b', a='the whole server') }}", "the whole server"),
        ("{% set title = 'Your servers' %}", "Your servers"),
    ],
)
def test_templates_are_found_to_show_what_they_do_not_say(source: str, text: str) -> None:
    assert in_template(source) == [text]


@pytest.mark.parametrize(
    "source",
    [
        "{{ say('One {part}', part=a) }} · {{ say('On now' if a else 'Off now') }}",
        "<b class='two words'{% if a %} data-b='{{ c }}'{% endif %}>{# a comment here #}</b>",
        "<!doctype html><meta content='two words'>",
        "{% if kind == 'Two words' %}{{ n }}{% endif %}",
    ],
)
def test_templates_may_hold_what_nobody_reads(source: str) -> None:
    assert in_template(source) == []


def test_places_are_told_by_line(tmp_path: Path) -> None:
    (tmp_path / "a.js").write_text('import "./b.js";\n\nhtml`<p>\n${a}\n Not said\n</p>`;\n')

    found = list(unsaid_in(Area(paths=("a.js",)), tmp_path))

    assert [(path, one.line, one.text) for path, one in found] == [("a.js", 5, "{} Not said")]


def test_exceptions_are_by_file_folder_or_text(tmp_path: Path) -> None:
    for name in ("a.py", "b.py", "c/d.py"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text('show("Not said.")\nshow("Nor this.")')
    area = Area(
        paths=("",),
        unread_files={"b.py": "a reason", "c/": "another"},
        unread_texts={"Nor this.": "a third"},
    )

    assert [(path, one.text) for path, one in unsaid_in(area, tmp_path)] == [("a.py", "Not said.")]
