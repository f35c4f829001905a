"""How roles are written."""

from app.shared.domain.blueprint.rules.standing import ORDER
from app.shared.domain.language.saying import to_say
from app.shared.domain.structure import limits
from app.shared.domain.structure.roles import Colors
from app.shared.infrastructure.files.forms.bits import PERMISSION_BITS
from app.shared.infrastructure.files.forms.containers import Fields, Line, ListOf
from app.shared.infrastructure.files.forms.look import ColorForm, UnicodeEmojiForm
from app.shared.infrastructure.files.forms.references import KeyForm
from app.shared.infrastructure.files.forms.text import Flag, Maybe, Text, Word

ROLE_FALLBACK = "role"

IGNORABLE_OF_ROLES = Word(
    {
        "name": "name",
        "permissions": "permissions",
        "color": "colors",
        "hoist": "hoist",
        "mentionable": "mentionable",
        "emoji": "unicode_emoji",
        ORDER: ORDER,
    }
)

ROLE = Fields(
    to_say("A role"),
    (
        Line(
            word="name",
            attribute="name",
            form=Text(limits.ROLE_NAME),
            help=to_say("What people see, at most 100 characters."),
        ),
        Line(
            word="key",
            attribute="key",
            form=KeyForm(),
            default=None,
            help="The role's key, unique among roles. It stays when the name changes.",
            default_help="made from the name",
        ),
        Line(
            word="color",
            attribute="colors",
            form=ColorForm(),
            default=Colors(),
            help='A colour ("#e4935a"), a gradient of two, `holographic` or `none`.',
            default_help="none",
        ),
        Line(
            word="hoist",
            attribute="hoist",
            form=Flag(),
            default=False,
            help="Whether its members are shown apart in the member list.",
            default_help="false",
        ),
        Line(
            word="mentionable",
            attribute="mentionable",
            form=Flag(),
            default=False,
            help="Whether everybody may mention it.",
            default_help="false",
        ),
        Line(
            word="emoji",
            attribute="unicode_emoji",
            form=Maybe(UnicodeEmojiForm()),
            default=None,
            help="A unicode emoji beside the name; needs a boosted server.",
            default_help="none",
        ),
        Line(
            word="permissions",
            attribute="permissions",
            form=PERMISSION_BITS,
            default=0,
            help="What the role adds to the permissions of @everyone, by Discord's API names.",
            default_help="nothing",
        ),
        Line(
            word="ignore",
            attribute="ignore",
            form=ListOf(IGNORABLE_OF_ROLES),
            default=(),
            help="Fields of this role that are left to humans.",
            default_help="none",
        ),
        Line(
            word="protect",
            attribute="protect",
            form=Flag(),
            default=False,
            help="Whether it must never be deleted.",
            default_help="false",
        ),
    ),
)

EVERYONE_ROLE = Fields(
    "`everyone`",
    (
        Line(
            word="permissions",
            attribute="permissions",
            form=PERMISSION_BITS,
            default=0,
            help="What everybody on the server may do.",
            default_help="nothing",
        ),
        Line(
            word="ignore",
            attribute="ignore",
            form=ListOf(Word({"permissions": "permissions"})),
            default=(),
            help="`[permissions]` leaves them to humans.",
            default_help="none",
        ),
    ),
)
