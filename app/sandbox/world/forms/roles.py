"""What may be said of a role."""

from app.sandbox.world.forms.images import image_hash
from app.sandbox.world.forms.reading import (
    Fields,
    bits,
    flag,
    form,
    number,
    or_none,
    snowflake,
    text,
)

_COLOR = number(0, 0xFF_FFFF)

ROLE_FIELDS: Fields = {
    "name": or_none(text(1, 100)),
    "permissions": or_none(bits),
    "color": or_none(_COLOR),
    "colors": or_none(
        form(
            {
                "primary_color": or_none(_COLOR),
                "secondary_color": or_none(_COLOR),
                "tertiary_color": or_none(_COLOR),
            }
        )
    ),
    "hoist": or_none(flag),
    "mentionable": or_none(flag),
    "icon": or_none(image_hash),
    "unicode_emoji": or_none(text(1, 100)),
}

ROLE_POSITION_FIELDS: Fields = {
    "id": snowflake,
    "position": or_none(number(0, 100_000)),
}
