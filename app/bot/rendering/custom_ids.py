"""What a button says when it is pressed: all that is needed to answer stands in it, so that it
works after any restart."""

from app.bot.rendering.limits import LONGEST_CUSTOM_ID

_OURS = "gw1"
"""With the version of the form: buttons of old messages are pressed for years."""


def custom_id(action: str, *args: str | int) -> str:
    """Raises ValueError for one that Discord or `parts_of` could not take: a fault of ours."""
    written = [action, *(str(arg) for arg in args)]
    whole = ":".join((_OURS, *written))
    if not action or any(":" in part for part in written) or len(whole) > LONGEST_CUSTOM_ID:
        raise ValueError(f"no custom id: {whole}")
    return whole


def parts_of(text: str) -> tuple[str, tuple[str, ...]] | None:
    """The action and its arguments. None for what is not ours."""
    ours, _, rest = text.partition(":")
    if ours != _OURS or not rest:
        return None
    action, *args = rest.split(":")
    return action, tuple(args)
