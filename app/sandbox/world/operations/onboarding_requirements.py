"""What onboarding needs before it may be on."""

from app.sandbox.world.channels import Channel
from app.sandbox.world.community import Onboarding
from app.sandbox.world.guild import Guild
from app.sandbox.world.permissions import Permission
from app.sandbox.world.refusals import Refusal

MIN_DEFAULT_CHANNELS = 7
MIN_WRITABLE_CHANNELS = 5
_WRITABLE = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES


def require_enough(guild: Guild, wanted: Onboarding, *, was_enabled: bool) -> None:
    """350000 when it is being switched on, 350001 when it is on and would fall below.

    That it needs COMMUNITY is an assumption: the client offers it to communities only.
    """
    if not wanted.enabled:
        return
    counted = _counted(guild, wanted)
    writable = [channel for channel in counted if _everyone_may_write(guild, channel)]
    if (
        "COMMUNITY" in guild.features
        and len(counted) >= MIN_DEFAULT_CHANNELS
        and len(writable) >= MIN_WRITABLE_CHANNELS
    ):
        return
    if was_enabled:
        raise Refusal(400, 350001, "Cannot update onboarding while below requirements")
    raise Refusal(400, 350000, "Cannot enable onboarding, requirements are not met")


def _counted(guild: Guild, wanted: Onboarding) -> list[Channel]:
    """Mode 1 counts the channels that prompts lead to as well."""
    ids = dict.fromkeys(wanted.default_channel_ids)
    if wanted.mode == 1:
        for prompt in wanted.prompts:
            for option in prompt.options:
                ids.update(dict.fromkeys(option.channel_ids))
    return [guild.channels[channel_id] for channel_id in ids]


def _everyone_may_write(guild: Guild, channel: Channel) -> bool:
    granted = guild.everyone.permissions
    overwrite = channel.overwrites.get(guild.id)
    if overwrite is not None:
        granted = (granted & ~overwrite.deny) | overwrite.allow
    return granted & _WRITABLE == _WRITABLE
