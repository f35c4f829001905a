"""/permissions: why somebody may do something, and who may do what everywhere."""

from collections.abc import Mapping

from app.bot.commands.definitions import Commands, command, completes, option, subcommand
from app.bot.commands.options import Channel, Member, Role
from app.bot.commands.suggestions import Choices, Suggestions
from app.bot.interactions.chosen import Chosen
from app.bot.interactions.failures import told
from app.bot.interactions.used import Pressed, PressHandler, Used
from app.bot.rendering.escaping import name
from app.bot.rendering.message import Message
from app.bot.rendering.pages import page_number
from app.bot.rendering.permission_message import Asked, matrix_message, why_message
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.permissions.explain_access import (
    ExplainAccess,
    ExplainAccessCommand,
    permission_named,
)
from app.shared.application.permissions.show_matrix import ShowMatrix
from app.shared.domain.access.rights import Right
from app.shared.domain.structure.identifiers import EVERYONE

_NONE = "-"
"""Stands in a button for what was not given."""


class PermissionCommands(Commands):
    def __init__(
        self,
        voice: Voice,
        gate: Gate,
        explain_access: ExplainAccess,
        show_matrix: ShowMatrix,
        suggestions: Suggestions,
    ) -> None:
        self._voice = voice
        self._gate = gate
        self._explain_access = explain_access
        self._show_matrix = show_matrix
        self._suggestions = suggestions

    def presses(self) -> Mapping[str, PressHandler]:
        return {"why": self._page}

    @command("permissions", lambda words: words.permissions_command)
    async def permissions(self, used: Used) -> None:
        """Discord shows the subcommands in its place."""

    @subcommand(permissions, "why", lambda words: words.why_command)
    async def why(
        self,
        used: Used,
        user: Member | None = option(lambda words: words.why_user_option),
        role: Role | None = option(lambda words: words.why_role_option),
        channel: Channel | None = option(lambda words: words.why_channel_option),
        permission: str | None = option(lambda words: words.why_permission_option, longest=50),
    ) -> None:
        words = self._voice.words
        if (user is None) == (role is None):
            await used.reply.send(told(words.why_nobody if user is None else words.why_both))
            return
        asked = Asked(
            who=_who(used, user, role),
            channel=_NONE if channel is None else str(channel.id),
            permission=permission_named(permission).name if permission else _NONE,
        )
        await used.reply.send(await self._explained(used, asked, 0))

    @completes(why, "permission")
    async def _permissions(self, used: Used, typed: str) -> Choices:
        return await self._suggestions.permissions(used, typed)

    async def _page(
        self, pressed: Pressed, who: str, channel: str, permission: str, page: str
    ) -> None:
        await pressed.reply.defer_update()
        asked = Asked(who=who, channel=channel, permission=permission)
        await pressed.reply.edit(await self._explained(pressed, asked, page_number(page)))

    async def _explained(self, used: Used, asked: Asked, page: int) -> Message:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        kind, ref = asked.who[:1], asked.who[1:]
        found = await self._explain_access(
            ExplainAccessCommand(
                guild_id=used.guild_id,
                who=f"member:{ref}" if kind == "m" else ref,
                channel=None if asked.channel == _NONE else asked.channel,
                permission=None if asked.permission == _NONE else asked.permission,
            )
        )
        shown = f"<@{ref}>" if kind == "m" else name(f"@{found.who.removeprefix('@')}")
        return why_message(self._voice, used.guild_id, found, shown, asked, page)

    @subcommand(permissions, "matrix", lambda words: words.matrix_command)
    async def matrix(
        self,
        used: Used,
        permission: str | None = option(lambda words: words.matrix_permission_option, longest=50),
    ) -> None:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        only = None if permission is None else permission_named(permission)
        found = await self._show_matrix(used.guild_id)
        await used.reply.send(matrix_message(self._voice, used.guild_id, found, only))

    @completes(matrix, "permission")
    async def _matrix_permissions(self, used: Used, typed: str) -> Choices:
        return await self._suggestions.permissions(used, typed)


def _who(used: Used, user: Chosen | None, role: Chosen | None) -> str:
    """`m<id>` or `r<id>`; @everyone has the server's id in Discord, and a key in a structure."""
    if user is not None:
        return f"m{user.id}"
    role_id = 0 if role is None else role.id
    return f"r{EVERYONE if role_id == used.guild_id else role_id}"
