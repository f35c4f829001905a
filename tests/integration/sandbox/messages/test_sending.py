"""POST /channels/{id}/messages: limits, rights, mentions, answers and nonces."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from app.sandbox.seed.building import EVERYONE_PERMISSIONS, add_channel, add_role
from app.sandbox.world.channels import ChannelType
from app.sandbox.world.permissions import Permission
from tests.integration.sandbox.messages.desk import Desk, leaves
from tests.support.sandbox import running_sandbox


@pytest.fixture
async def desk() -> AsyncGenerator[Desk]:
    async with running_sandbox(expect_bad_requests=True) as place:
        yield Desk(place)


@pytest.fixture
async def plain_desk() -> AsyncGenerator[Desk]:
    """The bot may do what everybody may."""
    async with running_sandbox(EVERYONE_PERMISSIONS, expect_bad_requests=True) as place:
        yield Desk(place)


async def test_a_message_is_told_whole_and_is_the_channels_last(desk: Desk) -> None:
    sent = await desk.send(content="  hello  ")

    assert (sent["content"], sent["type"], sent["pinned"]) == ("hello", 0, False)
    assert sent["author"]["id"] == str(desk.place.application.id)
    assert str(desk.place.general.last_message_id) == sent["id"]
    (event,) = desk.named("MESSAGE_CREATE")
    assert event.data["content"] == "hello"
    assert event.data["guild_id"] == str(desk.place.guild.id)
    assert "user" not in event.data["member"]


@pytest.mark.parametrize("body", [{}, {"content": "   "}, {"embeds": [{}]}, {"components": []}])
async def test_nothing_to_see_is_no_message(desk: Desk, body: dict[str, Any]) -> None:
    assert (await desk.refused(**body))["code"] == 50006


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        ({"content": "a" * 2001}, "content", "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"title": "a" * 257}]}, "embeds.0.title", "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"description": "a" * 4097}]}, "embeds.0.description", "BASE_TYPE_MAX_LENGTH"),
        ({"embeds": [{"title": "a"}] * 11}, "embeds", "BASE_TYPE_MAX_LENGTH"),
        (
            {"embeds": [{"fields": [{"name": "a", "value": "b"}] * 26}]},
            "embeds.0.fields",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            {"embeds": [{"fields": [{"name": "a" * 257, "value": "b"}]}]},
            "embeds.0.fields.0.name",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            {"embeds": [{"fields": [{"name": "a", "value": "b" * 1025}]}]},
            "embeds.0.fields.0.value",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            {"embeds": [{"fields": [{"name": "a"}]}]},
            "embeds.0.fields.0.value",
            "BASE_TYPE_REQUIRED",
        ),
        (
            {"embeds": [{"description": "a" * 4000}, {"description": "a" * 2001}]},
            "embeds",
            "MAX_EMBED_SIZE_EXCEEDED",
        ),
        (
            {"embeds": [{"footer": {"text": "a" * 2049}}]},
            "embeds.0.footer.text",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            {"embeds": [{"author": {"name": "a" * 257}}]},
            "embeds.0.author.name",
            "BASE_TYPE_MAX_LENGTH",
        ),
        ({"embeds": [{"color": 0x1000000}]}, "embeds.0.color", "NUMBER_TYPE_MAX"),
        ({"embeds": [{"url": "javascript:1"}]}, "embeds.0.url", "URL_TYPE_INVALID_SCHEME"),
        ({"embeds": [{"timestamp": "soon"}]}, "embeds.0.timestamp", "DATE_TIME_TYPE_PARSE"),
        ({"content": "a", "nonce": "a" * 26}, "nonce", "NONCE_TYPE_TOO_LONG"),
        (
            {"content": "a", "allowed_mentions": {"parse": ["users"], "users": ["1"]}},
            "allowed_mentions.users",
            "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE",
        ),
    ],
)
async def test_limits_are_refused_at_their_place(
    desk: Desk, body: dict[str, Any], place: str, code: str
) -> None:
    refusal = await desk.refused(**body)

    assert refusal["code"] == 50035
    assert leaves(refusal) == {place: code}


async def test_the_longest_of_everything_is_taken(desk: Desk) -> None:
    fields = [{"name": "n" * 100, "value": "v" * 90}] * 25
    embed = {"title": "t" * 250, "description": "d" * 1000, "fields": fields, "color": 0xFFFFFF}

    sent = await desk.send(content="c" * 2000, embeds=[embed])

    assert len(sent["embeds"][0]["fields"]) == 25
    assert sent["embeds"][0]["type"] == "rich"
    assert sent["embeds"][0]["fields"][0]["inline"] is False


@pytest.mark.parametrize(
    ("permission", "body", "code"),
    [
        (Permission.VIEW_CHANNEL, {"content": "a"}, 50001),
        (Permission.SEND_MESSAGES, {"content": "a"}, 50013),
        (Permission.EMBED_LINKS, {"embeds": [{"title": "a"}]}, 50013),
        (
            Permission.READ_MESSAGE_HISTORY,
            {"content": "a", "message_reference": {"message_id": "1"}},
            160002,
        ),
    ],
)
async def test_each_part_takes_its_permission(
    plain_desk: Desk, permission: Permission, body: dict[str, Any], code: int
) -> None:
    plain_desk.deny(permission)

    assert (await plain_desk.refused(**body))["code"] == code


async def test_files_take_attach_files(plain_desk: Desk) -> None:
    plain_desk.deny(Permission.ATTACH_FILES)

    answer = await plain_desk.upload({"a.txt": b"a"})

    assert answer.json()["code"] == 50013


@pytest.mark.parametrize("kind", [ChannelType.CATEGORY, ChannelType.FORUM])
async def test_some_channels_hold_no_messages(desk: Desk, kind: ChannelType) -> None:
    channel = add_channel(desk.place.world, desk.place.guild, "x", kind)

    answer = await desk.place.bot.post(f"/channels/{channel.id}/messages", {"content": "a"})

    assert answer.json()["code"] == 50008


async def test_mentions_are_only_those_that_are_allowed(desk: Desk) -> None:
    role = add_role(desk.place.world, desk.place.guild, "Cooks", mentionable=False)
    owner = desk.place.owner.id
    text = f"<@{owner}> <@!{owner}> <@&{role.id}> @everyone"

    everybody = await desk.send(content=text)
    nobody = await desk.send(content=text, allowed_mentions={"parse": []})
    one = await desk.send(content=text, allowed_mentions={"roles": [str(role.id)]})

    assert [each["id"] for each in everybody["mentions"]] == [str(owner)]
    assert (everybody["mention_roles"], everybody["mention_everyone"]) == ([str(role.id)], True)
    assert (nobody["mentions"], nobody["mention_roles"], nobody["mention_everyone"]) == (
        [],
        [],
        False,
    )
    assert (one["mentions"], one["mention_roles"]) == ([], [str(role.id)])


async def test_calling_all_takes_mention_everyone(plain_desk: Desk) -> None:
    quiet = add_role(plain_desk.place.world, plain_desk.place.guild, "Quiet")
    loud = add_role(plain_desk.place.world, plain_desk.place.guild, "Loud", mentionable=True)

    sent = await plain_desk.send(content=f"@here <@&{quiet.id}> <@&{loud.id}>")

    assert sent["mention_everyone"] is False
    assert sent["mention_roles"] == [str(loud.id)]


async def test_an_answer_names_the_message_and_calls_its_author(desk: Desk) -> None:
    first = await desk.send(content="first")

    answer = await desk.send(content="second", message_reference={"message_id": first["id"]})
    quiet = await desk.send(
        content="third",
        message_reference={"message_id": first["id"]},
        allowed_mentions={"replied_user": False},
    )

    assert answer["type"] == 19
    assert answer["message_reference"]["message_id"] == first["id"]
    assert answer["referenced_message"]["content"] == "first"
    assert [each["id"] for each in answer["mentions"]] == [first["author"]["id"]]
    assert quiet["mentions"] == []


async def test_an_answer_to_nothing_is_refused_unless_it_may_be(desk: Desk) -> None:
    refusal = await desk.refused(content="a", message_reference={"message_id": "1"})
    sent = await desk.send(
        content="a", message_reference={"message_id": "1", "fail_if_not_exists": False}
    )

    assert leaves(refusal) == {"message_reference": "MESSAGE_REFERENCE_UNKNOWN_MESSAGE"}
    assert (sent["type"], "message_reference" in sent) == (0, False)


async def test_an_enforced_nonce_gives_the_first_message_again(desk: Desk) -> None:
    first = await desk.send(content="a", nonce="n1", enforce_nonce=True)
    again = await desk.send(content="b", nonce="n1", enforce_nonce=True)
    careless = await desk.send(content="c", nonce="n1")
    desk.place.clock.advance(301)
    late = await desk.send(content="d", nonce="n1", enforce_nonce=True)

    assert (again["id"], again["content"], again["nonce"]) == (first["id"], "a", "n1")
    assert len({first["id"], careless["id"], late["id"]}) == 3


async def test_nobody_makes_a_channels_message_ephemeral(desk: Desk) -> None:
    sent = await desk.send(content="a", flags=1 << 6 | 1 << 12)

    assert sent["flags"] == 1 << 12


async def test_suppressed_embeds_are_kept_and_not_shown(desk: Desk) -> None:
    sent = await desk.send(content="a", embeds=[{"title": "t"}], flags=1 << 2)
    shown = await desk.place.bot.patch(f"{desk.path}/{sent['id']}", {"flags": 0})

    assert sent["embeds"] == []
    assert shown.json()["embeds"][0]["title"] == "t"
