"""What may be said of an application command; names, options and choices with their limits."""

import unicodedata
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from app.sandbox.world.commands import NESTING, CommandType, OptionType
from app.sandbox.world.forms.reading import (
    Fields,
    Values,
    Wrong,
    bits,
    choice,
    flag,
    form,
    listed,
    number,
    or_none,
    snowflake,
    text,
)

MOST_OPTIONS = 25
MOST_CHOICES = 25
MOST_CHARACTERS = 8000

_LANGUAGES = """
id da de en-GB en-US es-ES es-419 fr hr it lt hu nl no pl pt-BR ro fi sv-SE vi tr cs el bg ru uk hi
th zh-CN ja zh-TW ko
"""
LOCALES = frozenset(_LANGUAGES.split())

_NUMBERS = frozenset({OptionType.INTEGER, OptionType.NUMBER})
_WITH_CHOICES = _NUMBERS | {OptionType.STRING}
_INDIC = ("DEVANAGARI", "THAI")


def is_command_name(name: str) -> bool:
    """`^[-_'\\p{L}\\p{N}\\p{sc=Deva}\\p{sc=Thai}]{1,32}$`, in lower case where there is one."""
    return 1 <= len(name) <= 32 and name == name.lower() and all(map(_may_be_in_a_name, name))


def _may_be_in_a_name(letter: str) -> bool:
    if letter in "-_'":
        return True
    if unicodedata.category(letter)[0] in "LN":
        return True
    return unicodedata.name(letter, "").startswith(_INDIC)


def _name(value: Any) -> str:
    if not isinstance(value, str):
        raise Wrong.of("STRING_TYPE_CONVERT", f'Could not interpret "{value}" as string.')
    if not 1 <= len(value) <= 32:
        raise Wrong.of("BASE_TYPE_BAD_LENGTH", "Must be between 1 and 32 in length.")
    if not is_command_name(value):
        raise Wrong.of("APPLICATION_COMMAND_INVALID_NAME", "Command name is invalid")
    return value


def _localized(reader: Callable[[Any], str]) -> Callable[[Any], dict[str, str]]:
    def read_localized(value: Any) -> dict[str, str]:
        if not isinstance(value, dict):
            raise Wrong.of("DICT_TYPE_CONVERT", "Only dictionaries may be used in a DictType")
        found, wrong = {}, {}
        for locale, translated in value.items():
            if locale not in LOCALES:
                message = f"Locale {locale} is not supported."
                wrong[str(locale)] = Wrong.of("ENUM_TYPE_COERCE", message).tree
                continue
            try:
                found[locale] = reader(translated)
            except Wrong as error:
                wrong[locale] = error.tree
        if wrong:
            raise Wrong(wrong)
        return found

    return read_localized


_DESCRIPTION = text(1, 100)


def _real(value: Any) -> float | int:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise Wrong.of("NUMBER_TYPE_COERCE", f'Value "{value}" is not a number.')
    if abs(value) > 1 << 53:
        message = "Number is outside of the range -2^53 to 2^53."
        raise Wrong.of("NUMBER_TYPE_MAX", message)
    return value


_CHOICE: Fields = {
    "name": text(1, 100),
    "name_localizations": or_none(_localized(text(1, 100))),
    "value": lambda value: value,
}

_OPTION: Fields = {
    "type": choice(*(int(each) for each in OptionType)),
    "name": _name,
    "name_localizations": or_none(_localized(_name)),
    "description": _DESCRIPTION,
    "description_localizations": or_none(_localized(_DESCRIPTION)),
    "required": or_none(flag),
    "autocomplete": or_none(flag),
    "choices": or_none(listed(form(_CHOICE, ("name", "value")), MOST_CHOICES)),
    "channel_types": or_none(listed(choice(*range(17)))),
    "min_value": or_none(_real),
    "max_value": or_none(_real),
    "min_length": or_none(number(0, 6000)),
    "max_length": or_none(number(1, 6000)),
    "options": or_none(lambda value: value),
}
_read_option = form(_OPTION, ("type", "name", "description"))

_INSIDE: Mapping[int | None, frozenset[OptionType]] = {
    None: frozenset(OptionType),
    OptionType.SUB_COMMAND_GROUP: frozenset({OptionType.SUB_COMMAND}),
    OptionType.SUB_COMMAND: frozenset(OptionType) - NESTING,
}


def options(value: Any) -> list[dict[str, Any]]:
    """A reader for forms: the options of a command, kept as Discord's answers show them."""
    return _options(value, None)


