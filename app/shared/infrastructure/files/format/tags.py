"""How the tags of a forum are written."""

from dataclasses import dataclass

from app.shared.domain.blueprint.keys import key_from
from app.shared.domain.blueprint.rules.emojis import emoji_problems
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import Emoji, Tag
from app.shared.infrastructure.files.forms.containers import Fields, Line
from app.shared.infrastructure.files.forms.form import Plain, Schema, text_of
from app.shared.infrastructure.files.forms.look import EmojiForm
from app.shared.infrastructure.files.forms.references import KeyForm
from app.shared.infrastructure.files.forms.text import Flag, Text
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Node, Scalar

_FALLBACK = "tag"
_EMOJI = EmojiForm()

TAG = Fields(
    to_say("A tag"),
    (
        Line(
            word="name",
            attribute="name",
            form=Text(limits.TAG_NAME),
            help=to_say("What the tag is called, at most 20 characters."),
        ),
        Line(
            word="key",
            attribute="key",
            form=KeyForm(),
            default=None,
            help="The tag's key, unique within the channel.",
            default_help="made from the name",
        ),
        Line(
            word="emoji",
            attribute="emoji",
            form=_EMOJI,
            default=None,
            help="Shown before the name.",
            default_help="none",
        ),
        Line(
            word="moderated",
            attribute="moderated",
            form=Flag(),
            default=False,
            help="Whether only people who manage threads may put it on a post.",
            default_help="false",
        ),
    ),
)


@dataclass(frozen=True)
class TagForm:
    """A map, or for short the name, with an emoji and a blank before it where there is one."""

    @property
    def schema(self) -> Schema:
        return {"anyOf": [{"type": "string", "minLength": 1}, {"$ref": "#/$defs/tag"}]}

    def read(self, node: Node, report: Report) -> Tag:
        if isinstance(node, Scalar):
            return _from_text(text_of(node, report, say("a tag")))
        values = TAG.read_whole(node, report)
        key = values.pop("key", None) or key_from(values["name"], _FALLBACK)
        return Tag(key=key, **values)

    def write(self, value: Tag) -> Plain:
        emoji = "" if value.emoji is None else f"{_EMOJI.write(value.emoji)} "
        short = f"{emoji}{value.name}"
        if _from_text(short) == value:
            return short
        key = None if value.key == key_from(value.name, _FALLBACK) else value.key
        return TAG.write(
            {"name": value.name, "key": key, "emoji": value.emoji, "moderated": value.moderated}
        )


def _from_text(text: str) -> Tag:
    first, blank, rest = text.partition(" ")
    emoji = _emoji(first) if blank and rest else None
    name = text if emoji is None else rest
    return Tag(key=key_from(name, _FALLBACK), name=name, emoji=emoji)


def _emoji(word: str) -> Emoji | None:
    emoji = _EMOJI.read(Scalar(start=0, end=0, line=0, column=0, text=word, style='"'), Report(""))
    return None if any(emoji_problems(emoji, ())) else emoji
