"""Each rule, by a blueprint that breaks it: where it is told, and in which words."""

from types import MappingProxyType
from typing import Any

import pytest

from app.shared.domain.blueprint.blueprint import Blueprint, Ignore
from app.shared.domain.blueprint.problems import Path
from app.shared.domain.blueprint.validation import problems_of
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import ChannelType, Emoji, Overwrite, Tag
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.shared.domain.structure.fields import HIDE_MEDIA_DOWNLOADS, REQUIRE_TAG, SPOILER
from app.shared.domain.structure.identifiers import (
    EVERYONE,
    Key,
    Target,
    member_target,
    role_target,
)
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.structure import Structure
from tests.support.builders import a_channel, a_role, a_structure

TEXT, VOICE, CATEGORY = ChannelType.TEXT, ChannelType.VOICE, ChannelType.CATEGORY
STAGE, FORUM, ANNOUNCEMENT = ChannelType.STAGE, ChannelType.FORUM, ChannelType.ANNOUNCEMENT


def told(*parts: Any, **structure: Any) -> list[tuple[Path, str]]:
    blueprint = Blueprint(structure=a_structure(*parts, **structure))
    return [
        (problem.path, f"{problem.what} {problem.remedy}") for problem in problems_of(blueprint)
    ]


def assert_told(found: list[tuple[Path, str]], path: Path, words: str) -> None:
    assert [place for place, _ in found] == [path]
    assert words in found[0][1]


@pytest.mark.parametrize(
    ("fields", "field", "words"),
    [
        ({"name": ""}, "name", "empty"),
        ({"name": " Mod"}, "name", 'store "Mod"'),
        ({"name": "x" * 101}, "name", "shorten it by 1"),
        ({"name": "a\nb"}, "name", "U+000A"),
        ({"name": "a\ud800"}, "name", "U+D800"),
        ({"permissions": -1}, "permissions", "out of range"),
        ({"permissions": 1 << 63}, "permissions", "out of range"),
        ({"colors": Colors(1 << 24)}, "colors", "range"),
        ({"colors": Colors(1, 2, 3)}, "colors", "holographic"),
        ({"unicode_emoji": "smile"}, "unicode_emoji", "no emoji"),
    ],
)
def test_a_role_that_discord_refuses(fields: dict[str, Any], field: str, words: str) -> None:
    assert_told(told(a_role("mod", **fields)), ("roles", "mod", field), words)


def test_more_roles_than_a_server_can_have() -> None:
    assert told(*(a_role(f"r{n}") for n in range(249))) == []
    assert_told(told(*(a_role(f"r{n}") for n in range(250))), ("roles",), "remove 1")


def test_everyone_has_permissions_only() -> None:
    wrong = Role(key=EVERYONE, name="All", hoist=True)

    assert_told(told(wrong), ("everyone",), "Only the permissions")


def test_everyone_stands_below_all_others() -> None:
    everyone = Role(key=EVERYONE, name="@everyone")
    blueprint = Blueprint(structure=Structure(roles=(everyone, a_role("mod"))))

    assert [problem.path for problem in problems_of(blueprint)] == [("everyone",)]


def test_two_roles_with_one_key() -> None:
    assert_told(told(a_role("mod"), a_role("mod")), ("roles", "mod", "key"), "Two roles")


@pytest.mark.parametrize(
    ("type", "fields", "field", "words"),
    [
        (TEXT, {"name": "Two Words"}, "name", 'Write "two-words"'),
        (TEXT, {"name": "!!"}, "name", "nothing"),
        (TEXT, {"topic": "x" * 1025}, "topic", "at most 1024"),
        (FORUM, {"topic": "x" * 4097}, "topic", "at most 4096"),
        (TEXT, {"slowmode": 21601}, "slowmode", "6 hours"),
        (TEXT, {"bitrate": 8000}, "bitrate", "no bitrate"),
        (ANNOUNCEMENT, {"slowmode": 5}, "slowmode", "no slowmode"),
        (VOICE, {"topic": "hi"}, "topic", "no topic"),
        (VOICE, {"bitrate": 7999}, "bitrate", "8kbps"),
        (VOICE, {"bitrate": 384001}, "bitrate", "384kbps"),
        (STAGE, {"bitrate": 64001}, "bitrate", "64kbps"),
        (VOICE, {"user_limit": 100}, "user_limit", "99"),
        (STAGE, {"user_limit": 10001}, "user_limit", "10000"),
        (VOICE, {"video_quality": 3}, "video_quality", "auto or full"),
        (TEXT, {"archive_after": 61}, "archive_after", "1h, 1d, 3d or 1w"),
        (FORUM, {"sort_order": 2}, "sort_order", "creation_date"),
        (FORUM, {"layout": 3}, "layout", "gallery"),
        (FORUM, {"flags": HIDE_MEDIA_DOWNLOADS}, "flags", "media"),
        (TEXT, {"flags": REQUIRE_TAG}, "flags", "forum"),
        (TEXT, {"flags": SPOILER, "nsfw": True}, "flags", "nsfw and spoiler"),
        (CATEGORY, {"nsfw": True}, "nsfw", "no nsfw"),
        (FORUM, {"default_reaction": Emoji("x")}, "default_reaction", "no emoji"),
    ],
)
def test_a_channel_that_discord_refuses(
    type: ChannelType, fields: dict[str, Any], field: str, words: str
) -> None:
    assert_told(told(a_channel("c", type, **fields)), ("channels", "c", field), words)


