"""Sets a design against a snapshot."""

from collections.abc import Mapping
from dataclasses import replace

from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.channel_changes import channel_changes
from app.shared.domain.planning.channel_differences import DifferencesOnce, Differing
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.matching import Matching, match
from app.shared.domain.planning.part_changes import part_changes
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.planning.role_changes import role_changes
from app.shared.domain.planning.wanted_channels import ChannelSurroundings, wanted_channels
from app.shared.domain.planning.wanted_order import in_wanted_order
from app.shared.domain.planning.wanted_parts import remaining_rules, wanted_parts
from app.shared.domain.planning.wanted_roles import wanted_roles
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.community import AutomodRule
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from app.shared.domain.structure.rekeying import keyed_by_bindings
from app.shared.domain.structure.snapshot import Snapshot
from app.shared.domain.structure.structure import Structure


def compare(request: PlanRequest) -> Comparison:
    """All differences between the live guild and the design, `selected` not yet heeded."""
    matching = match(request)
    snapshot, bindings = request.snapshot, matching.bindings
    live = keyed_by_bindings(snapshot.structure, bindings)
    top = _bot_top(snapshot, bindings)
    base = _with_successors(live, snapshot, matching)
    wanted, for_coverage = _wanted(request, matching, live, base, top)
    differing = DifferencesOnce()
    return Comparison(
        live=live,
        wanted=wanted,
        blueprint=request.blueprint,
        snapshot=snapshot,
        bindings=bindings,
        changes=_changes(request, live, base, wanted, bindings, differing),
        differing_targets=differing,
        now=request.now,
        adopted=matching.adopted,
        unseen=matching.unseen,
        replaced=matching.replaced,
        type_kept=matching.type_kept,
        kept_for_coverage=for_coverage,
        bot_top=top,
    )


def _wanted(
    request: PlanRequest, matching: Matching, live: Structure, base: Structure, top: Key | None
) -> tuple[Structure, frozenset[Key]]:
    blueprint, snapshot = request.blueprint, request.snapshot
    managed = frozenset(
        matching.bindings.key_of(Kind.ROLE, int(key)) or key
        for key, facts in snapshot.role_facts.items()
        if facts.managed
    )
    roles = wanted_roles(blueprint, live.roles, managed, top)
    channels = wanted_channels(
        ChannelSurroundings(
            blueprint=blueprint,
            live=live,
            matching=matching,
            roles=frozenset(role_target(role.key) for role in roles),
            bot=snapshot.bot.user_id,
            sees_all=snapshot.coverage.sees_all_channels,
        )
    )
    kept_roles = {role.key for role in roles}
    parts = wanted_parts(
        blueprint,
        base,
        gone_channels=frozenset(live.channel_by_key.keys() - channels.by_key.keys()),
        gone_roles=frozenset(live.role_by_key.keys() - kept_roles),
        ours=matching.replaced_rules
        | {entry.key for entry in matching.bindings.of_kind(Kind.RULE)},
        unread=snapshot.coverage.unread,
    )
    structure = Structure(
        roles=roles,
        channels=in_wanted_order(channels.by_key, live.channels, blueprint),
        settings=parts.settings,
        welcome_screen=parts.welcome_screen,
        onboarding=parts.onboarding,
        automod=parts.automod,
    )
    return structure, channels.kept_for_coverage


def _changes(
    request: PlanRequest,
    live: Structure,
    base: Structure,
    wanted: Structure,
    bindings: Bindings,
    differing: Differing,
) -> tuple[Change, ...]:
    design, snapshot = request.blueprint.structure, request.snapshot
    role_facts = {
        bindings.key_of(Kind.ROLE, _id(k)) or k: f for k, f in snapshot.role_facts.items()
    }
    channel_facts = {
        bindings.key_of(Kind.CHANNEL, int(k)) or k: f for k, f in snapshot.channel_facts.items()
    }
    changes = (
        *role_changes(live, wanted, frozenset(design.role_by_key), role_facts),
        *channel_changes(
            live, wanted, frozenset(design.channel_by_key), channel_facts, request.now, differing
        ),
        *part_changes(live, wanted, _spoken(design, live, base), _remaining(live, wanted)),
    )
    return tuple(_with_loss(change, request.restored) for change in changes)


def _id(key: Key) -> int:
    return int(key) if key != EVERYONE else 0


def _with_loss(change: Change, restored: Mapping[str, str]) -> Change:
    loss = restored.get(change.id)
    return change if loss is None else replace(change, loses=f"{change.loses} {loss}".strip())


def _spoken(design: Structure, live: Structure, base: Structure) -> frozenset[str]:
    """The parts the design decides about, and those that must follow a replaced channel."""
    return frozenset(
        part
        for part in ("welcome_screen", "onboarding")
        if getattr(design, part) is not None or getattr(live, part) != getattr(base, part)
    )


def _remaining(live: Structure, wanted: Structure) -> tuple[AutomodRule, ...]:
    return remaining_rules(
        live.automod,
        frozenset(live.channel_by_key.keys() - wanted.channel_by_key.keys()),
        frozenset(live.role_by_key.keys() - wanted.role_by_key.keys()),
    )


def _with_successors(live: Structure, snapshot: Snapshot, matching: Matching) -> Structure:
    """The live parts, pointing to the successors of channels that must be made anew."""
    if not matching.replaced:
        return live
    old = {Binding(Kind.CHANNEL, key, int(id_)) for id_, key in matching.replaced.items()}
    return keyed_by_bindings(
        replace(snapshot.structure, roles=(), channels=()),
        Bindings(matching.bindings.entries | old),
    )


def _bot_top(snapshot: Snapshot, bindings: Bindings) -> Key | None:
    """The bot's highest role; roles run from top to bottom. An owner is bound by none."""
    if snapshot.bot.owner or snapshot.bot.user_id == snapshot.owner_id:
        return None
    for role in snapshot.structure.roles:
        if role.key in snapshot.bot.roles:
            return bindings.key_of(Kind.ROLE, int(role.key)) or role.key
    return EVERYONE
