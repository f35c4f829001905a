"""Values with defaults, so that a test names only what it is about."""

from datetime import UTC, datetime
from typing import Any

from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.planning.cost import Cost
from app.shared.domain.planning.plan import Plan, basis_of
from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.runs.run import Run, RunId, RunState
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key, UserId, role_target
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.snapshot import RoleFacts, Snapshot, Standing
from app.shared.domain.structure.structure import Structure

GUILD = GuildId(1000)
BOT = UserId(77)
OWNER = UserId(42)
NOON = datetime(2026, 3, 1, 12, 0, tzinfo=UTC)


def a_role(key: str, **fields: Any) -> Role:
    return Role(key=Key(key), **{"name": key.title(), **fields})


def a_channel(key: str, type: ChannelType = ChannelType.TEXT, **fields: Any) -> Channel:
    return Channel(key=Key(key), type=type, **{"name": key, **fields})


def a_structure(*parts: Role | Channel, **fields: Any) -> Structure:
    roles = tuple(part for part in parts if isinstance(part, Role))
    if all(role.key != EVERYONE for role in roles):
        roles += (Role(key=EVERYONE, name="@everyone", permissions=0),)
    channels = tuple(part for part in parts if isinstance(part, Channel))
    return Structure(roles=roles, channels=channels, **fields)


def a_blueprint(*parts: Role | Channel, **fields: Any) -> Blueprint:
    return Blueprint(structure=a_structure(*parts), **fields)


def a_rich_structure() -> Structure:
    """Something of every kind that a store must give back unharmed."""
    return a_structure(
        a_role("helper", permissions=(1 << 60) | 8, hoist=True),
        a_channel("desk", ChannelType.CATEGORY),
        a_channel(
            "lobby",
            parent=Key("desk"),
            topic='Say "hi" \N{WAVING HAND SIGN}',
            access={
                role_target(Key("helper")): Overwrite(),
                role_target(EVERYONE): Overwrite(0, 1),
            },
        ),
        settings={
            "name": "Guild",
            "afk_timeout": 300,
            "system_channel": "lobby",
            "community": False,
        },
    )


def a_version(number: int = 1, blueprint: Blueprint | None = None) -> BlueprintVersion:
    return BlueprintVersion(
        guild_id=GUILD,
        number=number,
        text=f"# version {number}\n",
        blueprint=blueprint or a_blueprint(a_role("helper")),
        author="operator",
        message="",
        saved_at=NOON,
    )


def a_snapshot(structure: Structure | None = None, **fields: Any) -> Snapshot:
    structure = structure or a_structure()
    facts = {role.key: RoleFacts(position=0) for role in structure.roles}
    return Snapshot(
        **{
            "guild_id": GUILD,
            "taken_at": NOON,
            "owner_id": OWNER,
            "structure": structure,
            "role_facts": facts,
            "channel_facts": {},
            "bot": Standing(user_id=BOT),
            **fields,
        }
    )


def a_step(number: int = 1, action: Action = Action.CREATE_ROLE, **fields: Any) -> Step:
    return Step(
        number=number,
        action=action,
        **{"key": Key("helper"), "name": "Helper", "body": {"name": "Helper"}, **fields},
    )


def a_plan(*steps: Step, **fields: Any) -> Plan:
    blueprint, snapshot, bindings = a_blueprint(a_role("helper")), a_snapshot(), Bindings()
    return Plan(
        **{
            "guild_id": GUILD,
            "guild_name": "Guild",
            "made_at": NOON,
            "basis": basis_of(blueprint, snapshot, bindings, None),
            "blueprint": blueprint,
            "blueprint_version": None,
            "requester": None,
            "changes": (),
            "steps": steps or (a_step(),),
            "findings": (),
            "access": (),
            "cost": Cost(
                writes=1,
                extra_writes=0,
                reads=1,
                seconds=1.0,
                role_creations=1,
                channel_creations=0,
                renames=0,
            ),
            "coverage": snapshot.coverage,
            "bindings": bindings,
            **fields,
        }
    )


def a_run(id: str = "run-1", plan: Plan | None = None, **fields: Any) -> Run:
    return Run(
        **{
            "id": RunId(id),
            "guild_id": GUILD,
            "plan_hash": (plan or a_plan()).hash,
            "state": RunState.QUEUED,
            "requested_by": "operator",
            "created_at": NOON,
            **fields,
        }
    )
