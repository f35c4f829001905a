"""How Discord writes the names of channels."""

import re
import string

from app.sandbox.world.channels import TEXT_LIKE, ChannelType

_DROPPED = re.compile(f"[{re.escape(string.punctuation.replace('-', '').replace('_', ''))}]")
_BLANKS_AND_DASHES = re.compile(r"[\s-]+")


def stored_name(name: str, type: ChannelType) -> str:
    """Text-like channels: lower case, dashes for blanks, no ASCII punctuation but - and _.

    That runs of dashes become one and that none stands at an end is an assumption.
    """
    if type not in TEXT_LIKE:
        return name
    kept = _DROPPED.sub("", name.lower())
    return _BLANKS_AND_DASHES.sub("-", kept).strip("-")