@pytest.mark.parametrize(
    ("tags", "path", "words"),
    [
        ([Tag(key=Key("a"), name="x" * 21)], (0, "name"), "at most 20"),
        ([Tag(key=Key("a"), name="A"), Tag(key=Key("b"), name="A")], (1, "name"), "Two tags"),
        ([Tag(key=Key("a"), name="A"), Tag(key=Key("a"), name="B")], (1, "key"), "Two tags"),
        ([Tag(key=Key(f"t{n}"), name=f"t{n}") for n in range(21)], (), "at most 20"),
    ],
)
def test_tags_that_discord_refuses(tags: list[Tag], path: Path, words: str) -> None:
    found = told(a_channel("c", FORUM, tags=tuple(tags)))

    assert_told(found, ("channels", "c", "tags", *path), words)


def test_a_category_in_a_category() -> None:
    found = told(
        a_channel("a", CATEGORY, name="A"), a_channel("b", CATEGORY, name="B", parent=Key("a"))
    )

    assert (
        ("channels", "b"),
        "A category cannot stand in a category. Move it to the top level.",
    ) in (found)


def test_a_category_that_is_too_full() -> None:
    children = [a_channel(f"c{n}", parent=Key("a")) for n in range(51)]

    found = told(a_channel("a", CATEGORY, name="A"), *children)

    assert_told(found, ("channels", "a"), "move 1")


def test_more_channels_than_a_server_can_have() -> None:
    assert_told(told(*(a_channel(f"c{n}") for n in range(501))), ("channels",), "remove 1")


def test_a_parent_that_is_no_category() -> None:
    found = told(a_channel("a"), a_channel("b", parent=Key("a")))

    assert ("channels", "b", "parent") in [path for path, _ in found]


def test_channels_that_do_not_stand_as_discord_shows_them() -> None:
    assert_told(told(a_channel("a", VOICE), a_channel("b")), ("channels",), "order")


@pytest.mark.parametrize(
    ("target", "overwrite", "rest", "words"),
    [
        (role_target(Key("mdo")), Overwrite(), (), 'Did you mean "mod"'),
        (role_target(Key("mod")), Overwrite(3 << 10, 1 << 10), (), "view_channel"),
        (role_target(Key("mod")), Overwrite(1 << 63), ("allow",), "range"),
        (role_target(Key("0")), Overwrite(), (), "no Discord id"),
        (member_target(2**63), Overwrite(), (), "no Discord id"),
    ],
)
def test_access_that_discord_refuses(
    target: Target, overwrite: Overwrite, rest: Path, words: str
) -> None:
    channel = a_channel("c", access=MappingProxyType({target: overwrite}))

    found = told(a_role("mod"), channel)

    assert_told(found, ("channels", "c", "access", target, *rest), words)


def test_access_is_told_once_for_a_category_and_its_channels() -> None:
    access = MappingProxyType({role_target(Key("nobody")): Overwrite()})

    found = told(
        a_channel("a", CATEGORY, name="A", access=access),
        a_channel("b", parent=Key("a"), access=access),
    )

    assert [path[1] for path, _ in found] == ["a"]


