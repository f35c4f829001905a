"""How the actions of automod rules are written."""

from dataclasses import dataclass

from app.shared.domain.blueprint.rules.automod import (
    ALERT,
    BLOCK,
    BLOCK_INTERACTION,
    MESSAGE,
    TIMEOUT,
)
from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.language.listing import one_of
from app.shared.domain.language.saying import say
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.community import AutomodAction
from app.shared.infrastructure.files.forms.form import Plain, Schema, shown, text_of
from app.shared.infrastructure.files.forms.numbers import Duration
from app.shared.infrastructure.files.forms.references import Reference
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Node, Scalar, Table

_CHANNEL = Reference(Kind.CHANNEL)
_DURATION = Duration()
_BARE = {"block": BLOCK, "block_interaction": BLOCK_INTERACTION}
_WORDS = ("block", "alert", "timeout", "block_interaction")


@dataclass(frozen=True)
class ActionForm:
    """`block`, `block: <message>`, `alert: <channel>`, `timeout: 10m`, `block_interaction`."""

    @property
    def schema(self) -> Schema:
        one = {"minProperties": 1, "maxProperties": 1}
        long = {
            "type": "object",
            "properties": {
                "block": {
                    "type": "string",
                    "maxLength": MESSAGE,
                    "description": "Keep the message back, and tell its author this.",
                },
                "alert": {**_CHANNEL.schema, "description": "Tell a channel of the moderators."},
                "timeout": {**_DURATION.schema, "description": "Time the author out."},
            },
            "additionalProperties": False,
            **one,
        }
        return {"anyOf": [{"enum": list(_BARE)}, long]}

    def read(self, node: Node, report: Report) -> AutomodAction:
        if isinstance(node, Scalar):
            word = text_of(node, report, say("an action"))
            if word not in _BARE:
                raise _unknown(word, node, report)
            return AutomodAction(type=_BARE[word])
        if not isinstance(node, Table) or len(node.entries) != 1:
            raise report.unreadable(
                node,
                say("Here stands {found} instead of one action.", found=shown(node)),
                say("Write `- alert: mods`."),
            )
        ((word, entry),) = node.entries.items()
        return _with_value(word, entry.node, entry.key, report)

    def write(self, value: AutomodAction) -> Plain:
        if value.type == ALERT and value.channel is not None:
            return {"alert": _CHANNEL.write(value.channel)}
        if value.type == TIMEOUT and value.duration is not None:
            return {"timeout": _DURATION.write(value.duration)}
        if value.message is not None:
            return {"block": value.message}
        return next(word for word, number in _BARE.items() if number == value.type)


def _with_value(word: str, node: Node, key: Node, report: Report) -> AutomodAction:
    if word == "block":
        return AutomodAction(type=BLOCK, message=text_of(node, report, say("a message")))
    if word == "alert":
        return AutomodAction(type=ALERT, channel=_CHANNEL.read(node, report))
    if word == "timeout":
        return AutomodAction(type=TIMEOUT, duration=_DURATION.read(node, report))
    raise _unknown(word, key, report)


def _unknown(word: str, node: Node, report: Report) -> Exception:
    remedy = did_you_mean(word, _WORDS)
    if word in ("alert", "timeout"):
        example = "mod-log" if word == "alert" else "10m"
        remedy = say("It needs a value: `{word}: {example}`.", word=word, example=example)
    return report.unreadable(
        node,
        say('"{word}" is no action.', word=word[:60]),
        remedy or say("It is {words}.", words=one_of(_WORDS)),
    )
