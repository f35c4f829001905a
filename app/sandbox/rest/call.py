"""What a handler gets: the world, who asks, and the request, read on demand."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.sandbox.gateway.gateway import Gateway
from app.sandbox.rest.incoming import Incoming, NoBody
from app.sandbox.rest.reasons import audit_log_reason
from app.sandbox.world.actor import Actor
from app.sandbox.world.authorizations import Grant
from app.sandbox.world.channels import Channel
from app.sandbox.world.guild import Guild
from app.sandbox.world.payloads.visibility import is_hidden_from
from app.sandbox.world.refusals import (
    invalid_field,
    invalid_form,
    leaf,
    missing_access,
    unauthorized,
)
from app.sandbox.world.users import Application
from app.sandbox.world.world import World

MAX_SNOWFLAKE = (1 << 64) - 1


@dataclass(frozen=True, slots=True)
class Caller:
    """Whose token it was. `application` is set for bots, `grant` for users' Bearer tokens."""

    user_id: int
    application: Application | None
    grant: Grant | None = None


@dataclass(frozen=True, slots=True)
class Call:
    world: World
    incoming: Incoming
    caller: Caller | None
    gateway: Gateway

    @property
    def user_id(self) -> int:
        return self.authenticated.user_id

    @property
    def authenticated(self) -> Caller:
        if self.caller is None:
            raise unauthorized()
        return self.caller

    @property
    def application(self) -> Application:
        """The calling bot's application; nobody else may call what asks for it."""
        found = self.authenticated.application
        if found is None:
            raise unauthorized()
        return found

    def actor(self) -> Actor:
        """Who acts, with the reason that the request gives for the audit log."""
        caller = self.authenticated
        reason = audit_log_reason(self.incoming)
        return Actor(caller.user_id, bot=caller.application is not None, reason=reason)

    def id(self, name: str) -> int:
        """An id in the path."""
        return _snowflake(name, self.incoming.path_params[name])

    def user_id_in_path(self, name: str = "user_id") -> int:
        """An id in the path, where "@me" is the caller."""
        if self.incoming.path_params[name] == "@me":
            return self.user_id
        return self.id(name)

    def guild(self) -> Guild:
        """The guild in the path: 10004 where there is none, 50001 where the caller is not in it."""
        guild = self.world.guild(self.id("guild_id"))
        if self.user_id not in guild.members:
            raise missing_access()
        return guild

    def channel(self) -> tuple[Guild, Channel]:
        """The channel in the path: 10003 where there is none, 50001 where it is hidden."""
        guild, channel = self.world.locate_channel(self.id("channel_id"))
        if self.user_id not in guild.members:
            raise missing_access()
        if is_hidden_from(self.world, guild, channel, self.user_id):
            raise missing_access()
        return guild, channel

    def form(self) -> Mapping[str, Any]:
        """The body, an object; no body at all is an empty one."""
        body = self.incoming.body
        if isinstance(body, NoBody):
            return {}
        if not isinstance(body, dict):
            raise invalid_form(
                leaf("MODEL_TYPE_CONVERT", "Only dictionaries may be used in a ModelType")
            )
        return body

    def form_list(self) -> list[Any]:
        """The body, an array."""
        body = self.incoming.body
        if not isinstance(body, list):
            raise invalid_form(
                leaf("LIST_TYPE_CONVERT", "Only iterables may be used in a ListType")
            )
        return body


def _snowflake(name: str, text: str) -> int:
    if not text.isascii() or not text.isdigit() or int(text) > MAX_SNOWFLAKE:
        raise invalid_field(name, "NUMBER_TYPE_COERCE", f'Value "{text}" is not snowflake.')
    return int(text)
