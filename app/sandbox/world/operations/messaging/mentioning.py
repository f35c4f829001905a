"""Whom a text calls, and whom it is allowed to."""

import re
from collections.abc import Iterable, Mapping
from typing import Any

from app.sandbox.world.guild import Guild
from app.sandbox.world.messages import Mentions
from app.sandbox.world.permissions import Permission
from app.sandbox.world.world import World

EVERYBODY = ("users", "roles", "everyone")
USERS_ONLY = ("users",)
"""What interactions and webhooks call where `allowed_mentions` is not sent."""

_USER = re.compile(r"<@!?([0-9]{1,20})>")
_ROLE = re.compile(r"<@&([0-9]{1,20})>")
_EVERYONE = re.compile(r"@(?:everyone|here)\b")


def mentions_in(
    world: World,
    guild: Guild,
    text: str,
    allowed: Mapping[str, Any] | None,
    held: int,
    otherwise: Iterable[str] = EVERYBODY,
) -> Mentions:
    """`held` are the author's permissions in the channel: calling everybody, or a role that is not
    mentionable, takes MENTION_EVERYONE.
    """
    parse = set(otherwise) if allowed is None else set(allowed.get("parse") or ())
    users = _allowed(_USER, text, "users", parse, allowed)
    roles = _allowed(_ROLE, text, "roles", parse, allowed)
    may_call_all = bool(held & Permission.MENTION_EVERYONE)
    return Mentions(
        tuple(each for each in users if each in world.users),
        tuple(
            each
            for each in roles
            if each in guild.roles and (may_call_all or guild.roles[each].mentionable)
        ),
        may_call_all and "everyone" in parse and _EVERYONE.search(text) is not None,
    )


def _allowed(
    pattern: re.Pattern[str],
    text: str,
    kind: str,
    parse: set[str],
    allowed: Mapping[str, Any] | None,
) -> list[int]:
    found = list(dict.fromkeys(int(each) for each in pattern.findall(text)))
    if kind in parse:
        return found
    named = (allowed or {}).get(kind) or ()
    return [each for each in found if each in named]
