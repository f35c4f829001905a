"""Every action of a plan as the request that carries it out."""

from collections.abc import Mapping
from typing import NamedTuple

from app.shared.application.ports.guild_gateway import Call, CallInvalid
from app.shared.domain.language.saying import say
from app.shared.domain.planning.steps import Action, Json
from app.shared.domain.structure.identifiers import GuildId
from app.shared.infrastructure.discord.limiter.demand import Priority
from app.shared.infrastructure.discord.request import Request

_GUILD = "/guilds/{guild_id}"
_ROLES = f"{_GUILD}/roles"
_ROLE = f"{_ROLES}/{{role_id}}"
_CHANNELS = f"{_GUILD}/channels"
_CHANNEL = "/channels/{channel_id}"
_OVERWRITE = f"{_CHANNEL}/permissions/{{overwrite_id}}"
_RULES = f"{_GUILD}/auto-moderation/rules"
_RULE = f"{_RULES}/{{rule_id}}"


class Endpoint(NamedTuple):
    """`object` and `target` name the placeholders for the call's ids."""

    method: str
    template: str
    object: str = ""
    target: str = ""
    takes_reason: bool = True


ENDPOINTS: Mapping[Action, Endpoint] = {
    Action.CREATE_ROLE: Endpoint("POST", _ROLES),
    Action.EDIT_ROLE: Endpoint("PATCH", _ROLE, "role_id"),
    Action.DELETE_ROLE: Endpoint("DELETE", _ROLE, "role_id"),
    Action.ORDER_ROLES: Endpoint("PATCH", _ROLES),
    Action.CREATE_CHANNEL: Endpoint("POST", _CHANNELS),
    Action.EDIT_CHANNEL: Endpoint("PATCH", _CHANNEL, "channel_id"),
    Action.DELETE_CHANNEL: Endpoint("DELETE", _CHANNEL, "channel_id"),
    # resources/guild, modify guild channel positions: the only one that lists no reason header
    Action.ORDER_CHANNELS: Endpoint("PATCH", _CHANNELS, takes_reason=False),
    Action.PUT_OVERWRITE: Endpoint("PUT", _OVERWRITE, "channel_id", "overwrite_id"),
    Action.DELETE_OVERWRITE: Endpoint("DELETE", _OVERWRITE, "channel_id", "overwrite_id"),
    Action.EDIT_GUILD: Endpoint("PATCH", _GUILD),
    Action.EDIT_WELCOME_SCREEN: Endpoint("PATCH", f"{_GUILD}/welcome-screen"),
    Action.EDIT_ONBOARDING: Endpoint("PUT", f"{_GUILD}/onboarding"),
    Action.CREATE_RULE: Endpoint("POST", _RULES),
    Action.EDIT_RULE: Endpoint("PATCH", _RULE, "rule_id"),
    Action.DELETE_RULE: Endpoint("DELETE", _RULE, "rule_id"),
}


def request_of(guild_id: GuildId, call: Call, reason: str, priority: Priority) -> Request:
    """Raises CallInvalid when the call lacks an id that its action needs."""
    endpoint = ENDPOINTS[call.action]
    ids: dict[str, int] = {"guild_id": guild_id}
    for name, given in ((endpoint.object, call.object_id), (endpoint.target, call.target_id)):
        if name and given is None:
            raise CallInvalid(
                say(
                    "{action} was not told which {name} it is about.", action=call.action, name=name
                )
            )
        if name and given is not None:
            ids[name] = given
    return Request(
        method=endpoint.method,
        template=endpoint.template,
        ids=ids,
        body=as_discord_takes_it(call.body),
        reason=reason if endpoint.takes_reason else "",
        priority=priority,
    )


_BITS = frozenset({"permissions", "allow", "deny"})
_IDS = frozenset({"id", "exempt_roles", "exempt_channels"})


def as_discord_takes_it(body: Json, name: str = "") -> Json:
    """The body with permissions and ids as text: as numbers, other programs round them."""
    if isinstance(body, dict):
        return {key: as_discord_takes_it(value, key) for key, value in body.items()}
    if isinstance(body, list):
        return [as_discord_takes_it(value, name) for value in body]
    is_number = isinstance(body, int) and not isinstance(body, bool)
    if is_number and (name in _BITS or name in _IDS or name.endswith(("_id", "_ids"))):
        return str(body)
    return body
