"""Discord's ids as text in addresses and bodies."""

import re

SNOWFLAKE = r"^(0|[1-9][0-9]{0,18})$"
LARGEST_SNOWFLAKE = 2**63 - 1


def snowflake(text: str) -> int | None:
    """None for what is no id of Discord's."""
    if not re.fullmatch(SNOWFLAKE, text, re.ASCII) or int(text) > LARGEST_SNOWFLAKE:
        return None
    return int(text)
