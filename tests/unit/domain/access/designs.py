"""A small design, and designs that differ from it in one thing."""

from dataclasses import replace

from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.order import display_order
from app.shared.domain.structure.roles import Role
from app.shared.domain.structure.structure import Structure
from tests.support.builders import a_channel, a_role, a_structure

CATEGORY = ChannelType.CATEGORY
DESK, HALL = Key("desk"), Key("hall")
BEFORE = a_structure(
    a_role("boss"),
    a_role("helper"),
    a_channel("news"),
    a_channel("desk", CATEGORY),
    a_channel("lobby", parent=DESK),
    a_channel("annex", parent=DESK),
    a_channel("hall", CATEGORY),
    a_channel("stage", parent=HALL),
    settings={"name": "Guild"},
)


def objects(*names: str) -> frozenset[str]:
    return frozenset(names)


def with_channel(key: str, **fields: object) -> Structure:
    """BEFORE with one channel changed, made or (by `gone`) deleted."""
    rest = [one for one in BEFORE.channels if one.key != key]
    if fields.pop("gone", False):
        return replace(BEFORE, channels=tuple(rest))
    found = BEFORE.channel_by_key.get(Key(key)) or a_channel(key)
    changed = replace(found, **fields)  # type: ignore[arg-type]
    if found.parent == changed.parent and found in BEFORE.channels:
        return replace(
            BEFORE, channels=tuple(changed if o.key == key else o for o in BEFORE.channels)
        )
    return replace(BEFORE, channels=display_order((*rest, changed)))


def with_roles(*roles: Role) -> Structure:
    return replace(BEFORE, roles=(*roles, BEFORE.everyone))


BOSS, HELPER = BEFORE.roles[0], BEFORE.roles[1]
ORDER_OF_DESK = replace(
    BEFORE,
    channels=tuple(
        BEFORE.channel_by_key[Key(k)] for k in ("news", "desk", "annex", "lobby", "hall", "stage")
    ),
)
ORDER_OF_CATEGORIES = replace(
    BEFORE,
    channels=tuple(
        BEFORE.channel_by_key[Key(k)] for k in ("news", "hall", "stage", "desk", "lobby", "annex")
    ),
)
