"""Switches the features that a guild may switch itself, COMMUNITY above all."""

from app.sandbox.world.actor import Actor
from app.sandbox.world.forms.reading import Values
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.rights import is_administrator
from app.sandbox.world.refusals import (
    Refusal,
    invalid_field,
    invalid_form,
    leaf,
    missing_permissions,
)
from app.sandbox.world.world import World

_FOR_ADMINISTRATORS = frozenset({"COMMUNITY", "DISCOVERABLE"})
_MUTABLE = _FOR_ADMINISTRATORS | {"INVITES_DISABLED", "RAID_ALERTS_DISABLED"}
_COMMUNITY_CHANNELS = ("rules_channel_id", "public_updates_channel_id")
_LOW_VERIFICATION = 1
_FILTER_FOR_ALL = 2


def apply_features(world: World, guild: Guild, actor: Actor, wanted: Guild, values: Values) -> None:
    """What is not mutable stays, whether it is in the list or not; it cannot be added."""
    sent = values.get("features")
    if sent is None:
        return
    for index, feature in enumerate(sent):
        if feature not in _MUTABLE and feature not in guild.features:
            raise invalid_field(f"features.{index}", "BASE_TYPE_CHOICES", "Not a mutable feature.")
    switched = (set(sent) ^ guild.features) & _MUTABLE
    if switched & _FOR_ADMINISTRATORS and not is_administrator(world, guild, actor):
        raise missing_permissions()
    wanted.features = (guild.features - _MUTABLE) | (set(sent) & _MUTABLE)
    if "COMMUNITY" in switched:
        _switch_community(world, wanted, values)
    if "DISCOVERABLE" in wanted.features and "COMMUNITY" not in wanted.features:
        raise _unavailable()


def require_community_whole(world: World, wanted: Guild) -> None:
    """A community keeps its two channels, and what its members are owed."""
    if "COMMUNITY" not in wanted.features:
        return
    missing = [key for key in _COMMUNITY_CHANNELS if getattr(wanted, key) is None]
    wrong = {key: leaf("BASE_TYPE_REQUIRED", "This field is required") for key in missing}
    if world.behaviour.community_needs_safety:
        if wanted.verification_level < _LOW_VERIFICATION:
            message = f"int value should be greater than or equal to {_LOW_VERIFICATION}."
            wrong["verification_level"] = leaf("NUMBER_TYPE_MIN", message)
        if wanted.explicit_content_filter != _FILTER_FOR_ALL:
            message = f"Value must be one of {{{_FILTER_FOR_ALL}}}."
            wrong["explicit_content_filter"] = leaf("BASE_TYPE_CHOICES", message)
    if wrong:
        raise invalid_form(wrong)


def _switch_community(world: World, wanted: Guild, values: Values) -> None:
    """Both channels come in the request that enables it, or it is refused misleadingly."""
    if "COMMUNITY" not in wanted.features:
        if world.behaviour.community_grants_news:
            wanted.features.discard("NEWS")
        return
    if any(values.get(key) is None for key in _COMMUNITY_CHANNELS):
        raise _unavailable()
    if world.behaviour.community_grants_news:
        wanted.features.add("NEWS")


def _unavailable() -> Refusal:
    return Refusal(403, 40006, "This feature has been temporarily disabled server-side")
