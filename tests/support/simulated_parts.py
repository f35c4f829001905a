"""Discord's JSON for tags, welcome screens, onboardings and rules, read back into our values."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from app.shared.domain.structure.channels import Emoji, Tag
from app.shared.domain.structure.community import (
    AutomodAction,
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.shared.domain.structure.identifiers import Key

NewId = Callable[[], int]


def emoji_of(body: dict[str, Any] | None) -> Emoji | None:
    if body is None or (body["emoji_id"] is None and body["emoji_name"] is None):
        return None
    assert body["emoji_id"] is None or body["emoji_name"] is None
    number = body["emoji_id"]
    return Emoji(name=body["emoji_name"], id=None if number is None else int(number))


def tags_from(body: list[dict[str, Any]], old: tuple[Tag, ...], new_id: NewId) -> tuple[Tag, ...]:
    known = {tag.key for tag in old}
    found = []
    for entry in body:
        if "id" in entry:
            assert entry["id"] in known, "a tag id that is not there"
        key = Key(entry.get("id") or str(new_id()))
        found.append(
            Tag(key=key, name=entry["name"], moderated=entry["moderated"], emoji=emoji_of(entry))
        )
    return tuple(found)


def welcome_from(body: dict[str, Any], old: WelcomeScreen | None) -> WelcomeScreen:
    screen = old or WelcomeScreen(enabled=False)
    changes: dict[str, Any] = {k: v for k, v in body.items() if k in {"enabled", "description"}}
    if "welcome_channels" in body:
        changes["channels"] = tuple(
            WelcomeChannel(
                channel=Key(shown["channel_id"]),
                description=shown["description"],
                emoji=emoji_of(shown),
            )
            for shown in body["welcome_channels"]
        )
    return replace(screen, **changes)


def onboarding_from(body: dict[str, Any], old: Onboarding | None, new_id: NewId) -> Onboarding:
    known = {prompt.key: {o.key for o in prompt.options} for prompt in old.prompts} if old else {}
    prompts = []
    for entry in body["prompts"]:
        key = Key(entry["id"])
        options = known.get(key, set())
        if key not in known:
            key = Key(str(new_id()))
        prompts.append(
            Prompt(
                key=key,
                title=entry["title"],
                type=entry["type"],
                single_select=entry["single_select"],
                required=entry["required"],
                in_onboarding=entry["in_onboarding"],
                options=tuple(_option(o, options, new_id) for o in entry["options"]),
            )
        )
    return Onboarding(
        enabled=body["enabled"],
        mode=body["mode"],
        default_channels=tuple(Key(number) for number in body["default_channel_ids"]),
        prompts=tuple(prompts),
    )


def _option(body: dict[str, Any], known: set[Key], new_id: NewId) -> PromptOption:
    if "id" in body:
        assert body["id"] in known, "an option id that is not there"
    return PromptOption(
        key=Key(body.get("id") or str(new_id())),
        title=body["title"],
        description=body["description"],
        emoji=emoji_of(body),
        roles=tuple(Key(number) for number in body["role_ids"]),
        channels=tuple(Key(number) for number in body["channel_ids"]),
    )


def rule_from(body: dict[str, Any], old: AutomodRule | None, number: int) -> AutomodRule:
    rule = old or AutomodRule(key=Key(str(number)), name="", trigger=body["trigger_type"])
    changes: dict[str, Any] = {}
    for name, value in body.items():
        match name:
            case "trigger_type":
                assert old is None, "a trigger cannot be changed"
            case "name" | "enabled":
                changes[name] = value
            case "event_type":
                changes["event"] = value
            case "trigger_metadata":
                changes["metadata"] = value
            case "actions":
                changes["actions"] = tuple(_action(action) for action in value)
            case "exempt_roles" | "exempt_channels":
                changes[name] = frozenset(Key(item) for item in value)
            case _:
                raise AssertionError(f"a rule has no {name}")
    return replace(rule, **changes)


def _action(body: dict[str, Any]) -> AutomodAction:
    metadata = body["metadata"]
    channel = metadata.get("channel_id")
    return AutomodAction(
        type=body["type"],
        channel=None if channel is None else Key(channel),
        duration=metadata.get("duration_seconds"),
        message=metadata.get("custom_message"),
    )


def without_role(part: Any, number: int) -> Any:
    """What Discord leaves of a rule or an onboarding when a role goes."""
    if isinstance(part, AutomodRule):
        return replace(part, exempt_roles=part.exempt_roles - {Key(str(number))})
    if isinstance(part, Onboarding):
        return replace(
            part,
            prompts=tuple(
                replace(
                    prompt,
                    options=tuple(
                        replace(o, roles=tuple(key for key in o.roles if key != str(number)))
                        for o in prompt.options
                    ),
                )
                for prompt in part.prompts
            ),
        )
    return part


def without_channel(part: Any, number: int) -> Any:
    """What Discord leaves of a part when a channel goes."""
    gone = Key(str(number))
    if isinstance(part, AutomodRule):
        return replace(part, exempt_channels=part.exempt_channels - {gone})
    if isinstance(part, WelcomeScreen):
        return replace(part, channels=tuple(c for c in part.channels if c.channel != gone))
    if isinstance(part, Onboarding):
        return replace(
            part,
            default_channels=tuple(key for key in part.default_channels if key != gone),
            prompts=tuple(
                replace(
                    prompt,
                    options=tuple(
                        replace(o, channels=tuple(key for key in o.channels if key != gone))
                        for o in prompt.options
                    ),
                )
                for prompt in part.prompts
            ),
        )
    return part
