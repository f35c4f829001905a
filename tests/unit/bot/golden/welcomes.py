"""The message with which the bot comes into a guild, in its states."""

from collections.abc import Callable, Mapping
from datetime import UTC, datetime

from app.bot.guilds.welcome_message import welcome_message
from app.bot.rendering.message import Message
from app.bot.rendering.voice import Voice
from app.shared.application.access.admitting import refusal_of
from app.shared.application.guilds.bot_place import NEEDED, BotPlace, Lacking
from app.shared.application.guilds.welcome_guild import Welcome
from app.shared.domain.guilds.admission import AdmissionMode, AdmissionPolicy, Standing
from app.shared.domain.permissions.bits import BY_NAME
from tests.support.builders import GUILD
from tests.unit.bot.golden.hard_names import LONGEST, hard

_LACKING = tuple(Lacking(permission=BY_NAME[name], why=why) for name, why in NEEDED.items())
_AWAY = datetime(2026, 2, 1, tzinfo=UTC)


def welcomes(voice: Voice) -> Mapping[str, Callable[[], Message]]:
    well = _welcome(_place())
    poor = _welcome(_place(_LACKING, tuple(hard(number) for number in range(40))))
    return {
        "welcome": lambda: welcome_message(voice, GUILD, well),
        "welcome_back_with_much_to_do": lambda: welcome_message(voice, GUILD, poor, _AWAY),
        "welcome_waiting": lambda: welcome_message(voice, GUILD, _kept_out(Standing.WAITING)),
        "welcome_refused": lambda: welcome_message(voice, GUILD, _kept_out(Standing.REFUSED)),
    }


def _welcome(place: BotPlace) -> Welcome:
    return Welcome(guild_name=LONGEST, channel_id=1, place=place)


def _kept_out(standing: Standing) -> Welcome:
    policy = AdmissionPolicy(mode=AdmissionMode.APPROVAL, contact="W" * 200)
    refusal = refusal_of(standing, policy)
    return Welcome(guild_name=LONGEST, channel_id=1, place=_place(), refusal=refusal)


def _place(missing: tuple[Lacking, ...] = (), above: tuple[str, ...] = ()) -> BotPlace:
    return BotPlace(
        name="Wright",
        permissions=0,
        missing=missing,
        role_position=1,
        roles_above=above,
        fix_text="Do something." if missing or above else "",
    )
