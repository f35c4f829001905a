"""What a broken document is told: where, what is wrong, what would be right."""

import time

import pytest

from app.shared.domain.blueprint.problems import BlueprintRefused, Problem
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.yaml_source import SIZE_MAX, document_text


def problems(text: str) -> tuple[Problem, ...]:
    with pytest.raises(BlueprintRefused) as refused:
        read_blueprint(text, "guild.yaml")
    return refused.value.problems


CASES = [
    # broken YAML
    ("version: 1\nroles: [a", 2, 8, "not closed", "[a, b]"),
    ('version: 1\nroles: ["a]', 2, 9, "not closed", "closing quote"),
    ("version: 1\nroles:\n\t- a", 3, 1, "tab", "blanks"),
    ("version: 1\nroles: a: b", 2, 9, "`: `", "quotes"),
    ("version: 1\n roles: []", 2, 7, "`: `", "indentation"),
    ("version: 1\nroles:\n  - a\n - b", 4, 2, "indentation", "Align"),
    ('version: 1\nroles: ["\\q"]', 2, 11, "escape", "backslash"),
    ("version: 1\nroles: [@a]", 2, 9, "begin", "quotes"),
    ("version: 1\n---\nroles: []", 2, 1, "second document", "---"),
    ("version: 1\nroles: [!!str a]", 2, 9, "no tags", "quote"),
    ("version: 1\nroles: [*a]", 2, 9, "refers to nothing", "anchor"),
    ("version: 1\nroles: &a [*a]", 2, 12, "refers to itself", "anchor"),
    ("", 1, 1, "empty", "version: 1"),
    ("- a", 1, 1, "no map", "version: 1"),
    ("version: 1\nroles: [a\0b]", 2, 10, "U+0000", "Remove"),
    ("version: 1\nroles: [a\ud800]", 2, 10, "U+D800", "Remove"),
    # keys
    ("version: 1\nroles: []\nroles: []", 3, 1, "there twice; the first is in line 2", "Keep one"),
    ("version: 1\n1: a", 2, 1, "no text", 'Quote it: "1"'),
    ("version: 1\n[a]: b", 2, 1, "name of a field", "name: value"),
    ("version: 1\n<<: a", 2, 1, "Only maps", "*name"),
    # fields
    ("roles: []", 1, 1, "needs `version`", "1"),
    ("version: 2", 1, 10, 'version is "2"', "version: 1"),
    ('version: "1"', 1, 10, "version", "version: 1"),
    ("version: 1\nrole: []", 2, 1, 'no field "role"', 'Did you mean "roles"?'),
    ("version: 1\nroles: [{nmae: a}]", 2, 10, 'no field "nmae"', '"name"'),
    ("version: 1\nroles: {}", 2, 8, "a map instead of a list", "- a"),
    ("version: 1\nroles: [[]]", 2, 9, "a map of fields", "name: value"),
    ("version: 1\nroles: [{name: [a]}]", 2, 16, "a list instead of text", ""),
    ("version: 1\nsettings: []", 2, 11, "a list", "name: value"),
    # YAML's surprises
    ("version: 1\nroles: [2024]", 2, 9, "not text", '"2024"'),
    ("version: 1\nroles: [0123]", 2, 9, "not text", '"0123"'),
    ("version: 1\nroles: [true]", 2, 9, "not text", '"true"'),
    ("version: 1\nroles: [null]", 2, 9, "not text", '"null"'),
    ("version: 1\nroles: [{name: a, hoist: on}]", 2, 26, '"on"', "Write true"),
    ("version: 1\nroles: [{name: a, hoist: No}]", 2, 26, '"No"', "Write false"),
    ("version: 1\nchannels: [{voice: a, user_limit: 012}]", 2, 35, "begins with 0", "12"),
    ('version: 1\nchannels: [{voice: a, user_limit: "12"}]', 2, 35, "number", "quotes"),
    ("version: 1\nchannels: [{voice: a, user_limit: .nan}]", 2, 35, "number", ""),
    ("version: 1\nchannels: [{voice: a, user_limit: 1.5}]", 2, 35, "number", ""),
    (f"version: 1\nchannels: [{{voice: a, user_limit: {'9' * 30}}}]", 2, 35, "too large", ""),
    ("version: 1\nroles:\n  - name: a\n    color: #fff", 4, 5, "colour", "begins a comment"),
    # words and values
    ("version: 1\nroles: [{name: a, color: red}]", 2, 26, "colour", '"#e4935a"'),
    ('version: 1\nroles: [{name: a, color: ["#fff"]}]', 2, 26, "two colours", "holographic"),
    ("version: 1\neveryone: [snd_messages]", 2, 12, "snd_messages", '"send_messages"'),
    ("version: 1\neveryone: view_channel", 2, 11, "list of permissions", "[create"),
    ("version: 1\neveryone: [0]", 2, 12, "no permission", ""),
    ("version: 1\nunmanaged: kep", 2, 12, "none of the words", '"keep"'),
    ("version: 1\nsettings: {verification: medum}", 2, 26, "none of the words", '"medium"'),
    ("version: 1\nchannels: [{text: a, slowmode: 5 min}]", 2, 32, "no duration", "30s"),
    ("version: 1\nchannels: [{text: a, archive_after: 2h}]", 2, 37, "does not exist", "1h, 1d"),
    ("version: 1\nchannels: [{text: a, archive_after: 60}]", 2, 37, "no duration", "1h or 1d"),
    ("version: 1\nchannels: [{voice: a, bitrate: fast}]", 2, 32, "no bitrate", "64kbps"),
    ("version: 1\nchannels: [{text: a, access: hidden}]", 2, 30, "who may do what", "private"),
    ("version: 1\nchannels: [{text: a, access: private to b}]", 2, 30, "no role", "roles"),
    ("version: 1\nchannels: [{text: a, access: {1: {}}}]", 2, 31, "no text", "Quote"),
    ("version: 1\nchannels: [{text: a, access: {'12': {}}}]", 2, 31, "no key", "role 12"),
    ("version: 1\nchannels: [{text: a, access: {channel 12: {}}}]", 2, 31, "not a channel", ""),
    # channels
    ("version: 1\nchannels: [{name: a}]", 2, 13, "no name", "text: general"),
    ("version: 1\nchannels: [{voise: a}]", 2, 13, "no name", '"voice"'),
    ("version: 1\nchannels: [{text: a, voice: b}]", 2, 22, "at once", "Keep one"),
    ("version: 1\nchannels: [{text: a, bitrate: 64kbps}]", 2, 22, "bitrate", "voice or stage"),
    ("version: 1\nchannels: [{text: a, type: voice}]", 2, 22, "type", "voice: Lounge"),
    (
        "version: 1\nchannels: [{category: A, channels: [{category: B}]}]",
        2,
        38,
        "cannot stand in a category",
        "top level",
    ),
    ("version: 1\nchannels: [General]", 2, 12, 'as "general"', 'Write "general"'),
    ("version: 1\nchannels: [a, a]", 2, 15, 'Two channels have the key "a"', "key:"),
    ("version: 1\nchannels: [{text: a, key: A}]", 2, 27, "written in lower case", "book-club"),
    ("version: 1\nsettings: {rules_channel: lonuge}\nchannels: [lounge]", 2, 27, "", '"lounge"'),
    # invisible characters
    ("version: 1\nroles: [a\u200bb]", 2, 10, "U+200B", "[U+200B]"),
    ('version: 1\nroles: ["a\\u202eb"]', 2, 9, "U+202E", "[U+202E]"),
    ("version: 1 # \u202e", 1, 14, "U+202E", "[U+202E]"),
    ("version: 1\ninvisible_characters: [zwsp]", 2, 24, "no code point", "U+200B"),
    ('version: 1\nroles: ["a\\u0007"]', 2, 9, "U+0007", "Remove it"),
    # automod
    (
        "version: 1\nautomod: [{name: a, trigger: spam, actions: [alert]}]",
        2,
        46,
        "alert",
        "mod-log",
    ),
    ("version: 1\nautomod: [{name: a, trigger: spam, actions: [blok]}]", 2, 46, "blok", '"block"'),
    (
        "version: 1\nautomod: [{name: a, trigger: spam, metadata: {a: .inf}, actions: [block]}]",
        2,
        50,
        "too large",
        "",
    ),
]


