"""Values that are lists: what comes, what goes, and what is otherwise inside of what stays."""

from abc import abstractmethod
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Protocol

from app.shared.application.rendering.spans import safe
from app.shared.application.rendering.values import duration, field_label, plain_text, shortened
from app.shared.domain.language.saying import say, to_say
from app.shared.domain.structure.identifiers import Key


class ThingNames(Protocol):
    """What roles and channels are called, with their marks."""

    @abstractmethod
    def role(self, key: Key) -> str: ...

    @abstractmethod
    def channel(self, key: Key) -> str: ...


_IDENTITIES = ("key", "channel")
"""By which field an entry is the same entry as before; `channel` on a welcome screen."""
_ROLES = frozenset({"roles", "exempt_roles"})
_CHANNELS = frozenset({"channels", "default_channels", "exempt_channels"})
_ACTIONS: Mapping[int, str] = {
    1: to_say("block the message"),
    2: to_say("send an alert"),
    3: to_say("time out"),
    4: to_say("block interactions"),
}

_OTHER_ACTION = to_say("action {number}")


def list_parts(
    field: str, before: Sequence[Any], after: Sequence[Any], names: ThingNames
) -> Iterator[tuple[str, str]]:
    """Parts without a label come (+) and go (−); one with a label stays and differs inside."""
    identity = _identity(field, [*before, *after])
    if identity is None:
        yield "", _signed(field, before, after, names)
        return
    old = {entry[identity]: entry for entry in before}
    new = {entry[identity]: entry for entry in after}
    coming = [entry for key, entry in new.items() if key not in old]
    going = [entry for key, entry in old.items() if key not in new]
    if coming or going:
        yield "", _signed(field, going, coming, names)
    for key, entry in new.items():
        if key in old and old[key] != entry:
            yield _entry(field, entry, names), _inside(old[key], entry, names)
    if [key for key in old if key in new] != [key for key in new if key in old]:
        yield "", say("another order")


def _identity(field: str, entries: Sequence[Any]) -> str | None:
    if field == "actions" or not all(isinstance(entry, Mapping) for entry in entries):
        return None
    return next((name for name in _IDENTITIES if all(name in entry for entry in entries)), None)


def _inside(old: Mapping[str, Any], new: Mapping[str, Any], names: ThingNames) -> str:
    parts = []
    for name in new:
        was, will = old.get(name), new[name]
        if was == will:
            continue
        label = field_label(name)
        if isinstance(was, list) and isinstance(will, list):
            parts += [
                f"{inner} ({text})" if inner else f"{label} {text}"
                for inner, text in list_parts(name, was, will, names)
            ]
        else:
            parts.append(f"{label} {_value(was)} → {_value(will)}")
    return "; ".join(parts)


def _value(value: Any) -> str:
    """An emoji by its name; everything else as it is anywhere."""
    if isinstance(value, Mapping) and "name" in value:
        return safe(str(value["name"] or value.get("id")))
    return plain_text(value)


def _signed(field: str, before: Sequence[Any], after: Sequence[Any], names: ThingNames) -> str:
    coming = [_entry(field, one, names) for one in after if one not in before]
    going = [_entry(field, one, names) for one in before if one not in after]
    if not coming and not going:
        return say("another order")
    signed = [(sign, entries) for sign, entries in (("+", coming), ("−", going)) if entries]
    return "  ".join(f"{sign}{shortened(entries)}" for sign, entries in signed)


def _entry(field: str, value: Any, names: ThingNames) -> str:
    if field == "actions":
        return _action(value, names)
    if isinstance(value, Mapping):
        if "channel" in value and "title" not in value:
            return names.channel(Key(value["channel"]))
        return safe(str(value.get("title") or value.get("name") or plain_text(value)))
    if field in _ROLES:
        return names.role(Key(str(value)))
    if field in _CHANNELS:
        return names.channel(Key(str(value)))
    return safe(str(value))


def _action(action: Mapping[str, Any], names: ThingNames) -> str:
    said = say(_ACTIONS.get(action["type"], _OTHER_ACTION), number=action["type"])
    if action.get("channel") is not None:
        channel = names.channel(Key(action["channel"]))
        said = say("{action} to {channel}", action=said, channel=channel)
    if action.get("duration"):
        said = say("{action} for {time}", action=said, time=duration(action["duration"]))
    if action.get("message"):
        message = plain_text(action["message"])
        said = say("{action} and say {message}", action=said, message=message)
    return said