def _options(value: Any, holder: int | None) -> list[dict[str, Any]]:
    def read_option(each: Any) -> dict[str, Any]:
        return _option(each, holder)

    found: list[dict[str, Any]] = listed(read_option, MOST_OPTIONS)(value)
    names = [each["name"] for each in found]
    for index, each in enumerate(found):
        if names.index(each["name"]) < index:
            message = "Option name already exists"
            tree = Wrong.of("APPLICATION_COMMAND_OPTIONS_NAME_ALREADY_EXISTS", message).tree
            raise Wrong({str(index): {"name": tree}})
    _refuse_bad_order(found)
    kinds = {each["type"] in NESTING for each in found}
    if len(kinds) > 1:
        message = "Sub-commands and other options cannot be mixed"
        raise Wrong.of("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message)
    return found


def _refuse_bad_order(found: Sequence[Mapping[str, Any]]) -> None:
    optional = False
    for index, each in enumerate(found):
        if each["type"] in NESTING:
            continue
        if each.get("required") and optional:
            message = "Required options must be placed before non-required options"
            tree = Wrong.of("APPLICATION_COMMAND_OPTIONS_REQUIRED_INVALID", message).tree
            raise Wrong({str(index): tree})
        optional = optional or not each.get("required")


def _option(value: Any, holder: int | None) -> dict[str, Any]:
    read = _read_option(value)
    kind = OptionType(read["type"])
    if kind not in _INSIDE[holder]:
        message = f"An option of type {int(kind)} cannot stand here"
        tree = Wrong.of("APPLICATION_COMMAND_OPTIONS_TYPE_INVALID", message).tree
        raise Wrong({"type": tree})
    if kind in NESTING:
        inside = _nested(read.get("options") or [], kind)
        return {**_shown(read, ("type", "name", "description")), "options": inside}
    _refuse_misfits(read, kind)
    if read.get("choices"):
        read["choices"] = [_choice(index, each, kind) for index, each in enumerate(read["choices"])]
    return _shown(read, [key for key in _OPTION if key != "options"])


def _nested(value: Any, kind: OptionType) -> list[dict[str, Any]]:
    try:
        return _options(value, kind)
    except Wrong as wrong:
        raise Wrong({"options": wrong.tree}) from None


def _shown(read: Values, keys: Sequence[str]) -> dict[str, Any]:
    """Localizations are shown where they were sent; everything else that says nothing is not."""
    every = [*keys, "name_localizations", "description_localizations"]
    return {
        key: read[key]
        for key in dict.fromkeys(every)
        if read.get(key) is not None and read[key] is not False and read[key] != []
    }


def _refuse_misfits(read: Values, kind: OptionType) -> None:
    """Which settings go with which kind of option."""
    fitting = {
        "choices": kind in _WITH_CHOICES,
        "autocomplete": kind in _WITH_CHOICES,
        "channel_types": kind is OptionType.CHANNEL,
        "min_value": kind in _NUMBERS,
        "max_value": kind in _NUMBERS,
        "min_length": kind is OptionType.STRING,
        "max_length": kind is OptionType.STRING,
    }
    wrong: dict[str, Mapping[str, object]] = {}
    for key, fits in fitting.items():
        if read.get(key) not in (None, False, []) and not fits:
            message = f"An option of type {int(kind)} has no {key}"
            wrong[key] = Wrong.of("APPLICATION_COMMAND_OPTIONS_MISFIT", message).tree
    if read.get("choices") and read.get("autocomplete"):
        message = "Autocomplete cannot be used with choices"
        code = "APPLICATION_COMMAND_OPTIONS_AUTOCOMPLETE_CANNOT_BE_USED_WITH_CHOICES"
        wrong["autocomplete"] = Wrong.of(code, message).tree
    if wrong:
        raise Wrong(wrong)


def _choice(index: int, read: Values, kind: OptionType) -> dict[str, Any]:
    try:
        value = _choice_value(read["value"], kind)
    except Wrong as wrong:
        raise Wrong({"choices": {str(index): {"value": wrong.tree}}}) from None
    found = {"name": read["name"], "value": value}
    if read.get("name_localizations") is not None:
        found["name_localizations"] = read["name_localizations"]
    return found


def _choice_value(value: Any, kind: OptionType) -> str | int | float:
    if kind is OptionType.STRING:
        found: str = text(1, 100)(value)
        return found
    if kind is OptionType.INTEGER and not isinstance(value, int):
        raise Wrong.of("NUMBER_TYPE_COERCE", f'Value "{value}" is not int.')
    return _real(value)


def command_fields(type: CommandType) -> Fields:
    """Commands of menus have freer names, and neither description nor options."""
    is_slash = type is CommandType.CHAT_INPUT
    name = _name if is_slash else text(1, 32)
    return {
        "id": or_none(snowflake),
        "name": name,
        "name_localizations": or_none(_localized(name)),
        "description": or_none(_DESCRIPTION if is_slash else text(0, 0)),
        "description_localizations": or_none(_localized(_DESCRIPTION)),
        "options": or_none(options if is_slash else listed(form({}), 0)),
        "default_member_permissions": or_none(bits),
        "dm_permission": or_none(flag),
        "nsfw": or_none(flag),
        "contexts": or_none(listed(choice(0, 1, 2))),
        "integration_types": or_none(listed(choice(0, 1))),
        "type": or_none(choice(*(int(each) for each in CommandType))),
    }


def characters(thing: Mapping[str, Any]) -> int:
    """Names, descriptions and values of a command and all in it; of translations the longest."""
    counted = 0
    for key in ("name", "description"):
        said = [thing.get(key) or "", *(thing.get(f"{key}_localizations") or {}).values()]
        counted += max(map(len, said))
    if isinstance(thing.get("value"), str):
        counted += len(thing["value"])
    inside = [*(thing.get("options") or ()), *(thing.get("choices") or ())]
    return counted + sum(map(characters, inside))
