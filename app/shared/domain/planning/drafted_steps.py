"""From a comparison to steps: every call a run will make, in an order that is safe."""

from app.shared.domain.planning.access_order import order_access
from app.shared.domain.planning.bot_sight import lose_sight_last
from app.shared.domain.planning.channel_order import channel_order, draft_channel_order
from app.shared.domain.planning.channel_steps import draft_channels
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.delete_steps import draft_deletes
from app.shared.domain.planning.drafting import Draft
from app.shared.domain.planning.guild_steps import draft_guild
from app.shared.domain.planning.role_steps import draft_roles
from app.shared.domain.planning.rule_steps import draft_rules
from app.shared.domain.planning.sequencing import steps_of
from app.shared.domain.planning.steps import Step


def steps_for(comparison: Comparison) -> tuple[Step, ...]:
    """The fewest calls that bring the changes about, and what must be done before what."""
    draft = Draft(comparison)
    order = channel_order(comparison)
    draft_roles(draft)
    draft_channels(draft, order)
    draft_channel_order(draft, order)
    draft_guild(draft)
    draft_rules(draft)
    order_access(draft, draft_deletes(draft))
    lose_sight_last(draft)
    return steps_of(draft.agenda)
