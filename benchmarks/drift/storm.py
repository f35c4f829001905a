"""Structure events by the hundred, and when each of them had been written down."""

import asyncio
import random
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from app.bot.drift.looking import Looking
from app.bot.drift.notifier import Notifier
from app.bot.drift.watch import DriftWatch
from app.bot.rendering.links import Links
from app.bot.rendering.voice import Voice
from app.bot.wording.wording import Wording
from app.shared.application.drift.last_looks import LastLook
from app.shared.application.drift.notice_drift import Noticed, NoticeDrift, NoticeDriftCommand
from app.shared.application.ports.guild_gateway import AuditEntry
from app.shared.application.ports.live_structures import GuildReader, LiveChannel, RawGuild
from app.shared.domain.access.membership import Membership
from app.shared.domain.structure.identifiers import GuildId, Key, UserId
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.infrastructure.container import Container
from app.shared.infrastructure.discord.gateway import RestGuildGateway
from app.shared.infrastructure.discord.raw_guilds import RestGuildReader
from benchmarks.drift import seeding

_EPOCH_MS = 1_420_070_400_000
_PEOPLE = 50
_FIRST_PERSON = 3 * 10**17
_CHANNELS = 40
_DRAINED_WITHIN_S = 20.0


class Guilds(GuildReader):
    """Every guild as it is now: what REST would answer, without the way there."""

    def __init__(self, reader: RestGuildReader) -> None:
        self._reader = reader
        self.topics: dict[int, dict[str, str]] = {}
        self.own_s = 0.0
        """Seconds of processor time."""

    async def read(
        self,
        guild_id: GuildId,
        expected_channels: frozenset[int] = frozenset(),  # noqa: ARG002 - none is hidden
    ) -> RawGuild:
        with self.by_hand():
            return self.raw(guild_id)

    @contextmanager
    def by_hand(self) -> Iterator[None]:
        """What costs the process something in here is the benchmark's own doing."""
        begun = time.thread_time()
        yield
        self.own_s += time.thread_time() - begun

    def raw(self, guild_id: int) -> RawGuild:
        data = seeding.created(guild_id)
        channels = {one["id"]: one for one in data["channels"]}
        for channel, topic in self.topics.get(guild_id, {}).items():
            channels[channel]["topic"] = topic
        return {
            "bot_id": str(seeding.BOT),
            "guild": {n: v for n, v in data.items() if n not in _PARTS},
            "roles": {one["id"]: one for one in data["roles"]},
            "channels": channels,
            "member": {"roles": data["members"][0]["roles"]},
            "automod": {},
            "refused": {"welcome_screen": True, "onboarding": True},
        }

    def channel(self, guild_id: GuildId, raw: Mapping[str, Any]) -> LiveChannel | None:
        return self._reader.channel(guild_id, raw)

    def snapshot(
        self,
        guild_id: GuildId,
        raw: RawGuild,
        taken_at: datetime,
        expected_channels: frozenset[int] = frozenset(),
    ) -> Snapshot:
        return self._reader.snapshot(guild_id, raw, taken_at, expected_channels)


_PARTS = {"roles", "channels", "members", "threads", "voice_states", "presences"}


@dataclass(slots=True)
class Measured:
    """Seconds from an event to its record, and what became of each record."""

    sent: dict[str, tuple[float, int, str]] = field(default_factory=dict)
    """By what was written: when, by whom, and in which place."""
    delays: list[float] = field(default_factory=list)
    noticed: dict[str, int | None] = field(default_factory=dict)
    """By what was written: who it was, as it was written down."""
    false: int = 0
    busy: float = 0.0
    """Processor seconds per second while events came, of which one core gives one."""
    own: float = 0.0
    """The part of it that making events, and what REST would answer, took."""

    def note(self, noticed: Noticed, at: float) -> None:
        for record in (*noticed.followed.added, *noticed.followed.changed):
            for one in record.change.fields:
                sent = self.sent.get(str(one.before))
                if sent is None:
                    self.false += 1
                    continue
                if one.before not in self.noticed:
                    self.delays.append(at - sent[0])
                self.noticed[one.before] = record.who

    @property
    def last_ones(self) -> dict[str, int]:
        """What stands in each place at the end, with who wrote it."""
        places = {place: (what, who) for what, (_, who, place) in self.sent.items()}
        return dict(places.values())

    @property
    def attribution(self) -> float:
        wanted = self.last_ones
        right = sum(self.noticed.get(what) == who for what, who in wanted.items())
        return right / len(wanted) if wanted else 0.0

    @property
    def missed(self) -> int:
        return sum(what not in self.noticed for what in self.last_ones)


