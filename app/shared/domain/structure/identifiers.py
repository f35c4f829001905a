"""Names for what identifies the parts of a guild.

A `Key` is ours and never changes; an id is Discord's and is unknown until the thing exists.
Keeping them apart is what lets a rename be an update instead of a delete and a create.
"""

from typing import NewType

GuildId = NewType("GuildId", int)
RoleId = NewType("RoleId", int)
ChannelId = NewType("ChannelId", int)
UserId = NewType("UserId", int)

Key = NewType("Key", str)
"""A stable name of ours for one role, channel, tag, rule, prompt or option.

Inside a `Structure` every reference is a key. The structure of a live guild as it was read
uses the decimal Discord id as key; `rekeyed` turns it into the blueprint's keys by bindings.
"""

EVERYONE = Key("everyone")
"""The key of the @everyone role, in every structure. Its Discord id is the guild's id."""

Target = NewType("Target", str)
"""Whom an overwrite is about: `role:<key>` or `member:<user id>`."""


def role_target(key: Key) -> Target:
    return Target(f"role:{key}")


def member_target(user_id: int) -> Target:
    return Target(f"member:{user_id}")


def target_role(target: Target) -> Key | None:
    """The role's key, or None when the overwrite is about a member."""
    kind, _, ref = target.partition(":")
    return Key(ref) if kind == "role" else None


def target_member(target: Target) -> UserId | None:
    """The member's user id, or None when the overwrite is about a role."""
    kind, _, ref = target.partition(":")
    return UserId(int(ref)) if kind == "member" else None
