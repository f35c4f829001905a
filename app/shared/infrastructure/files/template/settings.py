"""The settings of a template."""

from collections.abc import Mapping

from app.shared.domain.language.saying import say
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Setting
from app.shared.infrastructure.files.template.loss import Losses
from app.shared.infrastructure.files.template.values import Object, reference

_VALUES = {
    "verification": "verification_level",
    "notifications": "default_message_notifications",
    "filter": "explicit_content_filter",
    "locale": "preferred_locale",
    "afk_timeout": "afk_timeout",
    "system_messages": "system_channel_flags",
    "boost_progress_bar": "premium_progress_bar_enabled",
}
_CHANNELS = {
    "afk_channel": "afk_channel_id",
    "system_channel": "system_channel_id",
    "rules_channel": "rules_channel_id",
    "updates_channel": "public_updates_channel_id",
    "safety_alerts_channel": "safety_alerts_channel_id",
}


def template_settings(
    guild: Object, channels: Mapping[int, Key], losses: Losses
) -> dict[str, Setting]:
    """What the template speaks about; the rest is left alone."""
    settings: dict[str, Setting] = {
        name: guild[api] for name, api in _VALUES.items() if guild.get(api) is not None
    }
    for name, api in _CHANNELS.items():
        if api in guild:
            number = guild[api]
            settings[name] = None if number is None else channels.get(reference(number))
    if guild.get("icon_hash"):
        losses.add(
            "template_icon",
            say("The server's picture is not in the template."),
            say("Upload it in the server's settings."),
        )
    return settings