class AtHand(RestGuildGateway):
    """Knows what people are called without the way to Discord, and has no audit log to ask."""

    async def membership(self, guild_id: GuildId, user_id: UserId) -> Membership:
        return Membership(
            guild_id=guild_id,
            user_id=user_id,
            name=f"user{user_id}",
            display_name="",
            avatar=None,
            owner=False,
            roles=frozenset(),
            permissions=0,
        )

    async def audit_log(
        self,
        guild_id: GuildId,  # noqa: ARG002
        *,
        action_type: int | None = None,  # noqa: ARG002
        after: datetime | None = None,  # noqa: ARG002
    ) -> tuple[AuditEntry, ...]:
        return ()


class Timed(NoticeDrift):
    """The use case itself, with a watch in its hand."""

    def __init__(self, container: Container, measured: Measured) -> None:
        discord = AtHand(container.discord(), container.clock())
        super().__init__(container.begin(), discord, container.clock())
        self._measured = measured

    async def __call__(self, command: NoticeDriftCommand) -> Noticed:
        noticed = await super().__call__(command)
        self._measured.note(noticed, time.monotonic())
        return noticed

    async def at_a_glance(
        self,
        command: NoticeDriftCommand,
        last: LastLook,
        touched: Mapping[Key, LiveChannel],
        version: int,
    ) -> Noticed | None:
        noticed = await super().at_a_glance(command, last, touched, version)
        if noticed is not None:
            self._measured.note(noticed, time.monotonic())
        return noticed


def watch_over(container: Container, guilds: Guilds, measured: Measured) -> DriftWatch:
    clock, leases = container.clock(), container.leases()
    voice = Voice(Wording(), Links(None))
    looking = Looking(
        container.begin(),
        container.live_structures(),
        guilds,
        Timed(container, measured),
        container.auto_revert(),
        container.is_admitted(),
        clock,
    )
    notifier = Notifier(
        container.begin(), container.messages(), leases, voice, container.is_admitted(), clock
    )
    return DriftWatch(looking, notifier, leases, clock)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wish:
    guilds: int
    per_second: int
    seconds: int


async def blow(watch: DriftWatch, guilds: Guilds, measured: Measured, wish: Wish) -> None:
    """Each event with its audit log entry right behind it, evenly over time and guilds."""
    chance = random.Random(7)  # noqa: S311 - it chooses what is measured and guards nothing
    guilds.own_s = 0.0
    begun, busy = time.monotonic(), time.process_time()
    for number in range(wish.per_second * wish.seconds):
        ahead = begun + number / wish.per_second - time.monotonic()
        await asyncio.sleep(max(0.0, ahead))
        _one(watch, guilds, measured, chance, number, wish.guilds)
    measured.busy = (time.process_time() - busy) / (time.monotonic() - begun)
    measured.own = guilds.own_s / (time.process_time() - busy)
    with suppress(TimeoutError):
        async with asyncio.timeout(_DRAINED_WITHIN_S):
            while measured.missed or measured.attribution < 1:  # noqa: ASYNC110
                await asyncio.sleep(0.1)


def _one(
    watch: DriftWatch,
    guilds: Guilds,
    measured: Measured,
    chance: random.Random,
    number: int,
    count: int,
) -> None:
    with guilds.by_hand():
        guild = seeding.guild_id(chance.randrange(count))
        place = chance.choice([n for n in range(_CHANNELS) if n % 10])
        who = _FIRST_PERSON + chance.randrange(_PEOPLE)
        what = f"by hand {number}"
        channel = seeding.channel(guild, place, what)
        guilds.topics.setdefault(guild, {})[channel["id"]] = what
        measured.sent[what] = (time.monotonic(), who, channel["id"])
        entry = _entry(guild, channel["id"], who, number)
    watch.heard("CHANNEL_UPDATE", channel)
    watch.heard("GUILD_AUDIT_LOG_ENTRY_CREATE", entry)


def _entry(guild: int, channel: str, who: int, number: int) -> Mapping[str, Any]:
    now_ms = round(datetime.now(UTC).timestamp() * 1000) - _EPOCH_MS
    return {
        "id": str((now_ms << 22) + number % (1 << 22)),
        "guild_id": str(guild),
        "user_id": str(who),
        "target_id": channel,
        "action_type": 11,
    }
