"""What a role is made of."""

from dataclasses import dataclass

from app.shared.domain.structure.identifiers import Key


@dataclass(frozen=True, slots=True)
class Colors:
    """Role colours as 24-bit integers; 0 is Discord's "no colour".

    `secondary` makes a gradient, `tertiary` the holographic style (one fixed triple); both need
    the guild feature ENHANCED_ROLE_COLORS.
    """

    primary: int = 0
    secondary: int | None = None
    tertiary: int | None = None


HOLOGRAPHIC = Colors(11127295, 16759788, 16761760)
"""The only tertiary style Discord accepts (topics/permissions, role colors object)."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """One role. `permissions` keeps every bit, known to us or not."""

    key: Key
    name: str
    permissions: int = 0
    colors: Colors = Colors()
    hoist: bool = False
    mentionable: bool = False
    unicode_emoji: str | None = None
    """Shown beside the name; needs the guild feature ROLE_ICONS. Uploaded icons are left alone."""
