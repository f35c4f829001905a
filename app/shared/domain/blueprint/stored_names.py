"""What Discord makes of a name when it stores it.

Not documented; seen by many bots: names are trimmed, and the names of channels that hold text
become lower case, with dashes for blanks and without ASCII punctuation.
"""

import re

from app.shared.domain.structure.channels import TEXT_LIKE, ChannelType

_PUNCTUATION = re.compile(r"""[!"#$%&'()*+,./:;<=>?@\[\\\]^`{|}~]""")


def stored_channel_name(name: str, type: ChannelType) -> str:
    """Empty where Discord would keep nothing of it."""
    if type not in TEXT_LIKE:
        return name.strip()
    dashed = re.sub(r"\s+", "-", _PUNCTUATION.sub("", name.strip()).strip().lower())
    return re.sub(r"-{2,}", "-", dashed).strip("-")


def stored_role_name(name: str) -> str:
    return name.strip()
