"""How much of what Discord allows a guild has used."""

from collections import Counter
from collections.abc import Mapping

from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.snapshot import Snapshot


def used_limits(snapshot: Snapshot) -> Mapping[str, tuple[int, int]]:
    """Used and most, by name. Channels the bot knows of but may not see count as well."""
    structure = snapshot.structure
    children = Counter(one.parent for one in structure.channels if one.parent is not None)
    found = {
        "roles": (len(structure.roles), limits.ROLES),
        "channels": (
            len(structure.channels) + len(snapshot.coverage.unseen_channels),
            limits.CHANNELS,
        ),
    }
    if any(one.type is ChannelType.CATEGORY for one in structure.channels):
        fullest = max(children.values(), default=0)
        found["category_children"] = (fullest, limits.CHANNELS_IN_CATEGORY)
    if structure.automod is not None:
        found["automod"] = (len(structure.automod), sum(limits.RULES_BY_TRIGGER.values()))
    return found
