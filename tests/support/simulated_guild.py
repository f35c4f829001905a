"""A guild that steps can be carried out on in any order, with Discord's rules read anew.

It shares no code with the planner: it takes the JSON of steps, refuses what Discord refuses, and
answers with a snapshot. Where Discord's sources conflict both behaviours can be chosen.
"""

from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import Any

from app.shared.domain.planning.steps import Action, Step
from app.shared.domain.structure.bindings import Bindings, Kind
from app.shared.domain.structure.channels import Channel, ChannelType, Overwrite
from app.shared.domain.structure.fields import CHANNEL_FIELDS, SETTING_CHANNELS, SETTING_FIELDS
from app.shared.domain.structure.identifiers import EVERYONE, Key, Target
from app.shared.domain.structure.roles import Colors, Role
from app.shared.domain.structure.snapshot import ChannelFacts, RoleFacts, Snapshot
from app.shared.domain.structure.structure import Structure
from tests.support.simulated_channels import (
    COMMUNITY_TYPES,
    Refused,
    SimulatedChannel,
    SimulatedRole,
    displayed,
)
from tests.support.simulated_parts import (
    emoji_of,
    onboarding_from,
    rule_from,
    tags_from,
    welcome_from,
    without_channel,
    without_role,
)


@dataclass
class SimulatedGuild:
    """`syncs`: a category's change reaches children with equal overwrites. `shifts`: a new role
    lands at 1 and moves all others up; otherwise it lands at 1 beside what is there.
    `strict_community`: some types of channels exist in communities only."""

    snapshot_before: Snapshot
    bindings: Bindings
    syncs: bool = True
    shifts: bool = True
    strict_community: bool = False
    roles: dict[int, SimulatedRole] = field(default_factory=dict)
    channels: dict[int, SimulatedChannel] = field(default_factory=dict)
    settings: dict[str, Any] = field(default_factory=dict)
    rules: dict[int, Any] = field(default_factory=dict)
    welcome: Any = None
    onboarding: Any = None
    next_id: int = 50_000
    writes: int = 0
    left_out: int = 0

    def __post_init__(self) -> None:
        shown = self.snapshot_before
        for role in shown.structure.roles:
            number = self._role_number(role.key)
            facts = shown.role_facts[Key(str(number))]
            self.roles[number] = SimulatedRole(number, role, facts.position, facts.managed)
        for channel in shown.structure.channels:
            self.channels[int(channel.key)] = SimulatedChannel(
                int(channel.key),
                channel,
                None if channel.parent is None else int(channel.parent),
                shown.channel_facts[channel.key].position,
                dict(channel.access),
            )
        self.settings = dict(shown.structure.settings)
        self.rules = {int(rule.key): rule for rule in shown.structure.automod or ()}
        self.welcome, self.onboarding = shown.structure.welcome_screen, shown.structure.onboarding

    def apply(self, step: Step) -> None:
        """Carry out one step, as a runner would."""
        if step.unless_already is not None and self._is_already(step):
            self.left_out += 1
            return
        self.writes += 1
        getattr(self, f"_{step.action}")(step)

    def _role_number(self, key: str) -> int:
        return self.snapshot_before.guild_id if key == EVERYONE else int(key)

    def resolve(self, value: Any) -> Any:
        """References become ids as text; what is not known is refused."""
        if isinstance(value, dict) and "$ref" in value:
            kind, _, key = value["$ref"].partition(":")
            if key == EVERYONE:
                return str(self.snapshot_before.guild_id)
            found = self.bindings.id_of(Kind(kind), Key(key))
            if found is None:
                raise Refused(f"nothing is bound to {value['$ref']}")
            return str(found)
        if isinstance(value, dict):
            return {name: self.resolve(item) for name, item in value.items()}
        if isinstance(value, list):
            return [self.resolve(item) for item in value]
        return value

    def _id_of(self, kind: Kind, key: Key) -> int:
        if kind is Kind.ROLE and key == EVERYONE:
            return self.snapshot_before.guild_id
        return self.bindings.id_of(kind, key) or int(key)

    def _new_id(self) -> int:
        self.next_id += 1
        return self.next_id

    def _is_already(self, step: Step) -> bool:
        if step.action is Action.ORDER_ROLES:
            assert step.unless_already is not None
            listed = [int(id_) for id_ in self.resolve(step.unless_already)["roles"]]
            by_rank = sorted(listed, key=lambda id_: self._rank(self.roles[id_]), reverse=True)
            return listed == by_rank
        channel = self.channels[self._id_of(Kind.CHANNEL, step.key)]
        assert step.unless_already is not None
        assert set(step.unless_already) == {"permission_overwrites"}
        wanted = self._overwrites(self.resolve(step.unless_already)["permission_overwrites"])
        return wanted == channel.overwrites

    def _create_role(self, step: Step) -> None:
        if self.shifts:
            for role in self.roles.values():
                role.position += role.position > 0
        number = self._new_id()
        body = self.resolve(step.body)
        self.roles[number] = SimulatedRole(number, Role(key=Key(str(number)), name="new role"), 1)
        self._set_role(self.roles[number], body)
        self.bindings = self.bindings.bind(Kind.ROLE, step.key, number)

    def _edit_role(self, step: Step) -> None:
        role = self.roles[self._id_of(Kind.ROLE, step.key)]
        self._require_below_bot(role)
        body = self.resolve(step.body)
        if role.id == self.snapshot_before.guild_id and set(body) != {"permissions"}:
            raise Refused("@everyone has nothing but permissions")
        self._set_role(role, body)

    def _set_role(self, role: SimulatedRole, body: dict[str, Any]) -> None:
        changes: dict[str, Any] = {}
        for name, value in body.items():
            if name == "permissions":
                changes[name] = int(value)
            elif name == "colors":
                changes[name] = Colors(
                    value["primary_color"], value["secondary_color"], value["tertiary_color"]
                )
            elif name in {"name", "hoist", "mentionable", "unicode_emoji"}:
                changes[name] = value
            else:
                raise Refused(f"a role has no {name}")
        role.value = replace(role.value, **changes)

    def _require_below_bot(self, role: SimulatedRole) -> None:
        if role.managed:
            raise Refused("a managed role is not ours")
        if self._rank(role) >= self._top():
            raise Refused("not below the bot")

    def _rank(self, role: SimulatedRole) -> tuple[int, int]:
        return (role.position, -role.id)

    def _top(self) -> tuple[int, int]:
        return max(self._rank(self.roles[int(key)]) for key in self.snapshot_before.bot.roles)

    def _delete_role(self, step: Step) -> None:
        role = self.roles[self._id_of(Kind.ROLE, step.key)]
        self._require_below_bot(role)
        del self.roles[role.id]
        for channel in self.channels.values():
            channel.overwrites.pop(Target(f"role:{role.id}"), None)
        self.rules = {key: without_role(rule, role.id) for key, rule in self.rules.items()}
        self.onboarding = without_role(self.onboarding, role.id)

    def _order_roles(self, step: Step) -> None:
        entries = [(int(entry["id"]), entry["position"]) for entry in self.resolve(step.body)]
        top = self._top()
        for number, position in entries:
            if self._rank(self.roles[number]) >= top or (position, -number) >= top or position < 1:
                raise Refused("a role can only be moved below the bot's own")
        for number, position in entries:
            self.roles[number].position = position

    def _create_channel(self, step: Step) -> None:
        body = self.resolve(step.body)
        number = self._new_id()
        made_type = ChannelType(body.pop("type"))
        if made_type in COMMUNITY_TYPES and self._is_no_community:
            raise Refused("only communities have such channels")
        position = body.pop("position", 1000)
        made = Channel(key=Key(str(number)), type=made_type, name="")
        self.channels[number] = SimulatedChannel(number, made, None, position, {})
        self._set_channel(self.channels[number], body)
        self.bindings = self.bindings.bind(Kind.CHANNEL, step.key, number)

    def _edit_channel(self, step: Step) -> None:
        channel = self.channels[self._id_of(Kind.CHANNEL, step.key)]
        body = self.resolve(step.body)
        if body.get("type") == ChannelType.ANNOUNCEMENT and self._is_no_community:
            raise Refused("only communities have announcements")
        before = dict(channel.overwrites)
        self._set_channel(channel, body)
        self._sync(channel, before)

    @property
    def _is_no_community(self) -> bool:
        return self.strict_community and not self.settings.get("community")

    def _sync(self, category: SimulatedChannel, before: dict[Target, Overwrite]) -> None:
        if not self.syncs or category.value.type is not ChannelType.CATEGORY:
            return
        for child in self.channels.values():
            if child.parent == category.id and child.overwrites == before:
                child.overwrites = dict(category.overwrites)

    def _set_channel(self, channel: SimulatedChannel, body: dict[str, Any]) -> None:
        if "type" in body:
            channel.convert(ChannelType(body["type"]))
        names = {field.api: field for field in CHANNEL_FIELDS}
        changes: dict[str, Any] = {}
        position = body.pop("position", None)
        if position is not None and "parent_id" not in body:
            channel.position = position
        for name, value in body.items():
            if name not in names or channel.value.type not in names[name].types:
                raise Refused(f"{channel.value.type!r} has no {name}")
            if name == "permission_overwrites":
                channel.overwrites = self._overwrites(value)
            elif name == "parent_id":
                self._move(channel, value)
            elif name != "type":
                changes[names[name].name] = self._read(name, value, channel)
        channel.value = replace(channel.value, **changes)

    def _read(self, name: str, value: Any, channel: SimulatedChannel) -> Any:
        match name:
            case "available_tags":
                return tags_from(value, channel.value.tags, self._new_id)
            case "default_reaction_emoji":
                return emoji_of(value)
            case "topic":
                return value or ""
        return value

    def _move(self, channel: SimulatedChannel, parent: str | None) -> None:
        if parent is not None:
            category = self.channels.get(int(parent))
            if category is None or category.value.type is not ChannelType.CATEGORY:
                raise Refused("the parent is no category")
        channel.parent = None if parent is None else int(parent)

    def _overwrites(self, entries: list[dict[str, Any]]) -> dict[Target, Overwrite]:
        if len(entries) > 100:
            raise Refused("more than 100 overwrites in one call")
        found: dict[Target, Overwrite] = {}
        for entry in entries:
            if entry["type"] == 0 and int(entry["id"]) not in self.roles:
                raise Refused("an overwrite of a role that is not there")
            found[self._target(entry["type"], int(entry["id"]))] = Overwrite(
                int(entry["allow"]), int(entry["deny"])
            )
        return found

    def _target(self, type: int, number: int) -> Target:
        if type == 1:
            return Target(f"member:{number}")
        return Target(f"role:{'everyone' if number == self.snapshot_before.guild_id else number}")

    def _put_overwrite(self, step: Step) -> None:
        channel = self.channels[self._id_of(Kind.CHANNEL, step.key)]
        before = dict(channel.overwrites)
        body = self.resolve(step.body)
        entry = {"id": self.resolve(step.target), **body}
        channel.overwrites |= self._overwrites([entry])
        self._sync(channel, before)

    def _delete_overwrite(self, step: Step) -> None:
        channel = self.channels[self._id_of(Kind.CHANNEL, step.key)]
        before = dict(channel.overwrites)
        number = int(self.resolve(step.target))
        for kind in (0, 1):
            channel.overwrites.pop(self._target(kind, number), None)
        self._sync(channel, before)

    def _delete_channel(self, step: Step) -> None:
        number = self._id_of(Kind.CHANNEL, step.key)
        required = (self.settings.get("rules_channel"), self.settings.get("updates_channel"))
        if self.settings.get("community") and str(number) in required:
            raise Refused("a community needs this channel")
        del self.channels[number]
        for child in self.channels.values():
            if child.parent == number:
                child.parent = None
        for name in SETTING_CHANNELS & self.settings.keys():
            if self.settings[name] == str(number):
                self.settings[name] = None
        self.rules = {key: without_channel(rule, number) for key, rule in self.rules.items()}
        self.onboarding = without_channel(self.onboarding, number)
        self.welcome = without_channel(self.welcome, number)

    def _order_channels(self, step: Step) -> None:
        entries = self.resolve(step.body)
        moves = [
            entry
            for entry in entries
            if "parent_id" in entry
            and entry["parent_id"] != self.channels[int(entry["id"])].parent_text
        ]
        if len(moves) > 1:
            raise Refused("40009: one parent change per call")
        for entry in entries:
            channel = self.channels[int(entry["id"])]
            assert entry["position"] >= 0
            channel.position = entry["position"]
            if "parent_id" in entry:
                self._move(channel, entry["parent_id"])

    def _edit_guild(self, step: Step) -> None:
        body = self.resolve(step.body)
        names = {field.api: field.name for field in SETTING_FIELDS}
        for api, value in body.items():
            if api == "features":
                on = "COMMUNITY" in value
                both = body.get("rules_channel_id") and body.get("public_updates_channel_id")
                if on and not self.settings.get("community") and not both:
                    raise Refused("40006: both channels in the same request")
                self.settings["community"] = on
            else:
                if names[api] in SETTING_CHANNELS and value is not None:
                    assert int(value) in self.channels
                self.settings[names[api]] = value

    def _edit_welcome_screen(self, step: Step) -> None:
        body = self.resolve(step.body)
        for shown in body.get("welcome_channels", []):
            assert int(shown["channel_id"]) in self.channels
        self.welcome = welcome_from(body, self.welcome)

    def _edit_onboarding(self, step: Step) -> None:
        body = self.resolve(step.body)
        made = onboarding_from(body, self.onboarding, self._new_id)
        for key in made.default_channels:
            assert int(key) in self.channels
        for prompt in made.prompts:
            for option in prompt.options:
                assert all(int(key) in self.channels for key in option.channels)
                assert all(int(key) in self.roles for key in option.roles)
        self.onboarding = made

    def _create_rule(self, step: Step) -> None:
        number = self._new_id()
        rule = rule_from(self.resolve(step.body), None, number)
        limit = {1: 6}.get(rule.trigger, 1)
        if sum(other.trigger == rule.trigger for other in self.rules.values()) >= limit:
            raise Refused("too many rules of this trigger")
        self.rules[number] = rule
        self.bindings = self.bindings.bind(Kind.RULE, step.key, number)

    def _edit_rule(self, step: Step) -> None:
        number = self._id_of(Kind.RULE, step.key)
        self.rules[number] = rule_from(self.resolve(step.body), self.rules[number], number)

    def _delete_rule(self, step: Step) -> None:
        del self.rules[self._id_of(Kind.RULE, step.key)]

    def snapshot(self) -> Snapshot:
        """The guild as it would be read over REST now."""
        roles = sorted(self.roles.values(), key=self._rank, reverse=True)
        everyone = self.snapshot_before.guild_id
        features = set(self.snapshot_before.features) - {"COMMUNITY"}
        if self.settings.get("community"):
            features.add("COMMUNITY")
        structure = Structure(
            roles=tuple(
                replace(role.value, key=EVERYONE if role.id == everyone else Key(str(role.id)))
                for role in roles
            ),
            channels=displayed(self.channels),
            settings=MappingProxyType(dict(self.settings)),
            welcome_screen=self.welcome,
            onboarding=self.onboarding,
            automod=tuple(self.rules[number] for number in sorted(self.rules)),
        )
        before = self.snapshot_before
        return replace(
            before,
            structure=structure,
            role_facts={
                Key(str(role.id)): RoleFacts(position=role.position, managed=role.managed)
                for role in roles
            },
            channel_facts={
                Key(str(channel.id)): ChannelFacts(position=channel.position)
                for channel in self.channels.values()
            },
            features=frozenset(features),
        )
