"""A guild as Discord keeps it: what each call does to it. Kept apart from our own planning code.

Bodies are Discord's JSON, so a fake guild understands what the real one would.
"""

from collections.abc import Iterable
from copy import deepcopy
from datetime import UTC, datetime
from typing import Any

from app.shared.application.ports.guild_gateway import (
    AuditEntry,
    Call,
    CallForbidden,
    CallInvalid,
    ThingGone,
    Written,
)
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.fakes.guild_defaults import CHANNEL_DEFAULTS, ROLE_DEFAULTS, SETTING_DEFAULTS

DISCORD_EPOCH = datetime(2015, 1, 1, tzinfo=UTC)
ADMINISTRATOR = 8
AUDIT_TYPES = {
    Action.EDIT_GUILD: 1,
    Action.CREATE_CHANNEL: 10,
    Action.EDIT_CHANNEL: 11,
    Action.DELETE_CHANNEL: 12,
    Action.PUT_OVERWRITE: 13,
    Action.DELETE_OVERWRITE: 15,
    Action.CREATE_ROLE: 30,
    Action.EDIT_ROLE: 31,
    Action.DELETE_ROLE: 32,
    Action.ORDER_ROLES: 31,
    Action.CREATE_RULE: 140,
    Action.EDIT_RULE: 141,
    Action.DELETE_RULE: 142,
    Action.EDIT_ONBOARDING: 167,
}
"""By resources/audit-log; bulk channel orders and the welcome screen leave no reason there."""

Raw = dict[str, Any]


