"""Fills a message from a form: the same rules for channels, webhooks and interactions."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from app.sandbox.world.forms.message_components import texts
from app.sandbox.world.forms.reading import Values
from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Message, MessageFlag
from app.sandbox.world.operations.messaging.attaching import (
    Uploads,
    attach,
    point_to_files,
)
from app.sandbox.world.operations.messaging.mentioning import EVERYBODY, mentions_in
from app.sandbox.world.refusals import Refusal, invalid_form, leaf
from app.sandbox.world.world import World

_LEGACY = ("content", "embeds")


@dataclass(frozen=True, slots=True)
class Draft:
    """What was sent: the form's values, the files, and how mentions are to be taken.

    `held` are the permissions of the author in the channel.
    """

    values: Values
    uploads: Uploads = field(default_factory=dict)
    held: int = 0
    calls: Iterable[str] = EVERYBODY


def compose(world: World, guild: Guild, message: Message, draft: Draft) -> None:
    """Changes what the form speaks of; 50006 where nothing would be left to see.

    `message` is a copy that nobody sees yet. Its flags are set by then.
    """
    values = draft.values
    if message.is_v2:
        _refuse_legacy(message, values)
    if "content" in values:
        message.content = values["content"] or ""
    if "embeds" in values:
        message.embeds = values["embeds"] or []
    if "components" in values:
        message.components = values["components"] or []
    attach(world, message, values.get("attachments"), draft.uploads)
    point_to_files(world, message)
    _require_something(message)
    _call(world, guild, message, draft)


def sent_flags(values: Values, allowed: int) -> int:
    """Of the flags that were sent those that may be; Discord passes over the others."""
    return int((values.get("flags") or 0) & allowed)


def _refuse_legacy(message: Message, values: Values) -> None:
    """Both what is sent and what stands there already."""
    wrong = {}
    for key in _LEGACY:
        if values.get(key) if key in values else getattr(message, key):
            text = f"The '{key}' field cannot be used when using MessageFlags.IS_COMPONENTS_V2"
            wrong[key] = leaf("MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2", text)
    if wrong:
        raise invalid_form(wrong)


def _require_something(message: Message) -> None:
    if not (message.content or message.embeds or message.components or message.attachments):
        raise Refusal(400, 50006, "Cannot send an empty message")


def _call(world: World, guild: Guild, message: Message, draft: Draft) -> None:
    if not {"content", "components", "allowed_mentions"} & draft.values.keys():
        return
    if message.flags & MessageFlag.IS_COMPONENTS_V2:
        text = "\n".join(texts(message.components))
    else:
        text = message.content
    allowed = draft.values.get("allowed_mentions")
    message.mentions = mentions_in(world, guild, text, allowed, draft.held, draft.calls)
