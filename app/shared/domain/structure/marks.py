"""How a channel's name is written so that its kind shows: `#general`, `♪ Lounge`, `Community`."""

from app.shared.domain.structure.channels import VOICE_LIKE, ChannelType

_TEXT, _VOICE = "#", "♪ "
MARKS = (_TEXT, _VOICE)


def marked(name: str, type: ChannelType) -> str:
    if type is ChannelType.CATEGORY:
        return name
    return f"{_VOICE if type in VOICE_LIKE else _TEXT}{name}"
