"""Rules for sets of permission bits, in roles and in overwrites."""

from collections.abc import Iterator

from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.rules.references import id_problems, role_reference
from app.shared.domain.language.saying import say
from app.shared.domain.permissions.bits import names_of
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import Channel, Overwrite
from app.shared.domain.structure.identifiers import Target, target_role
from app.shared.domain.structure.structure import Structure

BITS_MAX = 2**63 - 1


def permission_problems(bits: int, path: Path) -> Iterator[Problem]:
    if not 0 <= bits <= BITS_MAX:
        yield Problem(
            what=say("A permission's number is out of range."),
            remedy=say("Numbers of unknown permissions run from 1 to 2^62."),
            path=path,
        )


def access_problems(structure: Structure, channel: Channel, path: Path) -> Iterator[Problem]:
    """`path` is the channel's `access`."""
    if len(channel.access) > limits.OVERWRITES:
        yield Problem(
            what=say("There are {number} entries.", number=len(channel.access)),
            remedy=say("A channel has at most {most}.", most=limits.OVERWRITES),
            path=path,
        )
    for target, overwrite in channel.access.items():
        yield from _target_problems(structure, target, (*path, target))
        yield from _overwrite_problems(overwrite, (*path, target))


def _target_problems(structure: Structure, target: Target, path: Path) -> Iterator[Problem]:
    role = target_role(target)
    if role is not None:
        yield from role_reference(structure, role, path)
    else:
        yield from id_problems(target.partition(":")[2], path)


def _overwrite_problems(overwrite: Overwrite, path: Path) -> Iterator[Problem]:
    yield from permission_problems(overwrite.allow, (*path, "allow"))
    yield from permission_problems(overwrite.deny, (*path, "deny"))
    both = overwrite.allow & overwrite.deny
    if both > 0:
        names = ", ".join(name.lower() for name in names_of(both))
        yield Problem(
            what=say("Allowed and denied at once: {names}.", names=names),
            remedy=say(
                "Keep it in `allow` or in `deny`; in neither it is left as it is elsewhere."
            ),
            path=path,
        )
