"""The channels of a template."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

from app.shared.domain.blueprint.keys import key_from, unique_key
from app.shared.domain.language.saying import say
from app.shared.domain.structure.channels import Access, Channel, ChannelType, Overwrite, Tag
from app.shared.domain.structure.fields import SETTABLE_FLAGS, channel_fields
from app.shared.domain.structure.identifiers import Key, Target, role_target
from app.shared.domain.structure.order import display_order
from app.shared.infrastructure.files.template.loss import Losses
from app.shared.infrastructure.files.template.values import (
    Object,
    bits_in,
    emoji,
    has_own_emoji,
    reference,
    text,
    whole,
)

_ROLE_TYPES = ("role", 0, "0")


class TemplateChannels:
    """`channels` in display order; `keys` by the template's numbers."""

    def __init__(self, listed: list[Object], roles: Mapping[int, Key], losses: Losses) -> None:
        self._roles = roles
        self._losses = losses
        self.keys: dict[int, Key] = {}
        known = [channel for channel in listed if self._is_known(channel)]
        known.sort(key=lambda channel: whole(channel.get("position"), 0))
        for channel in known:
            wanted = key_from(text(channel["name"]), "channel")
            self.keys[reference(channel["id"])] = unique_key(wanted, self.keys.values())
        self.channels = display_order([self._channel(channel) for channel in known])

    def _is_known(self, channel: Object) -> bool:
        if channel["type"] in list(ChannelType):
            return True
        self._losses.add(
            "template_channel_type",
            say(
                'The channel "{channel}" is of a type that blueprints do not have.',
                channel=channel["name"],
            ),
            say("Make it by hand, where Discord still has such channels."),
        )
        return False

    def _channel(self, channel: Object) -> Channel:
        kind = ChannelType(channel["type"])
        parent = channel.get("parent_id")
        values = self._values(channel)
        has = {field.name for field in channel_fields(kind)}
        return Channel(
            key=self.keys[reference(channel["id"])],
            type=kind,
            name=text(channel["name"]),
            parent=None if parent is None else self.keys.get(reference(parent)),
            access=self._access(channel),
            **{name: value for name, value in values.items() if name in has},
        )

    def _values(self, channel: Object) -> dict[str, Any]:
        archive = channel.get("default_auto_archive_duration")
        order = channel.get("default_sort_order")
        reaction = channel.get("default_reaction_emoji")
        if has_own_emoji(reaction):
            self._lose_emoji(channel)
        return {
            "topic": text(channel.get("topic") or ""),
            "nsfw": bool(channel.get("nsfw")),
            "slowmode": whole(channel.get("rate_limit_per_user"), 0),
            "bitrate": whole(channel.get("bitrate"), 64000),
            "user_limit": whole(channel.get("user_limit"), 0),
            "region": channel.get("rtc_region"),
            "video_quality": whole(channel.get("video_quality_mode"), 1),
            "archive_after": None if archive is None else int(archive),
            "thread_slowmode": whole(channel.get("default_thread_rate_limit_per_user"), 0),
            "tags": self._tags(channel),
            "default_reaction": emoji(reaction, id_name="emoji_id", name="emoji_name"),
            "sort_order": None if order is None else int(order),
            "layout": whole(channel.get("default_forum_layout"), 0),
            "flags": whole(channel.get("flags"), 0) & SETTABLE_FLAGS,
        }

    def _tags(self, channel: Object) -> tuple[Tag, ...]:
        taken: list[Key] = []
        found: list[Tag] = []
        for tag in channel.get("available_tags") or ():
            name = text(tag["name"])
            key = unique_key(key_from(name, "tag"), taken)
            taken.append(key)
            if has_own_emoji(tag):
                self._lose_emoji(channel)
            found.append(
                Tag(
                    key=key,
                    name=name,
                    moderated=bool(tag.get("moderated")),
                    emoji=emoji(tag, id_name="emoji_id", name="emoji_name"),
                )
            )
        return tuple(found)

    def _access(self, channel: Object) -> Access:
        entries: dict[Target, Overwrite] = {}
        for overwrite in channel.get("permission_overwrites") or ():
            role = self._roles.get(reference(overwrite["id"]))
            if overwrite.get("type") not in _ROLE_TYPES or role is None:
                self._losses.add(
                    "template_overwrite",
                    say(
                        'An entry in the access of "{channel}" is about a member or a role '
                        "that the template does not have.",
                        channel=channel["name"],
                    ),
                    say("Add it by hand if it is still wanted."),
                )
                continue
            allow, deny = bits_in(overwrite, "allow"), bits_in(overwrite, "deny")
            self._losses.saw_granted(allow)
            entries[role_target(role)] = Overwrite(allow, deny)
        return MappingProxyType(entries)

    def _lose_emoji(self, channel: Object) -> None:
        self._losses.add(
            "template_emoji",
            say(
                'An emoji of the channel "{channel}" exists on the original server only.',
                channel=channel["name"],
            ),
            say("Choose another one."),
        )
