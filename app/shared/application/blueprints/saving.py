"""What saving a version is, whoever asks for it: limits held, one row of the trail, no twins."""

from dataclasses import dataclass, field
from typing import Any

from app.shared.application.access.gate import Gate, beyond_objects
from app.shared.application.blueprints.version_conflict import VersionConflict
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.trail import TrailEntry
from app.shared.application.ports.unit_of_work import UnitOfWork, VersionNotFound
from app.shared.domain.access.objects import outside_design
from app.shared.domain.access.rights import WHOLE_GUILD, Right
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.blueprint.differences import three_way_differences
from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import EVERYONE, GuildId
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure

NOTHING_YET = Blueprint(
    structure=Structure(roles=(Role(key=EVERYONE, name="@everyone", permissions=0),))
)
"""What the first version is compared with."""
_AT_THE_HOST = "cli"


@dataclass(frozen=True, kw_only=True)
class NewVersion:
    """A design that is to be the next version."""

    guild_id: GuildId
    blueprint: Blueprint
    text: str
    message: str
    actor: str
    origin: str
    action: str = "blueprint.saved"
    details: dict[str, Any] = field(default_factory=dict)


async def design_limits(gate: Gate, guild_id: GuildId, actor: str, origin: str) -> frozenset[str]:
    """The parts that the actor's right to design is limited to. At the command line the host's
    operator acts, in whoever's name. Raises AccessDenied, GuildNotFound."""
    if origin == _AT_THE_HOST:
        return WHOLE_GUILD
    return await gate.limits(guild_id, actor, Right.DESIGN)


def check_limits(limits: frozenset[str], before: BlueprintVersion | None, after: Blueprint) -> None:
    """Raises AccessDenied where more would change than the actor may design."""
    beyond = outside_design(limits, None if before is None else before.blueprint, after)
    if beyond:
        raise beyond_objects(Right.DESIGN, beyond)


async def check_expected(
    uow: UnitOfWork,
    guild_id: GuildId,
    latest: BlueprintVersion | None,
    expected: int | None,
    mine: Blueprint,
) -> None:
    """Raises VersionConflict where the latest version is another one than the author has seen.

    `expected` is None where that does not matter, and 0 where there should be none yet.
    """
    number = 0 if latest is None else latest.number
    if expected is None or expected == number:
        return
    if latest is None:
        raise VersionNotFound(
            say("There is no version {expected} of this server's design.", expected=expected),
            remedy=say("Reload to see the design as it is saved."),
        )
    base = NOTHING_YET
    if 0 < expected < number:
        base = (await uow.versions.get(guild_id, expected)).blueprint
    raise VersionConflict(latest, base, three_way_differences(base, mine, latest.blueprint), mine)


async def add_version(
    uow: UnitOfWork, clock: Clock, latest: BlueprintVersion | None, new: NewVersion
) -> BlueprintVersion:
    """The next version with its row of the trail; the latest one where it says just the same.
    Commits nothing. Raises Conflict where somebody else saved at the same moment."""
    if latest is not None and _is_same(latest, new):
        return latest
    version = BlueprintVersion(
        guild_id=new.guild_id,
        number=1 if latest is None else latest.number + 1,
        text=new.text,
        blueprint=new.blueprint,
        author=new.actor,
        message=new.message,
        saved_at=clock.now(),
    )
    await uow.versions.add(version)
    await uow.trail.add(
        TrailEntry(
            guild_id=version.guild_id,
            at=version.saved_at,
            actor=new.actor,
            origin=new.origin,
            action=new.action,
            subject=str(version.number),
            before=None if latest is None else {"version": latest.number},
            after={"version": version.number},
            details={"message": version.message, **new.details},
        )
    )
    return version


def _is_same(latest: BlueprintVersion, new: NewVersion) -> bool:
    """The text decides, and what it means: a newer program may read the same text otherwise."""
    return latest.text == new.text and latest.blueprint == new.blueprint
