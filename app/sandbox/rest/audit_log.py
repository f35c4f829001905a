"""/guilds/{id}/audit-logs."""

from app.sandbox.rest.call import Call
from app.sandbox.rest.incoming import Reply
from app.sandbox.rest.queries import query_number, query_snowflake
from app.sandbox.rest.routes import Routes
from app.sandbox.world.audit_log import AuditLogEntry
from app.sandbox.world.guild import Guild
from app.sandbox.world.operations.rights import require_in_guild
from app.sandbox.world.payloads.audit_log import audit_log_entry_payload
from app.sandbox.world.payloads.automod import automod_rule_payload
from app.sandbox.world.payloads.users import user_payload
from app.sandbox.world.payloads.webhooks import webhook_payload
from app.sandbox.world.permissions import Permission

routes = Routes()

MAX_PAGE = 100
DEFAULT_PAGE = 50


@routes.get("/guilds/{guild_id}/audit-logs")
def get_audit_log(call: Call) -> Reply:
    """Newest first; with `after`, oldest first."""
    guild = call.guild()
    require_in_guild(call.world, guild, call.actor(), Permission.VIEW_AUDIT_LOG)
    limit = query_number(call, "limit", 1, MAX_PAGE, otherwise=DEFAULT_PAGE)
    after = query_snowflake(call, "after")
    found = [entry for entry in guild.audit_log if _wanted(call, entry)]
    page = found[:limit] if after is not None else found[::-1][:limit]
    return Reply(body=_with_what_they_name(call, guild, page))


def _wanted(call: Call, entry: AuditLogEntry) -> bool:
    user_id, before = query_snowflake(call, "user_id"), query_snowflake(call, "before")
    after, action = query_snowflake(call, "after"), query_snowflake(call, "action_type")
    return (
        (user_id is None or entry.user_id == user_id)
        and (action is None or entry.action == action)
        and (before is None or entry.id < before)
        and (after is None or entry.id > after)
    )


def _with_what_they_name(call: Call, guild: Guild, page: list[AuditLogEntry]) -> dict[str, object]:
    named = {entry.user_id for entry in page}
    named |= {entry.target_id for entry in page if entry.target_id in call.world.users}
    targets = {entry.target_id for entry in page}
    return {
        "audit_log_entries": [audit_log_entry_payload(entry) for entry in page],
        "users": [
            user_payload(call.world.users[user_id])
            for user_id in sorted(filter(None, named))
            if user_id in call.world.users
        ],
        "auto_moderation_rules": [
            automod_rule_payload(rule)
            for rule in guild.automod_rules.values()
            if rule.id in targets
        ],
        "integrations": [],
        "webhooks": [
            webhook_payload(call.world, webhook, with_token=False)
            for webhook in guild.webhooks.values()
            if webhook.id in targets
        ],
        "guild_scheduled_events": [],
        "threads": [],
        "application_commands": [],
    }
