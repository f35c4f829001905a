"""What changes in a text when the blueprint does, and what stays."""

import difflib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore, Unmanaged
from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Role
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.blueprint_writer import write_blueprint
from app.shared.infrastructure.files.updating.update import update_document
from tests.support.blueprints import blueprints
from tests.support.examples import examples

EXAMPLES = sorted((Path(__file__).parents[4] / "examples").glob("*.yaml"))

DOCUMENT = """\
# Our server
version: 1   # format

x-common:
  staff: &staff {moderator: {allow: [view_channel]}, everyone: {deny: [view_channel]}}

settings:
  name: Hall   # keep short
  # who may write
  verification: medium

everyone: [view_channel, send_messages]

# From top to bottom.
roles:
  - name: Moderator     # the boss
    color: "#e4935a"    # amber
    # what they do
    permissions: [kick_members,
                  ban_members]

  # plain people
  - Member              # everybody gets it
  - {name: Guest, mentionable: false}

channels:
  # first
  - welcome
  - voice: Lounge
    bitrate: 96kbps
  - text: after-voice   # stands above in Discord

  # team
  - category: Staff
    access: *staff
    channels:
      # secret
      - text: staff-chat
        topic: |
          Two
          lines
        slowmode: 5s    # calm
      - voice: Staff room
# the end
"""

type Change = Callable[[Blueprint], Blueprint]


def diff(change: Change, text: str = DOCUMENT) -> list[str]:
    """The lines that go (-) and come (+), after proving that the text says what it should."""
    wanted = change(read_blueprint(text))
    updated = update_document(text, wanted)
    assert read_blueprint(updated) == wanted
    lines = difflib.ndiff(text.split("\n"), updated.split("\n"))
    return [line for line in lines if line[0] in "-+"]


def channel(key: str, **fields: Any) -> Change:
    def change(blueprint: Blueprint) -> Blueprint:
        listed = [replace(c, **fields) if c.key == key else c for c in blueprint.structure.channels]
        structure = replace(blueprint.structure, channels=display_order(listed))
        return replace(blueprint, structure=structure)

    return change


def role(key: str, **fields: Any) -> Change:
    def change(blueprint: Blueprint) -> Blueprint:
        listed = tuple(
            replace(r, **fields) if r.key == key else r for r in blueprint.structure.roles
        )
        return replace(blueprint, structure=replace(blueprint.structure, roles=listed))

    return change


def structure(**fields: Any) -> Change:
    return lambda blueprint: replace(blueprint, structure=replace(blueprint.structure, **fields))


def test_an_unchanged_document_comes_back_byte_for_byte() -> None:
    assert update_document(DOCUMENT, read_blueprint(DOCUMENT)) == DOCUMENT


@pytest.mark.parametrize(
    ("change", "lines"),
    [
        (
            channel("staff-chat", slowmode=60),
            ["-         slowmode: 5s    # calm", "+         slowmode: 1m    # calm"],
        ),
        (
            channel("welcome", topic="Hi"),
            ["-   - welcome", "+   - text: welcome", "+     topic: Hi"],
        ),
        (
            role("moderator", name="Mods"),
            [
                "-   - name: Moderator     # the boss",
                "+   - name: Mods     # the boss",
                "+     key: moderator",
            ],
        ),
        (
            role("member", hoist=True),
            [
                "-   - Member              # everybody gets it",
                "+   - name: Member              # everybody gets it",
                "+     hoist: true",
            ],
        ),
        (
            structure(settings={"name": "Hall", "verification": 2, "filter": 2}),
            ["+   filter: all"],
        ),
        (
            structure(settings={"name": "Great Hall", "verification": 2}),
            ["-   name: Hall   # keep short", "+   name: Great Hall   # keep short"],
        ),
        (
            lambda blueprint: replace(blueprint, unmanaged_roles=Unmanaged.ARCHIVE),
            ["+ unmanaged:", "+   roles: archive", "+   channels: keep"],
        ),
        (
            lambda blueprint: replace(
                blueprint, protected=frozenset({(Kind.CHANNEL, Key("after-voice"))})
            ),
            ["+     protect: true"],
        ),
        (
            lambda blueprint: replace(
                blueprint,
                ignored=frozenset({Ignore(Kind.CHANNEL, Key("lounge"), "bitrate")}),
            ),
            ["+     ignore: [bitrate]"],
        ),
    ],
)
def test_only_the_changed_field_is_touched(change: Change, lines: list[str]) -> None:
    assert diff(change) == lines


def test_a_new_channel_stands_behind_the_one_above_it() -> None:
    new = Channel(key=Key("news"), type=ChannelType.ANNOUNCEMENT, name="news")

    def change(blueprint: Blueprint) -> Blueprint:
        first, *rest = blueprint.structure.channels
        return structure(channels=display_order([first, new, *rest]))(blueprint)

    assert diff(change) == ["+   - announcement: news"]


