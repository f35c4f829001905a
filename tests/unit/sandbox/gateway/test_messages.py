"""Who is told of messages, and how much of them."""

import pytest

from app.sandbox.seed.building import EVERYONE_PERMISSIONS
from app.sandbox.world.actor import Actor
from app.sandbox.world.channels import Overwrite, OverwriteType
from app.sandbox.world.messages import Message
from app.sandbox.world.operations.messaging.deleting import delete_message
from app.sandbox.world.operations.messaging.editing import edit_message
from app.sandbox.world.operations.messaging.sending import send_message
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import Intent
from tests.unit.sandbox.gateway.wire import Town, town

MESSAGES = Intent.GUILDS | Intent.GUILD_MESSAGES
WITH_CONTENT = MESSAGES | Intent.MESSAGE_CONTENT


def _say(place: Town, content: str, user_id: int | None = None) -> Message:
    actor = Actor(user_id or place.owner.id, bot=False)
    return send_message(place.world, place.guild, place.channel, actor, {"content": content})


def test_messages_are_told_to_those_who_asked_for_them() -> None:
    place = town()
    asked, did_not = place.join(MESSAGES), place.join(Intent.GUILDS)

    message = _say(place, "hello")
    delete_message(
        place.world, place.guild, place.channel, Actor(place.owner.id, bot=False), message.id
    )

    assert [name for name in asked.names if name.startswith("MESSAGE")] == [
        "MESSAGE_CREATE",
        "MESSAGE_DELETE",
    ]
    assert [name for name in did_not.names if name.startswith("MESSAGE")] == []


def test_the_content_takes_an_intent_of_its_own() -> None:
    place = town()
    blind, reader = place.join(MESSAGES), place.join(WITH_CONTENT)

    _say(place, "secret")

    (hidden,) = blind.named("MESSAGE_CREATE")
    assert (hidden["content"], hidden["embeds"], hidden["components"]) == ("", [], [])
    assert hidden["author"]["username"] == "olive"
    assert reader.named("MESSAGE_CREATE")[0]["content"] == "secret"


@pytest.mark.parametrize("change", ["edit", "create"])
def test_a_bot_reads_its_own_words_and_those_that_name_it(change: str) -> None:
    place = town()
    client = place.join(MESSAGES)
    bot = Actor(place.application.id, bot=True)

    own = _say(place, "mine", bot.user_id)
    _say(place, f"hello <@{bot.user_id}>")
    if change == "edit":
        body = {"content": "still mine"}
        edit_message(place.world, place.guild, place.channel, bot, own.id, body)

    told = [each["content"] for each in client.named("MESSAGE_CREATE")]
    assert told == ["mine", f"hello <@{bot.user_id}>"]
    if change == "edit":
        assert client.named("MESSAGE_UPDATE")[0]["content"] == "still mine"


def test_nothing_is_told_of_a_channel_that_is_out_of_sight() -> None:
    place = town(EVERYONE_PERMISSIONS)
    client = place.join(WITH_CONTENT)
    deny = Overwrite(place.application.id, OverwriteType.MEMBER, deny=Permission.VIEW_CHANNEL)
    place.channel.overwrites[deny.id] = deny

    _say(place, "behind closed doors")

    assert client.named("MESSAGE_CREATE") == []


def test_the_channel_knows_its_last_message() -> None:
    place = town()

    message = _say(place, "hello")

    assert place.channel.last_message_id == message.id
