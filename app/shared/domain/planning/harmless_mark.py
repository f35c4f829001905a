"""A difference in overwrites that changes nothing for anybody: the bot allows itself what it has.

A channel is taken for synced with its category while their overwrites are equal. Discord's
documentation says that it then follows the category, an engineer of Discord's says that it does
not; one more overwrite of the bot's own keeps a channel out of that question.
"""

from collections.abc import Iterable
from types import MappingProxyType

from app.shared.domain.permissions.bits import ADMINISTRATOR, PERMISSIONS, VIEW_CHANNEL
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Access, Overwrite
from app.shared.domain.structure.identifiers import EVERYONE, Target, member_target

_ORDER = (VIEW_CHANNEL, *(p.value for p in PERMISSIONS if p.channel_types))


def bot_permissions(comparison: Comparison) -> int:
    """What the bot may do in the guild now; all bits for an administrator."""
    bot, live = comparison.snapshot.bot, comparison.live.role_by_key
    bits = live[EVERYONE].permissions
    for live_id in bot.roles:
        key = comparison.bindings.key_of(Kind.ROLE, int(live_id)) or live_id
        bits |= live[key].permissions if key in live else 0
    return ~0 if bot.owner or bits & ADMINISTRATOR else bits


def mark(comparison: Comparison, access: Access) -> tuple[Target, Overwrite]:
    """The bot's own overwrite that makes these overwrites unlike what they are now."""
    bot = member_target(comparison.snapshot.bot.user_id)
    own = access.get(bot, Overwrite())
    held = bot_permissions(comparison)
    usable = (bit for bit in _ORDER if bit & held & ~own.allow & ~own.deny)
    bit = next(usable, VIEW_CHANNEL)
    return bot, Overwrite(own.allow ^ bit, own.deny & ~bit)


def unlike(comparison: Comparison, access: Access, others: Iterable[Access]) -> Access:
    """These overwrites, marked where they would equal one of the others."""
    if all(access != other for other in others):
        return access
    target, overwrite = mark(comparison, access)
    return MappingProxyType({**access, target: overwrite})
