"""The top level of a document."""

import re
from dataclasses import dataclass
from typing import Any

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.language.saying import say, to_say
from app.shared.infrastructure.files.format.automod import IGNORABLE_OF_RULES
from app.shared.infrastructure.files.format.channels import IGNORABLE_OF_CHANNELS
from app.shared.infrastructure.files.format.roles import IGNORABLE_OF_ROLES
from app.shared.infrastructure.files.forms.containers import REQUIRED, Fields, Line, ListOf
from app.shared.infrastructure.files.forms.form import Form, Plain, Schema, shown, text_of
from app.shared.infrastructure.files.forms.text import Word
from app.shared.infrastructure.files.report import Report
from app.shared.infrastructure.files.tree import Node, Scalar

VERSION = 1
EXTENSION = "x-"
"""Fields that begin so are not read; anchors can stand there."""
SECTIONS = {
    "settings": "The server's settings. What is left out, here or as a whole, is left alone.",
    "everyone": "What everybody may do: a list of permissions. Left alone when it is left out.",
    "roles": "The roles from top to bottom, without @everyone.",
    "channels": "The channels and categories in the order people see.",
    "welcome_screen": "What newcomers of a community see. Left alone when it is left out.",
    "onboarding": "What newcomers are asked. Left alone when it is left out.",
    "automod": "All automod rules, as a list. Left alone when it is left out.",
}
_CODE_POINT = re.compile(r"U\+([0-9A-F]{4,6})")


@dataclass(frozen=True)
class VersionForm:
    @property
    def schema(self) -> Schema:
        return {"const": VERSION}

    def read(self, node: Node, report: Report) -> int:
        if isinstance(node, Scalar) and node.value == VERSION and not node.style:
            return VERSION
        raise report.unreadable(
            node,
            say(
                "The version is {found}, and this program reads version {number}.",
                found=shown(node),
                number=VERSION,
            ),
            say("Write `version: {number}`, or use a newer Guildwright.", number=VERSION),
        )

    def write(self, value: int) -> Plain:
        return value


_UNMANAGED_WORD = Word({value.value: value for value in Unmanaged})
_UNMANAGED_FIELDS = Fields(
    "`unmanaged`",
    (
        Line(
            word="roles",
            attribute="roles",
            form=_UNMANAGED_WORD,
            default=Unmanaged.KEEP,
            help="What becomes of roles that the blueprint does not name.",
            default_help="keep",
        ),
        Line(
            word="channels",
            attribute="channels",
            form=_UNMANAGED_WORD,
            default=Unmanaged.KEEP,
            help="What becomes of channels that the blueprint does not name.",
            default_help="keep",
        ),
    ),
)


@dataclass(frozen=True)
class UnmanagedForm:
    """One word for both, or `{roles: keep, channels: archive}`."""

    @property
    def schema(self) -> Schema:
        return {"anyOf": [_UNMANAGED_WORD.schema, _UNMANAGED_FIELDS.schema]}

    def read(self, node: Node, report: Report) -> tuple[Unmanaged, Unmanaged]:
        if isinstance(node, Scalar):
            both = _UNMANAGED_WORD.read(node, report)
            return (both, both)
        values = _UNMANAGED_FIELDS.read(node, report)
        return (values.get("roles", Unmanaged.KEEP), values.get("channels", Unmanaged.KEEP))

    def write(self, value: tuple[Unmanaged, Unmanaged]) -> Plain:
        roles, channels = value
        if roles is channels:
            return _UNMANAGED_WORD.write(roles)
        return {"roles": roles.value, "channels": channels.value}


@dataclass(frozen=True)
class CodePointForm:
    """`U+200B`."""

    @property
    def schema(self) -> Schema:
        return {"type": "string", "pattern": "^U\\+[0-9A-F]{4,6}$"}

    def read(self, node: Node, report: Report) -> str:
        text = text_of(node, report, say("a code point"))
        match = _CODE_POINT.fullmatch(text)
        if match is None or int(match.group(1), 16) > 0x10FFFF:
            raise report.unreadable(
                node, say("{found} is no code point.", found=shown(node)), say("Write U+200B.")
            )
        return chr(int(match.group(1), 16))

    def write(self, value: str) -> Plain:
        return f"U+{ord(value):04X}"


IGNORE = Fields(
    "`ignore`",
    (
        Line(
            word="roles",
            attribute="roles",
            form=ListOf(IGNORABLE_OF_ROLES),
            default=(),
            help="Fields of all roles that are left to humans.",
            default_help="none",
        ),
        Line(
            word="channels",
            attribute="channels",
            form=ListOf(IGNORABLE_OF_CHANNELS),
            default=(),
            help="Fields of all channels that are left to humans.",
            default_help="none",
        ),
        Line(
            word="automod",
            attribute="automod",
            form=ListOf(IGNORABLE_OF_RULES),
            default=(),
            help="Fields of all automod rules that are left to humans.",
            default_help="none",
        ),
    ),
)


def _line(word: str, form: Form[Any], default: Any, help: str, default_help: str = "") -> Line:
    return Line(
        word=word,
        attribute=word,
        form=form,
        default=default,
        help=help,
        default_help=default_help,
    )


DOCUMENT = Fields(
    to_say("A blueprint"),
    (
        _line("version", VersionForm(), REQUIRED, to_say("The version of this format: 1.")),
        _line(
            "unmanaged",
            UnmanagedForm(),
            (Unmanaged.KEEP, Unmanaged.KEEP),
            "What becomes of roles and channels that the blueprint does not name.",
            "keep",
        ),
        _line(
            "invisible_characters",
            ListOf(CodePointForm()),
            (),
            "Characters that do not show and are meant: `[U+200B]`. Others are refused.",
            "none",
        ),
    ),
    frozenset({*SECTIONS, "ignore"}),
)
