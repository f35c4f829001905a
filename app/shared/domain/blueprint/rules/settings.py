"""Rules for the server's settings."""

from collections.abc import Iterator

from app.shared.domain.blueprint.problems import Path, Problem
from app.shared.domain.blueprint.rules.locales import LOCALES
from app.shared.domain.blueprint.rules.references import channel_reference
from app.shared.domain.blueprint.rules.texts import line_problems
from app.shared.domain.blueprint.suggestions import did_you_mean
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure import limits
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.fields import SETTING_CHANNELS, SETTING_FIELDS
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.structure import Setting, Structure

_TEXT = frozenset({ChannelType.TEXT})
_SPOKEN = frozenset({ChannelType.TEXT, ChannelType.ANNOUNCEMENT})
_PURPOSES = {
    "afk_channel": (to_say("the AFK channel"), frozenset({ChannelType.VOICE})),
    "system_channel": (to_say("the system channel"), _SPOKEN),
    "rules_channel": (to_say("the rules channel"), _TEXT),
    "updates_channel": (to_say("the channel for Discord's updates"), _TEXT),
    "safety_alerts_channel": (to_say("the channel for safety alerts"), _SPOKEN),
}
_RANGES = {"verification": 4, "notifications": 1, "filter": 2}
_FLAGS_MAX = 2**31 - 1


def setting_problems(structure: Structure) -> Iterator[Problem]:
    names = [field.name for field in SETTING_FIELDS]
    for name, value in structure.settings.items():
        path: Path = ("settings", name)
        if name not in names:
            remedy = did_you_mean(name, names)
            yield Problem(
                what=say('There is no setting "{name}".', name=name), remedy=remedy, path=path
            )
        elif name in SETTING_CHANNELS:
            yield from _channel_problems(structure, name, value, path)
        else:
            yield from _value_problems(name, value, path)
    yield from _community_problems(structure)


def _channel_problems(
    structure: Structure, name: str, value: Setting, path: Path
) -> Iterator[Problem]:
    purpose, types = _PURPOSES[name]
    if isinstance(value, str):
        yield from channel_reference(structure, Key(value), path, purpose=say(purpose), types=types)
    elif value is not None:
        yield _unfit(name, path)


def _value_problems(name: str, value: Setting, path: Path) -> Iterator[Problem]:
    if name in ("name", "description"):
        yield from _text_problems(name, value, path)
    elif name == "locale":
        if value not in LOCALES:
            remedy = did_you_mean(str(value), LOCALES) or say("For example en-US, de or fr.")
            yield Problem(
                what=say('Discord has no locale "{value}".', value=value), remedy=remedy, path=path
            )
    elif name in ("boost_progress_bar", "community"):
        if not isinstance(value, bool):
            yield _unfit(name, path)
    elif isinstance(value, bool) or not isinstance(value, int):
        yield _unfit(name, path)
    else:
        yield from _number_problems(name, value, path)


def _text_problems(name: str, value: Setting, path: Path) -> Iterator[Problem]:
    if isinstance(value, str):
        what, least, most = {
            "name": (say("The server's name"), limits.GUILD_NAME_MIN, limits.GUILD_NAME_MAX),
            "description": (say("The server's description"), 1, limits.GUILD_DESCRIPTION),
        }[name]
        yield from line_problems(value, path, what, most, least)
    elif value is not None or name == "name":
        yield _unfit(name, path)


def _number_problems(name: str, value: int, path: Path) -> Iterator[Problem]:
    if name == "afk_timeout":
        if value not in limits.AFK_TIMEOUTS:
            yield Problem(
                what=say("This AFK time does not exist in Discord."),
                remedy=say("It is 1m, 5m, 15m, 30m or 1h."),
                path=path,
            )
    elif not 0 <= value <= _RANGES.get(name, _FLAGS_MAX):
        yield _unfit(name, path)


def _community_problems(structure: Structure) -> Iterator[Problem]:
    settings = structure.settings
    if settings.get("community") is not True:
        return
    for name in ("rules_channel", "updates_channel"):
        if name in settings and settings[name] is None:
            yield Problem(
                what=say("A community needs a {name}.", name=name),
                remedy=say("Name a text channel, or set `community: false`."),
                path=("settings", name),
            )


def _unfit(name: str, path: Path) -> Problem:
    return Problem(
        what=say("This is no value for {name}.", name=name),
        remedy=say("See the list of settings."),
        path=path,
    )
