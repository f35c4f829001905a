"""What people read of a plan, whole: a changed word shows here."""

import json
from dataclasses import replace
from typing import Any

import pytest

from app.shared.application.rendering.plan_json import plan_json
from app.shared.application.rendering.plan_markdown import plan_markdown
from app.shared.application.rendering.plan_parts import cost_text
from app.shared.application.rendering.plan_view import plan_text
from app.shared.application.rendering.spans import safe
from app.shared.application.rendering.values import (
    duration,
    overwrite_text,
    permissions_text,
    value_text,
)
from app.shared.domain.permissions.bits import ALL, BY_NAME
from app.shared.domain.planning.access import AccessChange
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.planning.cost import Cost, Wait
from app.shared.domain.planning.findings import Finding, Severity
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from tests.support.builders import a_blueprint, a_channel, a_plan, a_role, a_step

VIEW, SEND = BY_NAME["VIEW_CHANNEL"].value, BY_NAME["SEND_MESSAGES"].value
COST = Cost(
    writes=5,
    extra_writes=1,
    reads=3,
    seconds=130.0,
    role_creations=1,
    channel_creations=1,
    renames=1,
    waits=(Wait(why="#lobby waits for Discord's rename limit.", seconds=600),),
)


def change(subject: Subject, kind: ChangeKind, key: str, name: str, **more: Any) -> Change:
    fields = tuple(
        FieldChange(field=field, before=before, after=after)
        for field, before, after in more.pop("fields", ())
    )
    return Change(subject=subject, kind=kind, key=Key(key), name=name, fields=fields, **more)


def a_whole_plan() -> Plan:
    """One change of each kind, one finding of each severity, some access."""
    lobby = change(
        Subject.CHANNEL,
        ChangeKind.UPDATE,
        "lobby",
        "general",
        fields=[("name", "general", "lobby"), ("slowmode", 0, 30), ("nsfw", False, True)],
    )
    return a_plan(
        blueprint=a_blueprint(
            a_role("helper", name="Helper"),
            a_channel("desk", ChannelType.CATEGORY, name="DESK"),
            a_channel("lobby", parent=Key("desk")),
        ),
        blueprint_version=12,
        changes=(
            change(
                Subject.ROLE,
                ChangeKind.CREATE,
                "helper",
                "Helper",
                fields=[
                    ("name", None, "Helper"),
                    ("permissions", None, VIEW | SEND),
                    ("colors", None, {"primary": 0xE4935A, "secondary": None, "tertiary": None}),
                ],
            ),
            lobby,
            change(
                Subject.CHANNEL,
                ChangeKind.MOVE,
                "lobby",
                "general",
                fields=[("parent", None, "desk")],
            ),
            change(
                Subject.CHANNEL,
                ChangeKind.ACCESS,
                "lobby",
                "general",
                fields=[("access.role:everyone", None, {"allow": 0, "deny": SEND})],
            ),
            change(
                Subject.CHANNEL,
                ChangeKind.DELETE,
                "old",
                "old-events",
                risk=Risk.DESTRUCTIVE,
                loses="All its messages are lost for good; the last one is from 2026-03-01.",
            ),
        ),
        findings=(
            Finding(
                code="bot_below_role",
                severity=Severity.BLOCKS,
                what='The bot\'s role does not stand above "Moderator".',
                remedy="Drag it above.",
            ),
            Finding(code="a", severity=Severity.WARNS, what="It opens.", remedy="Look."),
            Finding(code="b", severity=Severity.WARNS, what="It closes.", remedy=""),
        ),
        access=(
            AccessChange(
                target=role_target(EVERYONE), channel=Key("lobby"), gained=0, lost=SEND, members=214
            ),
            AccessChange(
                target=role_target(Key("777")), channel=Key("lobby"), gained=0, lost=SEND, members=3
            ),
            AccessChange(
                target=role_target(Key("777")), channel=None, gained=VIEW, lost=0, members=3
            ),
        ),
        cost=COST,
        names={"role:777": "Council", "channel:old": "#old-events"},
    )


def test_a_whole_plan_reads_like_a_good_diff() -> None:
    text = plan_text(a_whole_plan())

    title, rest = text.split("\n", 1)
    assert title.startswith("Plan ")
    assert title.endswith(" for Guild  from version 12")
    assert rest == (
        """
⛔ 1 blocks   ⚠ 2 warn
  ⛔ The bot's role does not stand above "Moderator".
     Drag it above.
  ⚠ It opens.
     Look.
  ⚠ It closes.

+ role         @Helper
    +View Channels, Send Messages and Create Posts
    colour: #e4935a
~ channel      #general → #lobby   same channel, messages stay
    slowmode: off → 30 s
    age-restricted: off → on
↕ channel      #general
    category: none → DESK
◐ channel      #general
    @everyone: no rule → denies Send Messages and Create Posts
− channel      #old-events
    All its messages are lost for good; the last one is from 2026-03-01.

Access afterwards
◐ @everyone (214 members)  −Send Messages and Create Posts
    #lobby
◐ @Council (3 members)  +View Channels
    in the whole server

5 calls, about 2 min, 1 of them so that nobody sees more in between, \
1 new role; Discord allows about 250 in two days
  #lobby waits for Discord's rename limit."""
    )


def test_an_empty_plan_says_so() -> None:
    text = plan_text(replace(a_plan(), steps=(), changes=()))

    assert text.endswith("Nothing to do: the server is as the blueprint says.")


def test_names_of_things_cannot_move_the_cursor_or_hide() -> None:
    plan = a_whole_plan()
    sly = replace(plan, guild_name="a\x1b[2Jb\u202ec\nd")

    text = plan_text(sly)

    assert "\\u001b[2Jb\\u202ec\\u000ad" in text
    assert "\x1b" not in text


