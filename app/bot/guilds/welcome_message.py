"""The message with which the bot comes into a guild: what it needs, or whom to ask."""

from collections.abc import Iterable
from datetime import datetime

from app.bot.rendering import parts
from app.bot.rendering.escaping import name, prose, shortened
from app.bot.rendering.message import Message, Part
from app.bot.rendering.parts import Accent
from app.bot.rendering.times import ago
from app.bot.rendering.voice import Voice
from app.shared.application.guilds.bot_place import BotPlace
from app.shared.application.guilds.welcome_guild import Welcome
from app.shared.domain.errors import Forbidden
from app.shared.domain.structure.identifiers import GuildId

_NAMED_ROLES = 5
_LONGEST_NAME = 60


def welcome_message(
    voice: Voice, guild_id: GuildId, welcome: Welcome, away_since: datetime | None = None
) -> Message:
    """`away_since`: the bot was here before, and what was kept then is still there."""
    if welcome.refusal is not None:
        return _refused(voice, welcome.refusal)
    words = voice.words
    back = None if away_since is None else parts.text(words.welcome_back(ago(away_since)))
    return Message(
        components=(
            parts.container(
                Accent.CREATE if not welcome.place.fix_text else Accent.CHANGE,
                parts.text(f"## {words.welcome_title}\n{words.welcome_intro}"),
                back,
                parts.separator(),
                parts.text("\n".join(_checklist(voice, welcome.place))),
                parts.row(parts.link(words.open_web, voice.links.overview(guild_id))),
            ),
        )
    )


def _refused(voice: Voice, refusal: Forbidden) -> Message:
    title = parts.text(f"## {voice.words.welcome_not_yet}")
    said: Part = parts.text(f"{prose(refusal.message)}\n{prose(refusal.remedy)}")
    return Message(components=(parts.container(Accent.REMOVE, title, said),))


def _checklist(voice: Voice, place: BotPlace) -> Iterable[str]:
    words = voice.words
    yield f"**{words.welcome_checklist}**"
    for one in place.missing:
        yield f"▢ {words.welcome_missing(one.permission.label, prose(one.why))}"
    if not place.missing:
        yield f"✓ {words.welcome_rights_there}"
    if place.roles_above:
        named = [name(shortened(one, _LONGEST_NAME)) for one in place.roles_above[:_NAMED_ROLES]]
        more = len(place.roles_above) - len(named)
        yield f"▢ {words.welcome_role_low(', '.join(named), more)}"
    else:
        yield f"✓ {words.welcome_role_high}"