def test_a_channel_that_goes_takes_its_comment_along() -> None:
    def change(blueprint: Blueprint) -> Blueprint:
        kept = [c for c in blueprint.structure.channels if c.key != "staff-chat"]
        return structure(channels=tuple(kept))(blueprint)

    assert diff(change) == [
        "-       # secret",
        "-       - text: staff-chat",
        "-         topic: |",
        "-           Two",
        "-           lines",
        "-         slowmode: 5s    # calm",
    ]


def test_a_channel_that_moves_keeps_its_text_and_comments() -> None:
    lines = diff(channel("staff-chat", parent=None))

    assert "+   # secret" in lines
    assert "+     slowmode: 5s    # calm" in lines
    assert "+     access: private to moderator" in lines


def test_roles_that_change_places_keep_their_text_and_comments() -> None:
    def change(blueprint: Blueprint) -> Blueprint:
        first, second, *rest = blueprint.structure.roles
        return structure(roles=(second, first, *rest))(blueprint)

    moved = {line[2:] for line in diff(change) if line.startswith("+")}
    gone = {line[2:] for line in diff(change) if line.startswith("-")}

    assert moved == gone


def test_a_channel_keeps_its_access_when_the_category_loosens() -> None:
    lines = diff(channel("staff", access={}))

    assert lines == [
        "-     access: *staff",
        "+         access: private to moderator",
        "+         access: private to moderator",
    ]


def test_what_an_alias_points_to_is_written_out_when_its_anchor_goes() -> None:
    text = """version: 1
roles:
  - name: A
    permissions: &talk [send_messages]   # talk
  - name: B
    permissions: *talk
"""

    lines = diff(role("a", permissions=0), text)

    assert lines == [
        "-     permissions: &talk [send_messages]   # talk",
        "-     permissions: *talk",
        "+     permissions: [send_messages]",
    ]


def test_an_alias_that_would_stand_above_its_anchor_is_written_out() -> None:
    text = """version: 1
roles:
  # first
  - {name: A, permissions: &talk [send_messages]}
  # second
  - name: B
    permissions: *talk
"""

    def change(blueprint: Blueprint) -> Blueprint:
        first, second, *rest = blueprint.structure.roles
        return structure(roles=(second, first, *rest))(blueprint)

    lines = diff(change, text)

    assert "+     permissions: [send_messages]" in lines
    comments = [line for line in lines if "#" in line]
    assert sorted(line[2:] for line in comments if line[0] == "-") == sorted(
        line[2:] for line in comments if line[0] == "+"
    )


def test_a_new_channel_finds_its_place_in_a_text_that_is_sorted_otherwise() -> None:
    new = Channel(key=Key("attic"), type=ChannelType.VOICE, name="Attic")

    def change(blueprint: Blueprint) -> Blueprint:
        return structure(channels=display_order([new, *blueprint.structure.channels]))(blueprint)

    assert diff(change) == ["+   - voice: Attic"]


def test_what_is_not_read_stays_whatever_changes() -> None:
    lines = diff(structure(roles=(Role(key=EVERYONE, name="@everyone"),), channels=()))

    assert not any("x-common" in line or "staff: &staff" in line for line in lines)


def test_who_leaves_an_anchor_leaves_the_others_at_it() -> None:
    text = """version: 1
x-common: &talk [send_messages]
roles:
  - {name: A, permissions: *talk}
  - {name: B, permissions: *talk}
"""

    assert diff(role("a", permissions=0), text) == [
        "-   - {name: A, permissions: *talk}",
        "+   - A",
    ]


def test_windows_line_ends_stay() -> None:
    text = DOCUMENT.replace("\n", "\r\n")
    wanted = channel("staff-chat", slowmode=60)(read_blueprint(text))

    updated = update_document(text, wanted)

    assert updated == text.replace("slowmode: 5s", "slowmode: 1m")


def test_a_document_in_one_line_can_be_changed_too() -> None:
    text = "{version: 1, roles: [A, B]}"
    wanted = role("a", hoist=True)(read_blueprint(text))

    assert read_blueprint(update_document(text, wanted)) == wanted


def test_a_document_that_is_broken_is_refused() -> None:
    with pytest.raises(BlueprintRefused):
        update_document("version: 9", read_blueprint("version: 1"))


@pytest.mark.parametrize("path", EXAMPLES, ids=lambda path: path.stem)
def test_comments_of_examples_survive_a_change_of_each_channel(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    blueprint = read_blueprint(text)
    channels = tuple(replace(c, name=f"{c.name}-x") for c in blueprint.structure.channels)
    roles = tuple(
        r if r.key == EVERYONE else replace(r, name=f"{r.name} X")
        for r in blueprint.structure.roles
    )
    wanted = structure(channels=channels, roles=roles)(blueprint)

    updated = update_document(text, wanted)

    assert read_blueprint(updated) == wanted
    assert [line for line in text.split("\n") if line.strip().startswith("#")] == [
        line for line in updated.split("\n") if line.strip().startswith("#")
    ]


@examples(20, suppress_health_check=[HealthCheck.too_slow])
@given(blueprints(), blueprints())
def test_any_document_can_become_any_blueprint(old: Blueprint, new: Blueprint) -> None:
    text = write_blueprint(old)

    assert update_document(text, old) == text
    assert read_blueprint(update_document(text, new)) == new