def test_emoji_made_of_several_stay_whole() -> None:
    family = "\U0001f468\u200d\U0001f469\u200d\U0001f467"

    assert safe(family) == family


def test_markdown_is_short_on_top_and_whole_below() -> None:
    plan = a_whole_plan()

    text = plan_markdown(plan)

    assert text.startswith(
        "### Guildwright: plan for Guild\n\n1 to create, 1 to change, 1 to move,"
    )
    assert "<details>" in text
    assert plan_text(plan) in text
    assert plan.hash in text


def test_markdown_cannot_be_broken_out_of() -> None:
    plan = replace(a_whole_plan(), guild_name="<b>[x](y) ```` `")

    text = plan_markdown(plan)

    assert "\\<b\\>\\[x\\]\\(y\\)" in text
    assert "\n`````\nPlan" in text


def test_json_keeps_numbers_that_do_not_fit_a_double() -> None:
    plan = a_whole_plan()

    found = json.loads(json.dumps(plan_json(plan)))

    assert found["hash"] == plan.hash
    assert found["guild_id"] == str(plan.guild_id)
    assert found["blocked"] is True
    assert [one["id"] for one in found["changes"]] == [change.id for change in plan.changes]
    assert found["access"][0]["lost"] == str(SEND)
    assert found["changes"][3]["fields"][0]["after"] == {"allow": "0", "deny": str(SEND)}


def test_values_are_told_in_words() -> None:
    def named(key: Key) -> str:
        return f"#{key}"

    told = [
        value_text("verification", 2, named),
        value_text("afk_channel", "bench", named),
        value_text("archive_after", 1440, named),
        value_text("bitrate", 64000, named),
        value_text("user_limit", 0, named),
        value_text("topic", "a\nb", named),
        value_text("topic", None, named),
        value_text("region", None, named),
        value_text("colors", {"primary": 0, "secondary": None, "tertiary": None}, named),
        value_text("tags", [{"name": "Bug"}, {"name": "Idea"}], named),
        value_text("type", 15, named),
    ]

    assert told == [
        "medium",
        "#bench",
        "1 d",
        "64 kbps",
        "no limit",
        '"a\\u000ab"',
        "none",
        "default",
        "none",
        "Bug, Idea",
        "forum",
    ]


@pytest.mark.parametrize(
    ("extra", "spare", "said"),
    [
        (0, 0, "5 calls, about 2 min, 1 new role"),
        (1, 0, "5 calls, about 2 min, 1 of them so that nobody sees more in between, 1 new role"),
        (1, 1, "5 calls, about 2 min, 1 of them only if it is still needed then, 1 new role"),
    ],
)
def test_calls_beyond_the_least_are_told_by_what_they_are_for(
    extra: int, spare: int, said: str
) -> None:
    cost = replace(COST, extra_writes=extra, spare_writes=spare)

    assert cost_text(cost).startswith(said)


def test_durations_take_the_largest_unit_that_fits() -> None:
    assert [duration(s) for s in (0, 45, 60, 90, 3600, 86400)] == [
        "off",
        "45 s",
        "1 min",
        "90 s",
        "1 h",
        "1 d",
    ]


def test_long_lists_of_permissions_end_in_a_number() -> None:
    assert permissions_text(VIEW, SEND) == "+View Channels  −Send Messages and Create Posts"
    assert permissions_text(ALL, 0).endswith(f"and {ALL.bit_count() - 8} more")
    assert overwrite_text({"allow": 0, "deny": 0}) == "an empty rule"
    assert overwrite_text(None) == "no rule"


def test_an_automod_rule_shows_the_words_that_change() -> None:
    rule = change(
        Subject.RULE,
        ChangeKind.UPDATE,
        "scams",
        "Scams",
        fields=[
            (
                "metadata",
                {"keyword_filter": ["a", "c"], "presets": [1], "allow_list": []},
                {"keyword_filter": ["c", "b"], "presets": [1]},
            )
        ],
    )

    assert "    keywords: +b  −a" in plan_text(replace(a_whole_plan(), changes=(rule,)))


def test_calls_beyond_the_changes_are_explained() -> None:
    plan = replace(
        a_whole_plan(),
        steps=(
            a_step(1, Action.ORDER_ROLES, key=Key("roles"), name="roles", verb="put in order"),
            a_step(2, Action.EDIT_CHANNEL, name="old", verb="hide", extra="It would be seen."),
        ),
    )

    text = plan_text(plan)

    assert "One call puts the roles in order" in text
    assert "hide old: It would be seen." in text


def test_another_colour_is_told_as_colours() -> None:
    before = {"primary": 0x5FA777, "secondary": None, "tertiary": None}
    after = {"primary": 0x1ABC9C, "secondary": None, "tertiary": None}
    fields = [("colors", before, after)]
    told = change(Subject.ROLE, ChangeKind.UPDATE, "helper", "Helper", fields=fields)

    text = plan_text(a_plan(changes=(told,)))

    assert "colour: #5fa777 → #1abc9c" in text


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("", "Be kind", 'topic: "Be kind"'),
        ("Be kind", "", 'topic: "Be kind" → none'),
        ("Be kind", "Be bold", 'topic: "Be kind" → "Be bold"'),
    ],
)
def test_an_empty_text_is_no_value_to_quote(before: str, after: str, told: str) -> None:
    fields = [("topic", before, after)]
    lobby = change(Subject.CHANNEL, ChangeKind.UPDATE, "lobby", "lobby", fields=fields)

    text = plan_text(a_plan(changes=(lobby,)))

    assert f"    {told}\n" in f"{text}\n"
