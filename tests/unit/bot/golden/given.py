"""What the messages here are made of: a guild, a user, a moment, and changes by the dozen."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from typing import Any

from app.bot.rendering.links import Links
from app.bot.rendering.message import Message
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from tests.unit.bot.golden.hard_names import MARKDOWN, hard

GUILD = GuildId(18446744073709551615)
USER = UserId(18446744073709551614)
NOON = datetime(2026, 11, 28, 12, tzinfo=UTC)
VOICE = Voice(Wording(), Links("https://a-rather-long-name-of-a-host.guildwright.example.org"))
WITHOUT_WEB = Voice(Wording(), Links(None))
ACTOR = f"user:{USER}"
NAMES = {ACTOR: MARKDOWN, "operator": "the operator"}
type Named = Iterator[tuple[str, Callable[[], Message]]]


def change(number: int, **more: Any) -> Change:
    kinds = tuple(ChangeKind)
    kind = kinds[number % len(kinds)]
    destructive = kind is ChangeKind.DELETE
    return Change(
        **{
            "subject": Subject.CHANNEL if number % 3 else Subject.ROLE,
            "kind": kind,
            "key": Key(f"thing-{number}"),
            "name": hard(number),
            "fields": (
                FieldChange(field="topic", before=hard(number), after="y" * 1024),
                FieldChange(field="slowmode", before=0, after=30),
                FieldChange(field="nsfw", before=False, after=True),
            )[: number % 4],
            "risk": Risk.DESTRUCTIVE if destructive else Risk.LOW,
            "loses": f"{hard(number)} and 1,204 messages go for good." if destructive else "",
            **more,
        }
    )