@pytest.mark.parametrize(("text", "line", "column", "what", "remedy"), CASES)
def test_a_broken_document_is_told_where_and_what(
    text: str, line: int, column: int, what: str, remedy: str
) -> None:
    first = problems(text)[0]

    assert (first.file, first.line, first.column) == ("guild.yaml", line, column)
    assert what in first.what
    assert remedy in first.remedy


def test_all_problems_are_told_at_once_in_the_order_of_the_text() -> None:
    text = """version: 1
settings: {verification: hgh}
everyone: [send_mesages]
roles:
  - name: Mod
    colour: "#fff"
  - Mod
channels:
  - General Chat
  - voice: Lounge
    bitrate: 999kbps
    access: private to mdo
"""

    found = problems(text)

    assert [problem.line for problem in found] == [2, 3, 6, 7, 9, 11, 12]
    assert str(found[2]).startswith('guild.yaml:6:5: A role has no field "colour".')


def test_a_problem_names_the_path_in_the_document() -> None:
    text = "version: 1\nchannels: [{category: B, channels: [{text: a, topic: [x]}]}]\n"

    assert problems(text)[0].path == ("channels", 0, "channels", 0, "topic")


def test_references_are_not_judged_while_what_they_point_to_cannot_be_read() -> None:
    text = "version: 1\nsettings: {system_channel: lounge}\nchannels: [{vioce: lounge}]\n"

    assert [problem.line for problem in problems(text)] == [3]