class FakeGuild:
    """One guild. The bot is its administrator with a role of its own on top of all others."""

    def __init__(self, id: GuildId, owner_id: UserId, bot_id: UserId, now: datetime) -> None:
        self.id = id
        self.owner_id = owner_id
        self.bot_id = bot_id
        self.now = now
        self.sync_children = False
        """Whether changing a category's overwrites changes its synced children: Discord's
        documentation and its engineers contradict each other."""
        self.hidden: set[int] = set()
        """Channels that the list does not show to the bot."""
        self._count = 0
        everyone = {**deepcopy(ROLE_DEFAULTS), "id": id, "name": "@everyone", "position": 0}
        self.roles: dict[int, Raw] = {id: everyone}
        self.channels: dict[int, Raw] = {}
        self.settings: Raw = deepcopy(SETTING_DEFAULTS)
        self.welcome_screen: Raw = {"enabled": False, "description": None, "welcome_channels": []}
        self.onboarding: Raw = {
            "enabled": False,
            "mode": 0,
            "default_channel_ids": [],
            "prompts": [],
        }
        self.rules: dict[int, Raw] = {}
        self.audit: list[AuditEntry] = []
        self.members: dict[UserId, set[int]] = {owner_id: set(), bot_id: set()}
        self.names: dict[UserId, str] = {}
        """What members are called; the others by their id."""
        self.timed_out: set[UserId] = set()
        bot_role = self.new_role({"name": "Bot", "permissions": str(ADMINISTRATOR)})
        self.roles[bot_role].update(managed=True, position=100)
        self.members[bot_id] = {bot_role}

    def new_id(self) -> int:
        self._count += 1
        milliseconds = int((self.now - DISCORD_EPOCH).total_seconds() * 1000)
        return (milliseconds << 22) + self._count

    def new_role(self, body: Raw) -> int:
        role = {**deepcopy(ROLE_DEFAULTS), **deepcopy(body), "id": self.new_id(), "position": 1}
        self.roles[role["id"]] = role
        return int(role["id"])

    def new_channel(self, body: Raw) -> int:
        channel = {**deepcopy(CHANNEL_DEFAULTS), **deepcopy(body), "id": self.new_id()}
        if channel.get("position") is None:
            channel["position"] = len(self.channels)
        self._tidy_channel(channel)
        self.channels[channel["id"]] = channel
        return int(channel["id"])

    def add_member(self, *roles: int) -> UserId:
        user = UserId(self.new_id())
        self.members[user] = set(roles)
        return user

    def apply(self, call: Call, reason: str) -> Written:
        """Do what Discord would do, or raise what the gateway would."""
        before = deepcopy(self._audited(call, call.object_id))
        created, parts = getattr(self, f"_{call.action.value}")(call)
        if call.action in AUDIT_TYPES:
            target = created or call.object_id
            after = self._audited(call, target)
            self.note(
                self.bot_id,
                AUDIT_TYPES[call.action],
                target,
                reason,
                changed=[key for key in before | after if before.get(key) != after.get(key)],
                overwrite_of=call.target_id,
            )
        return Written(created, tuple(parts))

    def _audited(self, call: Call, id: int | None) -> Raw:
        """What a call is about as it is now; empty where it is not there."""
        if call.action in {Action.PUT_OVERWRITE, Action.DELETE_OVERWRITE}:
            overwrites = self.channels.get(id or 0, {}).get("permission_overwrites", [])
            return next((one for one in overwrites if one["id"] == call.target_id), {})
        if call.action is Action.EDIT_GUILD:
            return self.settings
        if call.action is Action.EDIT_ONBOARDING:
            return self.onboarding
        things = {**self.roles, **self.channels, **self.rules}
        return {} if id is None else things.get(id, {})

    def note(
        self,
        user_id: UserId,
        action_type: int,
        target_id: int | None,
        reason: str = "",
        *,
        changed: Iterable[str] = (),
        overwrite_of: int | None = None,
    ) -> None:
        entry = AuditEntry(
            id=self.new_id(),
            user_id=user_id,
            action_type=action_type,
            target_id=target_id,
            reason=reason,
            at=self.now,
            user_name=self.names.get(user_id, ""),
            changed=frozenset(changed),
            overwrite_of=overwrite_of,
        )
        self.audit.insert(0, entry)

    def rank(self, role: Raw) -> tuple[bool, int, int]:
        """Greater is higher. On equal positions the older role is higher; @everyone is lowest."""
        return (role["id"] != self.id, role["position"], -role["id"])

    def _create_role(self, call: Call) -> tuple[int | None, list[int]]:
        return self.new_role(_object(call.body)), []

    def _edit_role(self, call: Call) -> tuple[int | None, list[int]]:
        role = self._role_below_bot(call.object_id)
        role.update(deepcopy(_object(call.body)))
        return None, []

    def _delete_role(self, call: Call) -> tuple[int | None, list[int]]:
        role = self._role_below_bot(call.object_id)
        if role["managed"] or role["id"] == self.id:
            raise CallInvalid("Invalid Role")
        self.drop_role(role["id"])
        return None, []

    def drop_role(self, id: int) -> None:
        """Its overwrites go with it, and so does its place in members and rules."""
        del self.roles[id]
        for channel in self.channels.values():
            overwrites = channel["permission_overwrites"]
            channel["permission_overwrites"] = [o for o in overwrites if o["id"] != id]
        for roles in self.members.values():
            roles.discard(id)
        for rule in self.rules.values():
            rule["exempt_roles"] = [r for r in rule["exempt_roles"] if r != id]
        for prompt in self.onboarding["prompts"]:
            for option in prompt["options"]:
                option["role_ids"] = [r for r in option["role_ids"] if r != id]

    def _order_roles(self, call: Call) -> tuple[int | None, list[int]]:
        entries = [(self._role_below_bot(entry["id"]), entry) for entry in _list(call.body)]
        for role, entry in entries:
            role["position"] = entry["position"]
        return None, []

    def _role_below_bot(self, id: Any) -> Raw:
        if id is None or (role := self.roles.get(int(id))) is None:
            raise ThingGone("Unknown Role")
        own = max((self.roles[r] for r in self.members[self.bot_id]), key=self.rank)
        if self.rank(role) >= self.rank(own):
            raise CallForbidden("Missing Permissions")
        return role

    def _create_channel(self, call: Call) -> tuple[int | None, list[int]]:
        channel_id = self.new_channel(_object(call.body))
        return channel_id, [tag["id"] for tag in self.channels[channel_id]["available_tags"]]

    def _edit_channel(self, call: Call) -> tuple[int | None, list[int]]:
        channel, before = self._channel(call.object_id), deepcopy(self._channel(call.object_id))
        body = deepcopy(_object(call.body))
        known = {tag["id"] for tag in channel["available_tags"]}
        for tag in body.get("available_tags", []):
            if tag.get("id") is not None and int(tag["id"]) not in known:
                raise CallInvalid("Unknown Tag")
        if "parent_id" in body:
            body.pop("position", None)
        channel.update(body)
        self._tidy_channel(channel)
        self._sync(before, channel)
        return None, [tag["id"] for tag in channel["available_tags"]]

    def _tidy_channel(self, channel: Raw) -> None:
        channel["parent_id"] = _id(channel["parent_id"])
        if channel["parent_id"] is not None:
            parent = self.channels.get(channel["parent_id"])
            if parent is None or parent["type"] != 4:
                raise CallInvalid("Category does not exist")
        channel["permission_overwrites"] = [
            _overwrite(one) for one in channel["permission_overwrites"] or []
        ]
        for tag in channel["available_tags"]:
            tag["id"] = _id(tag.get("id")) or self.new_id()

    def _sync(self, before: Raw, category: Raw) -> None:
        was, now = before["permission_overwrites"], category["permission_overwrites"]
        if not self.sync_children or category["type"] != 4 or _same(was, now):
            return
        for child in self.children(category["id"]):
            if _same(child["permission_overwrites"], was):
                child["permission_overwrites"] = deepcopy(now)

    def children(self, category: int) -> Iterable[Raw]:
        return [child for child in self.channels.values() if child["parent_id"] == category]

    def _delete_channel(self, call: Call) -> tuple[int | None, list[int]]:
        channel = self._channel(call.object_id)
        required = ("rules_channel_id", "public_updates_channel_id")
        if "COMMUNITY" in self.settings["features"] and channel["id"] in {
            _id(self.settings[name]) for name in required
        }:
            raise CallInvalid("Cannot delete a channel required for community guilds")
        self.drop_channel(channel["id"])
        return None, []

    def drop_channel(self, id: int) -> None:
        """A category's children stay, without a category; what pointed to it points nowhere."""
        del self.channels[id]
        for child in self.children(id):
            child["parent_id"] = None
        for name in self.settings:
            if name.endswith("_channel_id") and _id(self.settings[name]) == id:
                self.settings[name] = None
        for rule in self.rules.values():
            rule["exempt_channels"] = [c for c in rule["exempt_channels"] if c != id]
        defaults = self.onboarding["default_channel_ids"]
        self.onboarding["default_channel_ids"] = [c for c in defaults if c != id]
        for prompt in self.onboarding["prompts"]:
            for option in prompt["options"]:
                option["channel_ids"] = [c for c in option["channel_ids"] if c != id]

    def _order_channels(self, call: Call) -> tuple[int | None, list[int]]:
        entries = _list(call.body)
        moves = [
            entry
            for entry in entries
            if "parent_id" in entry
            and _id(entry["parent_id"]) != self._channel(entry["id"])["parent_id"]
        ]
        if len(moves) > 1:
            raise CallInvalid("Only one channel can change its parent (40009)")
        for entry in entries:
            channel = self._channel(entry["id"])
            if entry.get("position") is not None:
                channel["position"] = entry["position"]
            if "parent_id" in entry:
                channel["parent_id"] = _id(entry["parent_id"])
            if entry.get("lock_permissions") and channel["parent_id"] is not None:
                parent = self.channels[channel["parent_id"]]
                channel["permission_overwrites"] = deepcopy(parent["permission_overwrites"])
        return None, []

    def _channel(self, id: Any) -> Raw:
        if id is None or (channel := self.channels.get(int(id))) is None:
            raise ThingGone("Unknown Channel")
        return channel

    def _put_overwrite(self, call: Call) -> tuple[int | None, list[int]]:
        channel, before = self._channel(call.object_id), deepcopy(self._channel(call.object_id))
        body = _overwrite({**_object(call.body), "id": call.target_id})
        if body["type"] == 0 and body["id"] not in self.roles:
            raise ThingGone("Unknown Overwrite")
        others = [o for o in channel["permission_overwrites"] if o["id"] != body["id"]]
        channel["permission_overwrites"] = [*others, body]
        self._sync(before, channel)
        return None, []

    def _delete_overwrite(self, call: Call) -> tuple[int | None, list[int]]:
        channel, before = self._channel(call.object_id), deepcopy(self._channel(call.object_id))
        kept = [o for o in channel["permission_overwrites"] if o["id"] != call.target_id]
        if len(kept) == len(channel["permission_overwrites"]):
            raise ThingGone("Unknown Overwrite")
        channel["permission_overwrites"] = kept
        self._sync(before, channel)
        return None, []

    def _edit_guild(self, call: Call) -> tuple[int | None, list[int]]:
        self.settings.update(deepcopy(_object(call.body)))
        return None, []

    def _edit_welcome_screen(self, call: Call) -> tuple[int | None, list[int]]:
        self.welcome_screen.update(deepcopy(_object(call.body)))
        return None, []

    def _edit_onboarding(self, call: Call) -> tuple[int | None, list[int]]:
        body = deepcopy(_object(call.body))
        known = {part for prompt in self.onboarding["prompts"] for part in _ids_in(prompt)}
        parts: list[int] = []
        body["default_channel_ids"] = [int(c) for c in body.get("default_channel_ids", [])]
        for prompt in body.get("prompts", []):
            for option in prompt["options"]:
                option["role_ids"] = [int(role) for role in option["role_ids"]]
                option["channel_ids"] = [int(channel) for channel in option["channel_ids"]]
            for thing in (prompt, *prompt["options"]):
                given = _id(thing.get("id"))
                thing["id"] = given if given in known else self.new_id()
                parts.append(thing["id"])
        self.onboarding.update(body)
        return None, parts

    def _create_rule(self, call: Call) -> tuple[int | None, list[int]]:
        rule_id = self.new_id()
        empty = {"exempt_roles": [], "exempt_channels": [], "enabled": False}
        self.rules[rule_id] = {**empty, "id": rule_id}
        self._change_rule(rule_id, call)
        return rule_id, []

    def _edit_rule(self, call: Call) -> tuple[int | None, list[int]]:
        self._change_rule(self._rule(call.object_id), call)
        return None, []

    def _change_rule(self, id: int, call: Call) -> None:
        rule = self.rules[id]
        rule.update(deepcopy(_object(call.body)))
        rule["exempt_roles"] = [int(role) for role in rule["exempt_roles"]]
        rule["exempt_channels"] = [int(channel) for channel in rule["exempt_channels"]]

    def _delete_rule(self, call: Call) -> tuple[int | None, list[int]]:
        del self.rules[self._rule(call.object_id)]
        return None, []

    def _rule(self, id: int | None) -> int:
        if id not in self.rules or id is None:
            raise ThingGone("Unknown Rule")
        return id


def _object(body: Any) -> Raw:
    assert isinstance(body, dict), f"Discord wants an object here, not {body!r}"
    return body


def _list(body: Any) -> list[Raw]:
    assert isinstance(body, list), f"Discord wants a list here, not {body!r}"
    return body


def _id(value: Any) -> int | None:
    return None if value is None else int(value)


def _overwrite(body: Raw) -> Raw:
    return {
        "id": int(body["id"]),
        "type": int(body["type"]),
        "allow": int(body.get("allow") or 0),
        "deny": int(body.get("deny") or 0),
    }


def _same(one: list[Raw], other: list[Raw]) -> bool:
    return sorted(one, key=lambda o: int(o["id"])) == sorted(other, key=lambda o: int(o["id"]))


def _ids_in(prompt: Raw) -> list[int]:
    return [prompt["id"], *(option["id"] for option in prompt["options"])]
