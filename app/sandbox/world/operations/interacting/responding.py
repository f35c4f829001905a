"""The messages that come of an interaction: the first answer, follow-ups, and their changes."""

from app.sandbox.world.channels import Channel
from app.sandbox.world.commands import CommandType
from app.sandbox.world.forms.messages import message_fields
from app.sandbox.world.forms.reading import read
from app.sandbox.world.guild import Guild
from app.sandbox.world.interactions import Interaction, InteractionType
from app.sandbox.world.messages import Message, MessageFlag, MessageType, Reference
from app.sandbox.world.operations.messaging.attaching import Uploads
from app.sandbox.world.operations.messaging.composing import Draft, compose, sent_flags
from app.sandbox.world.operations.messaging.editing import rewrite
from app.sandbox.world.operations.messaging.mentioning import USERS_ONLY
from app.sandbox.world.operations.messaging.sending import keep_message
from app.sandbox.world.payloads.interactions import metadata_payload
from app.sandbox.world.permissions import channel_permissions
from app.sandbox.world.refusals import unknown_channel
from app.sandbox.world.world import World

_FLAGS = int(
    MessageFlag.SUPPRESS_EMBEDS
    | MessageFlag.EPHEMERAL
    | MessageFlag.SUPPRESS_NOTIFICATIONS
    | MessageFlag.IS_COMPONENTS_V2
)
_TYPES = {
    CommandType.CHAT_INPUT: MessageType.CHAT_INPUT_COMMAND,
    CommandType.USER: MessageType.CONTEXT_MENU_COMMAND,
    CommandType.MESSAGE: MessageType.CONTEXT_MENU_COMMAND,
}


def place_of(world: World, interaction: Interaction) -> tuple[Guild, Channel]:
    """10003 where the channel has gone meanwhile."""
    guild = world.guilds.get(interaction.guild_id)
    channel = None if guild is None else guild.channels.get(interaction.channel_id)
    if guild is None or channel is None:
        raise unknown_channel()
    return guild, channel


def send_response(
    world: World,
    interaction: Interaction,
    body: object,
    uploads: Uploads,
    *,
    follows: int | None = None,
) -> Message:
    """A message of the bot, whatever it may do in the channel. `follows` makes it a follow-up to
    that message.
    """
    guild, channel = place_of(world, interaction)
    values = read(body, message_fields(body if isinstance(body, dict) else {}))
    message = _blank(world, guild, interaction, sent_flags(values, _FLAGS))
    if follows is not None:
        message.type, message.reference = MessageType.REPLY, Reference(follows, channel.id)
        message.command_name = None
    message.tts = bool(values.get("tts"))
    held = _held_by_bot(world, guild, channel, interaction)
    compose(world, guild, message, Draft(values, uploads, held, USERS_ONLY))
    keep_message(world, guild, channel, message)
    return message


def send_loading(world: World, interaction: Interaction, body: object) -> Message:
    """ "… is thinking": of what is sent only EPHEMERAL counts."""
    guild, channel = place_of(world, interaction)
    values = read(body, {"flags": message_fields({})["flags"]})
    flags = sent_flags(values, int(MessageFlag.EPHEMERAL)) | int(MessageFlag.LOADING)
    message = _blank(world, guild, interaction, flags)
    keep_message(world, guild, channel, message)
    return message


def edit_response(
    world: World,
    guild: Guild,
    channel: Channel,
    message: Message,
    body: object,
    uploads: Uploads,
) -> Message:
    """A change of the bot's own message, whatever it may do in the channel."""
    sent = body if isinstance(body, dict) else {}
    values = read(body, message_fields(sent, v2=message.is_v2))
    held = 0
    bot = guild.members.get(message.author_id)
    if bot is not None:
        held = channel_permissions(guild, bot, channel, world.now())
    return rewrite(world, guild, channel, message, Draft(values, uploads, held, USERS_ONLY))


def _blank(world: World, guild: Guild, interaction: Interaction, flags: int) -> Message:
    message = Message(
        world.next_id(),
        interaction.channel_id,
        guild.id,
        interaction.application_id,
        world.now(),
        flags=flags,
        webhook_id=interaction.application_id,
        application_id=interaction.application_id,
        interaction=metadata_payload(world, guild, interaction),
    )
    if flags & MessageFlag.EPHEMERAL:
        message.audience = interaction.user_id
    if interaction.type is InteractionType.COMMAND:
        message.type = _TYPES[CommandType(interaction.data["type"])]
        message.command_name = interaction.command_name
    elif interaction.source_message_id is not None:
        message.type = MessageType.REPLY
        message.reference = Reference(interaction.source_message_id, interaction.channel_id)
    return message


def _held_by_bot(world: World, guild: Guild, channel: Channel, interaction: Interaction) -> int:
    """Nothing where the bot has left: only calling everybody depends on it."""
    bot = guild.members.get(interaction.application_id)
    if bot is None:
        return 0
    return channel_permissions(guild, bot, channel, world.now())
