"""The rule of November 2026: channels a bot cannot view come obfuscated, until it can."""

from typing import Any

from app.sandbox.seed.building import add_channel, add_role
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import Channel, ChannelFlag, ChannelType, Overwrite, OverwriteType
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.permissions import Permission
from tests.unit.sandbox.gateway.wire import Town, town

NOT_HIDING = Behaviour(hide_unseen_channels=False)


def test_a_channel_the_bot_cannot_view_comes_obfuscated_in_guild_create() -> None:
    place = town(0)
    secret = _secret(place)

    told = _channel(place.join().named("GUILD_CREATE")[0]["channels"], secret)

    assert told["name"] == "___hidden___"
    assert told["flags"] == ChannelFlag.OBFUSCATED
    assert told["topic"] is None
    assert (told["position"], told["type"]) == (secret.position, secret.type)
    assert told["permission_overwrites"] == [
        {"id": str(place.guild.id), "type": 0, "allow": "0", "deny": "1024"}
    ]


def test_with_the_rule_switched_off_it_comes_in_full() -> None:
    place = town(0, behaviour=NOT_HIDING)
    secret = _secret(place)

    told = _channel(place.join().named("GUILD_CREATE")[0]["channels"], secret)

    assert (told["name"], told["topic"]) == ("secret", "hush")


def test_an_update_of_a_hidden_channel_comes_obfuscated() -> None:
    place = town(0)
    secret = _secret(place)
    client = place.join()

    _publish_channel(place, "CHANNEL_UPDATE", secret)

    assert [each["name"] for each in client.named("CHANNEL_UPDATE")] == ["___hidden___"]


def test_a_hidden_channel_made_while_listening_comes_obfuscated() -> None:
    place = town(0)
    client = place.join()
    secret = _secret(place)

    _publish_channel(place, "CHANNEL_CREATE", secret)

    assert [each["name"] for each in client.named("CHANNEL_CREATE")] == ["___hidden___"]
    assert client.named("CHANNEL_UPDATE") == []


def test_a_role_that_opens_a_channel_is_followed_by_the_channel_in_full() -> None:
    place = town(0)
    secret = _secret(place)
    client = place.join()

    _let_in(place, secret)
    place.publish("GUILD_MEMBER_UPDATE", {}, concerns=place.application.id)

    assert client.names[-2:] == ["GUILD_MEMBER_UPDATE", "CHANNEL_UPDATE"]
    assert client.last["d"] == channel_payload(secret)


def test_its_category_comes_into_sight_with_it() -> None:
    place = town(0)
    category = _secret(place, "back rooms", ChannelType.CATEGORY)
    secret = _secret(place, parent_id=category.id)
    client = place.join()

    _let_in(place, secret)
    place.publish("GUILD_ROLE_UPDATE")

    assert {each["name"] for each in client.named("CHANNEL_UPDATE")} == {"back rooms", "secret"}


def test_losing_sight_sends_the_channel_obfuscated() -> None:
    place = town(0)
    client = place.join()
    _hide(place.channel, place)

    place.publish("GUILD_ROLE_UPDATE")

    assert [each["name"] for each in client.named("CHANNEL_UPDATE")] == ["___hidden___"]


def test_the_channels_own_update_is_not_said_twice() -> None:
    place = town(0)
    secret = _secret(place)
    client = place.join()
    _let_in(place, secret)

    _publish_channel(place, "CHANNEL_UPDATE", secret)

    assert client.named("CHANNEL_UPDATE") == [channel_payload(secret)]


def test_nothing_is_sent_again_when_sight_did_not_change() -> None:
    place = town(0)
    _secret(place)
    client = place.join()

    place.publish("GUILD_ROLE_UPDATE")
    place.publish("GUILD_ROLE_UPDATE")

    assert client.named("CHANNEL_UPDATE") == []


def test_a_change_of_sight_is_told_once() -> None:
    place = town(0)
    secret = _secret(place)
    client = place.join()
    _let_in(place, secret)

    place.publish("GUILD_ROLE_UPDATE")
    place.publish("GUILD_ROLE_UPDATE")

    assert len(client.named("CHANNEL_UPDATE")) == 1


def test_a_channel_that_is_gone_already_is_not_told_as_lost_from_sight() -> None:
    place = town(0)
    client = place.join()
    del place.guild.channels[place.channel.id]

    place.publish("GUILD_ROLE_UPDATE")

    assert client.names[-1] == "GUILD_ROLE_UPDATE"


def test_a_deleted_channel_is_not_sent_again_as_lost_from_sight() -> None:
    place = town(0)
    client = place.join()
    del place.guild.channels[place.channel.id]

    _publish_channel(place, "CHANNEL_DELETE", place.channel)

    assert client.names[-1] == "CHANNEL_DELETE"
    assert client.named("CHANNEL_UPDATE") == []


def test_with_the_rule_switched_off_changes_of_sight_are_not_told() -> None:
    place = town(0, behaviour=NOT_HIDING)
    client = place.join()
    _hide(place.channel, place)

    place.publish("GUILD_ROLE_UPDATE")

    assert client.named("CHANNEL_UPDATE") == []


def test_a_client_that_is_away_gets_the_change_of_sight_with_its_resume() -> None:
    place = town(0)
    secret = _secret(place)
    client = place.join()
    place.gateway.drop()
    _let_in(place, secret)
    place.publish("GUILD_ROLE_UPDATE")

    again = place.connect()
    again.resume(place.token, client.session_id, client.sequence)

    assert again.names == ["GUILD_ROLE_UPDATE", "CHANNEL_UPDATE", "RESUMED"]


def _secret(
    place: Town, name: str = "secret", type: ChannelType = ChannelType.TEXT, **fields: Any
) -> Channel:
    channel = add_channel(place.world, place.guild, name, type, topic="hush", **fields)
    _hide(channel, place)
    return channel


def _hide(channel: Channel, place: Town) -> None:
    channel.overwrites[place.guild.id] = Overwrite(
        place.guild.id, OverwriteType.ROLE, deny=Permission.VIEW_CHANNEL
    )


def _let_in(place: Town, channel: Channel) -> None:
    role = add_role(place.world, place.guild, "keyholder")
    channel.overwrites[role.id] = Overwrite(
        role.id, OverwriteType.ROLE, allow=Permission.VIEW_CHANNEL
    )
    place.guild.members[place.application.id].roles.append(role.id)


def _publish_channel(place: Town, name: str, channel: Channel) -> None:
    place.publish(name, channel_payload(channel), channel_id=channel.id, channel=channel)


def _channel(channels: list[dict[str, Any]], wanted: Channel) -> dict[str, Any]:
    return next(each for each in channels if each["id"] == str(wanted.id))
