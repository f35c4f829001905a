"""Small guilds for tests of single rules: a name per thing, an id per live thing."""

from collections.abc import Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.planning.plan import Plan
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import Access, Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target, role_target
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import ChannelFacts, RoleFacts, Snapshot, Standing
from app.shared.domain.structure.structure import Structure
from tests.support.builders import BOT, GUILD, NOON, OWNER

VIEW, SEND, ATTACH, ADMINISTRATOR = 1 << 10, 1 << 11, 1 << 15, 1 << 3
BOT_ROLE = Key("900")
EVERYONE_TARGET = role_target(EVERYONE)
CATEGORY = ChannelType.CATEGORY


def access(**overwrites: tuple[int, int]) -> Access:
    """`everyone=(allow, deny)`, or a role's key."""
    return MappingProxyType(
        {role_target(Key(name)): Overwrite(*bits) for name, bits in overwrites.items()}
    )


class LiveGuild:
    """A live guild whose things are bound to the keys they are written with, unless said.

    Roles from top to bottom under the bot's own, channels in display order; numbers are dense.
    """

    def __init__(
        self,
        *things: Role | Channel,
        everyone: int = VIEW,
        unbound: tuple[str, ...] = (),
        numbers: Mapping[str, int] | None = None,
        **snapshot: Any,
    ) -> None:
        roles = [thing for thing in things if isinstance(thing, Role)]
        channels = [thing for thing in things if isinstance(thing, Channel)]
        self.ids = {role.key: 101 + n for n, role in enumerate(roles)}
        self.ids |= {channel.key: 201 + n for n, channel in enumerate(channels)}
        self.bindings = Bindings(
            frozenset(
                Binding(
                    Kind.ROLE if isinstance(thing, Role) else Kind.CHANNEL,
                    thing.key,
                    self.ids[thing.key],
                )
                for thing in things
                if thing.key not in unbound
            )
        )
        self.snapshot = self._snapshot(roles, channels, everyone, numbers or {}, snapshot)

    def _snapshot(
        self,
        roles: list[Role],
        channels: list[Channel],
        everyone: int,
        numbers: Mapping[str, int],
        fields: dict[str, Any],
    ) -> Snapshot:
        def live(target: Target) -> Target:
            kind, _, key = target.partition(":")
            return Target(f"{kind}:{self.ids.get(Key(key), key)}")

        top = [Role(key=BOT_ROLE, name="Bot", permissions=ADMINISTRATOR)]
        settings = fields.pop("settings", {})
        structure = Structure(
            roles=(
                *top,
                *(replace(role, key=Key(str(self.ids[role.key]))) for role in roles),
                Role(key=EVERYONE, name="@everyone", permissions=everyone),
            ),
            channels=tuple(
                replace(
                    channel,
                    key=Key(str(self.ids[channel.key])),
                    parent=None if channel.parent is None else Key(str(self.ids[channel.parent])),
                    access=MappingProxyType({live(t): o for t, o in channel.access.items()}),
                )
                for channel in channels
            ),
            settings={
                name: str(self.ids.get(Key(str(value)), value)) if isinstance(value, str) else value
                for name, value in settings.items()
            },
            **{name: fields.pop(name) for name in ("automod", "onboarding") if name in fields},
        )
        role_facts = {
            Key(str(self.ids[role.key])): RoleFacts(
                position=numbers.get(role.key, len(roles) - n), members=3
            )
            for n, role in enumerate(roles)
        }
        role_facts[BOT_ROLE] = RoleFacts(position=len(roles) + 1, managed=True, bot_id=BOT)
        role_facts[Key(str(GUILD))] = RoleFacts(position=0)
        return Snapshot(
            **{
                "guild_id": GUILD,
                "taken_at": NOON,
                "owner_id": OWNER,
                "structure": structure,
                "role_facts": role_facts,
                "channel_facts": {
                    Key(str(self.ids[channel.key])): ChannelFacts(
                        position=numbers.get(channel.key, n), last_message_id=1 << 60
                    )
                    for n, channel in enumerate(channels)
                },
                "bot": Standing(user_id=BOT, roles=frozenset({BOT_ROLE})),
                **fields,
            }
        )


def a_design(*things: Role | Channel, everyone: int = VIEW, **fields: Any) -> Blueprint:
    structure = {
        name: fields.pop(name)
        for name in ("settings", "welcome_screen", "onboarding", "automod")
        if name in fields
    }
    return Blueprint(
        structure=Structure(
            roles=(
                *(thing for thing in things if isinstance(thing, Role)),
                Role(key=EVERYONE, name="@everyone", permissions=everyone),
            ),
            channels=tuple(thing for thing in things if isinstance(thing, Channel)),
            **structure,
        ),
        **fields,
    )


def the_plan(guild: LiveGuild, design: Blueprint, **fields: Any) -> Plan:
    return make_plan(
        PlanRequest(
            **{
                "blueprint": design,
                "blueprint_version": 1,
                "snapshot": guild.snapshot,
                "bindings": guild.bindings,
                "requester": None,
                "now": NOON,
                **fields,
            }
        )
    )


def calls(plan: Plan) -> list[tuple[Action, str]]:
    return [(step.action, step.key) for step in plan.steps]


def the_step(plan: Plan, action: Action, key: str | None = None) -> Step:
    found = [s for s in plan.steps if s.action is action and key in (None, s.key)]
    assert len(found) == 1, [step.verb for step in plan.steps]
    return found[0]


def comes_after(plan: Plan, later: Step, earlier: Step) -> bool:
    """Whether the later step can never be done before the earlier one."""
    by_number = {step.number: step for step in plan.steps}
    waiting, seen = [later], set[int]()
    while waiting:
        step = waiting.pop()
        if step.number == earlier.number:
            return True
        waiting += [by_number[n] for n in step.needs if n not in seen]
        seen |= step.needs
    return False
