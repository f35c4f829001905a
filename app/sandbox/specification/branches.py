"""Which branch of a request's union is meant, where only the world can tell."""

from collections.abc import Mapping

from app.sandbox.exchange.stored import Stored

_GROUP_DM, _DM = 3, 1
_THREADS = frozenset({10, 11, 12})
_THREAD_ONLY = frozenset({15, 16})
_AUTOMOD = {
    1: "KeywordUpsertRequestPartial",
    3: "MLSpamUpsertRequestPartial",
    4: "DefaultKeywordListUpsertRequestPartial",
    5: "MentionSpamUpsertRequestPartial",
    6: "UserProfileUpsertRequestPartial",
}
_EVENTS = {
    1: "StageScheduledEventPatchRequestPartial",
    2: "VoiceScheduledEventPatchRequestPartial",
    3: "ExternalScheduledEventPatchRequestPartial",
}


def branch_of(
    operation: str, params: Mapping[str, str], body: object, stored: Stored
) -> str | None:
    """The name of the schema, None where the union may stay as it is.

    `operation` as in "PATCH /channels/{channel_id}", with the document's own placeholders.
    """
    match operation:
        case "PATCH /channels/{channel_id}":
            return _channel_edit(stored.channel_type(_id(params, "channel_id")))
        case "POST /channels/{channel_id}/invites":
            is_group = stored.channel_type(_id(params, "channel_id")) == _GROUP_DM
            return "CreateGroupDMInviteRequest" if is_group else "CreateGuildInviteRequest"
        case "POST /channels/{channel_id}/threads":
            is_forum = stored.channel_type(_id(params, "channel_id")) in _THREAD_ONLY
            return (
                "CreateForumThreadRequest" if is_forum else "CreateTextThreadWithoutMessageRequest"
            )
        case "PATCH /guilds/{guild_id}/auto-moderation/rules/{rule_id}":
            trigger = _value(body, "trigger_type")
            if trigger is None:
                trigger = stored.automod_trigger(_id(params, "rule_id"))
            return _AUTOMOD.get(trigger or 0)
        case "PATCH /guilds/{guild_id}/scheduled-events/{guild_scheduled_event_id}":
            return _EVENTS.get(_value(body, "entity_type") or 0)
        case "POST /webhooks/{webhook_id}/{webhook_token}":
            return "IncomingWebhookRequestPartial"
    return None


def _channel_edit(channel_type: int | None) -> str:
    if channel_type in _THREADS:
        return "UpdateThreadRequestPartial"
    if channel_type == _DM:
        return "UpdateDMRequestPartial"
    if channel_type == _GROUP_DM:
        return "UpdateGroupDMRequestPartial"
    return "UpdateGuildChannelRequestPartial"


def _id(params: Mapping[str, str], name: str) -> int:
    text = params.get(name, "")
    return int(text) if text.isascii() and text.isdigit() else 0


def _value(body: object, key: str) -> int | None:
    found = body.get(key) if isinstance(body, dict) else None
    return found if isinstance(found, int) else None
