"""What the parser complains of is said in words that a moderator knows."""

import ast
import re
from pathlib import Path

import pytest
import ruamel.yaml
from ruamel.yaml.error import MarkedYAMLError

from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.yaml_faults import UNKNOWN_FAULT, sentence_about

JARGON = re.compile(
    r"token|scalar|node|stream|sequence|mapping|directive|alias|chomp|handle|URI|block|flow"
    r"|simple key|indicator|<|hexdecimal|pyyaml"
)
FAULTS = [
    ("roles: [", 1, "ends before its brackets or braces", "closing"),
    ("roles: [a,", 1, "ends before its brackets or braces", "closing"),
    ("roles: {a: ", 1, "ends before its brackets or braces", "closing"),
    ("roles: {a: 1", 1, "not closed", "{a: 1"),
    ("roles: [a, , b]", 1, "A value is missing", "quotes"),
    ("roles: [- a]", 1, "A value is missing", "quotes"),
    ("roles: - a", 1, "`- ` stands where no list", "line below"),
    ("roles: ? a", 1, "`? `", "quotes"),
    ('roles: ["a":b:c, d:{e}]', 1, "", ""),
    ('roles: "a" b', 1, "behind a value that has ended", "whole text"),
    ('roles:\n  - "a" b', 2, "behind a value that has ended", "whole text"),
    ("roles: * bold", 1, "begins with `*`", "quotes"),
    ("roles: &", 1, "begins with `&`", "quotes"),
    ("%x", 1, "behind the end", "Remove"),
    ("%YAML x", 1, "begins with `%`", "quotes"),
    ("%YAML 2.0\n---\na: 1", 1, "`%YAML`", "Remove"),
    ("%TAG ! a\n%TAG ! b\n---\na: 1", 2, "needs quotes", "quotes"),
    ("roles: !a!b c", 1, "begins with `!`", "quotes"),
    ("roles: !<a b", 1, "begins with `!`", "quotes"),
    ("roles: |x", 1, "several lines", "line below"),
    ("roles: >0", 1, "several lines", "line below"),
    ('roles: "\\xzz"', 1, "lacks digits", "backslash"),
    ("roles: 'a\n---\nb'", 1, "not closed", "closing quote"),
    ("roles: [a]]", 1, "behind", "Remove"),
    ("a: 1\n... b", 2, "behind the end", "Remove"),
    ("a: 1\n]", 2, "", ""),
    ("roles: `a`", 1, "cannot begin", "quotes"),
]


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(BlueprintRefused) as refused:
        read_blueprint(text, "guild.yaml")
    return refused.value.problems


def complaints() -> list[tuple[str, str]]:
    """Context and problem of every complaint in the parser's source, without what it quotes.

    What it calls by a `name` comes with each name that it gives.
    """
    folder = Path(ruamel.yaml.__file__).parent
    return sorted(
        {
            (said(raised.args, 0, name), said(raised.args, 2, name))
            for name in ("alias", "anchor", "tag", "directive")
            for file in ("scanner.py", "parser.py")
            for node in ast.walk(ast.parse((folder / file).read_text(encoding="utf-8")))
            if isinstance(node, ast.Raise) and isinstance(raised := node.exc, ast.Call)
            if ast.unparse(raised.func) in ("ScannerError", "ParserError")
        }
    )


def said(args: list[ast.expr], place: int, name: str) -> str:
    if place >= len(args):
        return ""
    if isinstance(args[place], ast.JoinedStr):
        return "".join(spoken(part, name) for part in ast.iter_child_nodes(args[place]))
    return spoken(args[place], name)


def spoken(part: ast.AST, name: str) -> str:
    if isinstance(part, ast.FormattedValue):
        return name if ast.unparse(part.value) == "name" else "x"
    return str(part.value or "") if isinstance(part, ast.Constant) else ""


@pytest.mark.parametrize(("text", "line", "what", "remedy"), FAULTS)
def test_a_fault_is_told_in_plain_words(text: str, line: int, what: str, remedy: str) -> None:
    found = problems(text)[0]

    assert found.line == line
    assert what in found.what
    assert remedy in found.remedy
    assert not JARGON.search(f"{found.what} {found.remedy}")
    assert (found.what, found.remedy) != UNKNOWN_FAULT


def test_a_text_in_asterisks_is_told_to_be_quoted() -> None:
    assert "into quotes" in problems("roles: **bold**")[0].remedy


def test_the_parsers_source_has_its_complaints_where_they_are_looked_for() -> None:
    assert len(complaints()) > 25


@pytest.mark.parametrize(("context", "problem"), complaints())
def test_whatever_the_parser_can_say_has_a_sentence_of_ours(context: str, problem: str) -> None:
    what, remedy, *_ = sentence_about(MarkedYAMLError(context, None, problem), "")

    assert (what, remedy) != UNKNOWN_FAULT
    assert not JARGON.search(f"{what} {remedy}")


def test_what_it_never_said_before_is_told_without_its_words() -> None:
    what, remedy, line, column = sentence_about(MarkedYAMLError("while", None, "odd node"), "")

    assert ((what, remedy), line, column) == (UNKNOWN_FAULT, 1, 1)
    assert not JARGON.search(f"{what} {remedy}")
