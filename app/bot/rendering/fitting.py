"""Words where Discord has little room, which another language may need more of: cut, since one word
too many would have the whole message refused."""

from typing import Any

LONGEST_LABEL = 80
LONGEST_OPTION = 100
LONGEST_PLACEHOLDER = 150
LONGEST_DESCRIPTION = 100
"""Of a command and its options."""
LONGEST_FIELD = 45
"""The label of a field to type in, and the title of a form."""


def fitted(part: dict[str, Any], longest_label: int = LONGEST_LABEL) -> dict[str, Any]:
    """The part of a message, and those inside of it, with labels that have their room."""
    cut = dict(part)
    for field, longest in (("label", longest_label), ("placeholder", LONGEST_PLACEHOLDER)):
        if field in cut:
            cut[field] = fitting(cut[field], longest)
    if "components" in cut:
        cut["components"] = [fitted(one) for one in cut["components"]]
    if "options" in cut:
        cut["options"] = [fitted(one, LONGEST_OPTION) for one in cut["options"]]
    if "accessory" in cut:
        cut["accessory"] = fitted(cut["accessory"])
    return cut


def fitting(text: str, longest: int) -> str:
    return text if len(text) <= longest else f"{text[: longest - 1]}…"
