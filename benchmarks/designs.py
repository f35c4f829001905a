"""What a guild may be planned to become, from much the same to nothing of it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.structure.bindings import Bindings
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Key
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.structure import Structure
from benchmarks.guilds import Size, request_for, structure_of


def _all_new(size: Size) -> PlanRequest:
    """In a guild that has nothing but @everyone and the bot's own role."""
    request = request_for(size, structure_of(size))
    snapshot = request.snapshot
    facts = snapshot.role_facts
    roles = tuple(
        role for role in snapshot.structure.roles if role.key == EVERYONE or facts[role.key].managed
    )
    empty = replace(
        snapshot,
        structure=replace(snapshot.structure, roles=roles, channels=()),
        role_facts={role.key: facts[role.key] for role in roles},
        channel_facts={},
    )
    return replace(request, snapshot=empty, bindings=Bindings(frozenset()))


def _all_deleted(size: Size) -> PlanRequest:
    full = structure_of(size)
    return _deleting(
        request_for(size, replace(full, roles=(full.roles[0], full.roles[-1]), channels=()))
    )


def _turned_round(size: Size) -> PlanRequest:
    """Every overwrite allows what it denied, and denies what it allowed."""
    full = structure_of(size)
    return request_for(size, replace(full, channels=tuple(map(_inverted, full.channels))))


def _inverted(channel: Channel) -> Channel:
    access = {who: Overwrite(what.deny, what.allow) for who, what in channel.access.items()}
    return replace(channel, access=access)


def _half_replaced(size: Size) -> PlanRequest:
    """Every second channel is deleted, and another one made."""
    full = structure_of(size)
    channels = tuple(_replaced(n, channel) for n, channel in enumerate(full.channels))
    return _deleting(
        request_for(size, Structure(roles=full.roles, channels=display_order(channels)))
    )


def _replaced(n: int, channel: Channel) -> Channel:
    if n % 2 == 0 or channel.type is ChannelType.CATEGORY:
        return channel
    return replace(channel, key=Key(f"other-{channel.key}"), name=f"other-{channel.name}")


def _deleting(request: PlanRequest) -> PlanRequest:
    return replace(
        request,
        blueprint=replace(
            request.blueprint,
            unmanaged_roles=Unmanaged.DELETE,
            unmanaged_channels=Unmanaged.DELETE,
        ),
    )


DESIGNS: Mapping[str, Callable[[Size], PlanRequest]] = {
    "some of each otherwise": request_for,
    "all overwrites turned round": _turned_round,
    "half of the channels replaced": _half_replaced,
    "all new": _all_new,
    "all deleted": _all_deleted,
}
