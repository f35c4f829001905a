"""Messages as JSON: over HTTP, and in the gateway's events."""

from typing import Any

from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Message, MessageFlag, MessageType, Reference
from app.sandbox.world.payloads.files import attachment_payload
from app.sandbox.world.payloads.members import member_payload
from app.sandbox.world.payloads.times import iso, iso_or_none
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.users import User
from app.sandbox.world.world import World


def message_payload(
    world: World, message: Message, *, with_content: bool = True, with_reference: bool = True
) -> dict[str, Any]:
    """`with_content` False is how a bot without MESSAGE_CONTENT gets somebody else's message."""
    suppressed = message.flags & MessageFlag.SUPPRESS_EMBEDS
    found: dict[str, Any] = {
        "id": str(message.id),
        "channel_id": str(message.channel_id),
        "type": int(message.type),
        "author": _author(world, message),
        "content": message.content if with_content else "",
        "embeds": message.embeds if with_content and not suppressed else [],
        "components": message.components if with_content else [],
        "attachments": _attachments(world, message) if with_content else [],
        "timestamp": iso(message.created_at),
        "edited_timestamp": iso_or_none(message.edited_at),
        "flags": message.flags,
        "tts": message.tts,
        "pinned": message.pinned_at is not None,
        "mentions": [
            user_payload(world.users[each])
            for each in message.mentions.users
            if each in world.users
        ],
        "mention_roles": [str(each) for each in message.mentions.roles],
        "mention_everyone": message.mentions.everyone,
    }
    found.update(_origin(message))
    if message.reference is not None:
        found["message_reference"] = _reference(message, message.reference)
        if with_reference and message.type is not MessageType.CHANNEL_PINNED_MESSAGE:
            found["referenced_message"] = _referenced(world, message.reference, message)
    return found


def message_event(
    world: World, guild: Guild, message: Message, *, with_content: bool = True
) -> dict[str, Any]:
    """MESSAGE_CREATE and MESSAGE_UPDATE: with the guild, and the author's membership."""
    found = message_payload(world, message, with_content=with_content)
    found["guild_id"] = str(guild.id)
    member = guild.members.get(message.author_id)
    if member is not None and message.webhook_author is None:
        found["member"] = member_payload(member, world.users[member.user_id])
        del found["member"]["user"]
    return found


def content_readers(message: Message) -> frozenset[int]:
    """The applications that are told the content without MESSAGE_CONTENT: whose it is, and who is
    named in it.

    That messages of an application's own webhooks count as its own is an assumption.
    """
    own = {message.author_id} | {message.application_id or message.author_id}
    return frozenset(own | set(message.mentions.users))


def _origin(message: Message) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key in ("webhook_id", "application_id"):
        if getattr(message, key) is not None:
            found[key] = str(getattr(message, key))
    if message.nonce is not None:
        found["nonce"] = message.nonce
    if message.interaction is not None:
        found["interaction_metadata"] = message.interaction
        if message.command_name is not None:
            found["interaction"] = {
                "id": message.interaction["id"],
                "type": message.interaction["type"],
                "name": message.command_name,
                "user": message.interaction["user"],
            }
    return found


def _author(world: World, message: Message) -> dict[str, Any]:
    webhook = message.webhook_author
    if webhook is None:
        return user_payload(world.users[message.author_id])
    named = User(
        webhook.webhook_id, webhook.name, discriminator="0000", avatar=webhook.avatar, bot=True
    )
    return user_payload(named)


def _attachments(world: World, message: Message) -> list[dict[str, Any]]:
    """What an embed shows is not listed besides."""
    shown = {
        embed[key]["url"]
        for embed in message.embeds
        for key in ("image", "thumbnail")
        if key in embed
    }
    payloads = [attachment_payload(world, file) for file in message.attachments]
    return [each for each in payloads if each["url"] not in shown]


def _reference(message: Message, reference: Reference) -> dict[str, Any]:
    return {
        "type": 0,
        "message_id": str(reference.message_id),
        "channel_id": str(reference.channel_id),
        "guild_id": str(message.guild_id),
    }


def _referenced(world: World, reference: Reference, message: Message) -> dict[str, Any] | None:
    """None where it has been deleted."""
    guild = world.guilds.get(message.guild_id)
    kept = None if guild is None else guild.messages_in(reference.channel_id)
    found = None if kept is None else kept.get(reference.message_id)
    return None if found is None else message_payload(world, found, with_reference=False)