@pytest.mark.parametrize(
    ("settings", "name", "words"),
    [
        ({"colour": 1}, "colour", "no setting"),
        ({"name": "x"}, "name", "at least 2"),
        ({"name": None}, "name", "no value"),
        ({"description": "x" * 301}, "description", "at most 300"),
        ({"verification": 5}, "verification", "no value"),
        ({"verification": True}, "verification", "no value"),
        ({"notifications": 2}, "notifications", "no value"),
        ({"filter": 3}, "filter", "no value"),
        ({"locale": "en"}, "locale", "no locale"),
        ({"afk_timeout": 61}, "afk_timeout", "1m, 5m"),
        ({"afk_channel": "desk"}, "afk_channel", "cannot be the AFK channel"),
        ({"rules_channel": "room"}, "rules_channel", "Choose a text channel"),
        ({"system_channel": "dsek"}, "system_channel", 'Did you mean "desk"'),
        ({"community": 1}, "community", "no value"),
        ({"community": True, "rules_channel": None}, "rules_channel", "needs a rules_channel"),
    ],
)
def test_settings_that_discord_refuses(settings: dict[str, Any], name: str, words: str) -> None:
    found = told(a_channel("desk"), a_channel("room", VOICE), settings=settings)

    assert_told(found, ("settings", name), words)


def welcome(*keys: str, **fields: Any) -> WelcomeScreen:
    channels = tuple(WelcomeChannel(channel=Key(key), description="Look") for key in keys)
    return WelcomeScreen(channels=channels, **fields)


@pytest.mark.parametrize(
    ("screen", "path", "words"),
    [
        (welcome("c0", "c1", "c2", "c3", "c4", "c5"), ("channels",), "at most 5"),
        (welcome("c0", "c0"), ("channels", 1), "twice"),
        (welcome("nope"), ("channels", 0, "channel"), "no channel"),
        (welcome(description="x" * 141), ("description",), "at most 140"),
    ],
)
def test_welcome_screens_that_discord_refuses(
    screen: WelcomeScreen, path: Path, words: str
) -> None:
    found = told(*(a_channel(f"c{n}") for n in range(6)), welcome_screen=screen)

    assert_told(found, ("welcome_screen", *path), words)


def onboarding(count: int, **fields: Any) -> Onboarding:
    return Onboarding(
        enabled=True, default_channels=tuple(Key(f"c{n}") for n in range(count)), **fields
    )


def asking(*channels: str) -> tuple[Prompt, ...]:
    option = PromptOption(key=Key("o"), title="O", channels=tuple(map(Key, channels)))
    return (Prompt(key=Key("p"), title="P", options=(option,)),)


def test_an_onboarding_needs_seven_default_channels() -> None:
    channels = [a_channel(f"c{n}") for n in range(8)]
    everyone = Role(key=EVERYONE, name="@everyone", permissions=3 << 10)

    found = told(everyone, *channels, onboarding=onboarding(6))

    assert_told(found, ("onboarding", "default_channels"), "there are 6")
    assert told(everyone, *channels, onboarding=onboarding(7)) == []


def test_an_advanced_onboarding_counts_the_channels_of_its_prompts() -> None:
    channels = [a_channel(f"c{n}") for n in range(8)]
    everyone = Role(key=EVERYONE, name="@everyone", permissions=3 << 10)
    prompts = asking("c6", "c7")

    assert told(everyone, *channels, onboarding=onboarding(6, mode=1, prompts=prompts)) == []
    assert len(told(everyone, *channels, onboarding=onboarding(6, prompts=prompts))) == 1


def test_everyone_must_be_able_to_write_in_five_channels_of_the_onboarding() -> None:
    closed = MappingProxyType({role_target(EVERYONE): Overwrite(deny=1 << 11)})
    channels = [a_channel(f"c{n}", access=closed if n < 3 else {}) for n in range(7)]
    everyone = Role(key=EVERYONE, name="@everyone", permissions=3 << 10)

    found = told(everyone, *channels, onboarding=onboarding(7))

    assert_told(found, ("onboarding", "default_channels"), "write in 4")


def test_writing_is_not_judged_where_everyone_is_left_to_humans() -> None:
    channels = [a_channel(f"c{n}") for n in range(7)]
    structure = a_structure(*channels, onboarding=onboarding(7))
    ignored = frozenset({Ignore(Kind.ROLE, EVERYONE, "permissions")})

    assert problems_of(Blueprint(structure=structure, ignored=ignored)) == ()


@pytest.mark.parametrize(
    ("prompts", "path", "words"),
    [
        ((Prompt(key=Key("p"), title="P"),), ("prompts", 0, "options"), "1 to 50"),
        (asking("nope"), ("prompts", 0, "options", 0, "channels", 0), "no channel"),
        ((*asking(), *asking()), ("prompts", 1, "key"), "Two prompts"),
    ],
)
def test_prompts_that_discord_refuses(prompts: tuple[Prompt, ...], path: Path, words: str) -> None:
    assert_told(told(onboarding=Onboarding(prompts=prompts)), ("onboarding", *path), words)