def test_an_alias_bomb_is_refused_at_once() -> None:
    lines = ["version: 1", "x-a: &a [1,1,1,1,1,1,1,1,1,1]"]
    for before, name in zip("abcdefgh", "bcdefghi", strict=True):
        lines.append(f"x-{name}: &{name} [{','.join([f'*{before}'] * 10)}]")
    begun = time.perf_counter()

    found = problems("\n".join(lines))

    assert "aliases counted" in found[0].what
    assert time.perf_counter() - begun < 2


def test_deep_nesting_is_refused() -> None:
    assert "nested too deeply" in problems("version: 1\nx-a: " + "[" * 5000)[0].what


def test_a_large_file_is_refused_before_it_is_parsed() -> None:
    begun = time.perf_counter()

    found = problems("version: 1\n" + "# filler\n" * 1_200_000)

    assert found[0].what == "The document is larger than 1 MiB."
    assert time.perf_counter() - begun < 1


def test_bytes_that_are_no_text_are_refused_with_their_place() -> None:
    with pytest.raises(BlueprintRefused) as refused:
        document_text(b"version: 1\nroles: [\xff]", "guild.yaml")

    assert str(refused.value.problems[0]).startswith("guild.yaml:2:9: The file is not UTF-8")


@pytest.mark.parametrize("read_of_it", [SIZE_MAX + 1, 10 * SIZE_MAX])
def test_of_bytes_that_are_too_many_no_size_is_told_that_may_be_wrong(read_of_it: int) -> None:
    with pytest.raises(BlueprintRefused) as refused:
        document_text(b"#" * read_of_it, "guild.yaml")

    assert refused.value.problems[0].what == "The document is larger than 1 MiB."


def test_a_byte_order_mark_is_no_problem() -> None:
    plain = read_blueprint("version: 1")

    assert read_blueprint(document_text(b"\xef\xbb\xbfversion: 1", "")) == plain
    assert read_blueprint("\ufeffversion: 1") == plain


def test_what_is_quoted_from_the_document_cannot_play_tricks() -> None:
    found = problems('version: 1\nroles: [{name: a, "\\u001b[2J": 1}]')

    assert "\x1b" not in str(found[0])
    assert "\\u001b[2J" in str(found[0])