def rule(key: str = "r", trigger: int = 1, **fields: Any) -> AutomodRule:
    defaults = {"actions": (AutomodAction(type=4 if trigger == 6 else 1),)}
    event = 2 if trigger == 6 else 1
    return AutomodRule(
        key=Key(key), name=key, trigger=trigger, **{"event": event} | defaults | fields
    )


def act(type: int, **fields: Any) -> tuple[AutomodAction, ...]:
    return (AutomodAction(type=type, **fields),)


@pytest.mark.parametrize(
    ("broken", "path", "words"),
    [
        (rule(trigger=2), ("trigger",), "no such trigger"),
        (rule(event=2), ("event",), "does not watch"),
        (rule(actions=()), ("actions",), "does nothing"),
        (rule(actions=act(4)), ("actions", 0), "cannot do this"),
        (rule(trigger=3, actions=act(3, duration=60)), ("actions", 0), "cannot do this"),
        (rule(actions=act(2)), ("actions", 0), "not complete"),
        (rule(actions=act(2, channel=Key("room"))), ("actions", 0, "channel"), "where alerts go"),
        (rule(actions=act(3, duration=2419201)), ("actions", 0, "duration"), "4w"),
        (rule(actions=act(1, message="x" * 151)), ("actions", 0, "message"), "at most 150"),
        (rule(actions=act(1) + act(1)), ("actions", 1), "twice"),
        (rule(metadata={"keyword_filter": ["x" * 61]}), ("metadata", "keyword_filter", 0), "60"),
        (rule(metadata={"keyword_filter": ["x"] * 1001}), ("metadata", "keyword_filter"), "1000"),
        (rule(metadata={"regex_patterns": ["x"] * 11}), ("metadata", "regex_patterns"), "10"),
        (rule(metadata={"allow_list": "x"}), ("metadata", "allow_list"), "list of texts"),
        (rule(metadata={"new": ["\ud800"]}), ("metadata", "new"), "broken"),
        (
            rule(trigger=5, metadata={"mention_total_limit": 51}),
            ("metadata", "mention_total_limit"),
            "50",
        ),
        (rule(trigger=4, metadata={"presets": [4]}), ("metadata", "presets"), "profanity"),
        (rule(exempt_roles=frozenset({Key("x")})), ("exempt_roles", "x"), "no role"),
        (
            rule(exempt_channels=frozenset(Key(f"{10**17 + n}") for n in range(51))),
            ("exempt_channels",),
            "at most 50",
        ),
    ],
)
def test_automod_rules_that_discord_refuses(broken: AutomodRule, path: Path, words: str) -> None:
    found = told(a_channel("room", VOICE), automod=(broken,))

    assert_told(found, ("automod", 0, *path), words)


@pytest.mark.parametrize(("trigger", "most"), [(1, 6), (3, 1), (4, 1), (5, 1), (6, 1)])
def test_more_automod_rules_of_a_kind_than_discord_takes(trigger: int, most: int) -> None:
    rules = tuple(rule(f"r{n}", trigger) for n in range(most + 1))

    assert told(automod=rules[:most]) == []
    assert_told(told(automod=rules), ("automod", most), f"Discord takes {most} ")


@pytest.mark.parametrize(
    "ignore",
    [
        Ignore(Kind.CHANNEL, Key("desk"), "bitrate"),
        Ignore(Kind.CHANNEL, Key("nope"), "topic"),
        Ignore(Kind.ROLE, None, "topic"),
        Ignore(Kind.ROLE, EVERYONE, "name"),
        Ignore(Kind.TAG, None, "name"),
    ],
)
def test_only_fields_of_things_that_are_there_can_be_left_to_humans(ignore: Ignore) -> None:
    structure = a_structure(a_channel("desk"))

    found = problems_of(Blueprint(structure=structure, ignored=frozenset({ignore})))

    assert len(found) == 1


@pytest.mark.parametrize(
    "thing", [(Kind.ROLE, Key("nope")), (Kind.ROLE, EVERYONE), (Kind.TAG, Key("desk/a"))]
)
def test_only_things_that_are_there_can_be_protected(thing: tuple[Kind, Key]) -> None:
    structure = a_structure(a_channel("desk"))

    found = problems_of(Blueprint(structure=structure, protected=frozenset({thing})))

    assert len(found) == 1
