"""/access: who may do what with Guildwright here."""

from collections.abc import Mapping
from datetime import timedelta

from app.bot.commands.definitions import (
    Commands,
    command,
    completes,
    matching,
    option,
    subcommand,
)
from app.bot.commands.options import Channel, RoleOrMember
from app.bot.commands.suggestions import Choices
from app.bot.interactions.used import ORIGIN, Pressed, PressHandler, Used
from app.bot.rendering.access_message import (
    access_message,
    granted_message,
    revoked_message,
    subject_of,
)
from app.bot.rendering.escaping import plain
from app.bot.rendering.message import Message
from app.bot.rendering.pages import page_number
from app.bot.rendering.voice import Voice
from app.shared.application.access.gate import Gate
from app.shared.application.access.grant_access import GrantAccess, GrantAccessCommand
from app.shared.application.access.list_access import Access, ListAccess, ListAccessCommand
from app.shared.application.access.revoke_access import RevokeAccess, RevokeAccessCommand
from app.shared.application.ports.clock import Clock
from app.shared.application.ports.unit_of_work import BeginUnitOfWork
from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.objects import channel_object
from app.shared.domain.access.refusals import EveryoneNotConfirmed, GrantNotFound
from app.shared.domain.access.rights import WHOLE_GUILD, GrantId, Right
from app.shared.domain.access.terms import LONGEST_TERM
from app.shared.domain.access.wording import LABELS, labels
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.identifiers import GuildId, Key

_RIGHTS = {LABELS[right]: right.value for right in Right}


class AccessCommands(Commands):
    def __init__(
        self,
        voice: Voice,
        gate: Gate,
        managing: tuple[ListAccess, GrantAccess, RevokeAccess],
        begin: BeginUnitOfWork,
        clock: Clock,
    ) -> None:
        self._voice = voice
        self._gate = gate
        self._list_access, self._grant_access, self._revoke_access = managing
        self._begin = begin
        self._clock = clock

    def presses(self) -> Mapping[str, PressHandler]:
        return {"access": self._page}

    @command("access", lambda words: words.access_command)
    async def access(self, used: Used) -> None:
        """Discord shows the subcommands in its place."""

    @subcommand(access, "list", lambda words: words.access_list_command)
    async def list(self, used: Used) -> None:
        await used.reply.send(await self._listed(used, 0))

    async def _page(self, pressed: Pressed, page: str) -> None:
        await pressed.reply.defer_update()
        await pressed.reply.edit(await self._listed(pressed, page_number(page)))

    async def _listed(self, used: Used, page: int) -> Message:
        found = await self._read(used)
        return access_message(self._voice, used.guild_id, found, page)

    async def _read(self, used: Used) -> Access:
        await self._gate.require(used.guild_id, used.user_id, Right.VIEW)
        return await self._list_access(ListAccessCommand(guild_id=used.guild_id))

    @subcommand(access, "grant", lambda words: words.grant_command)
    async def grant(
        self,
        used: Used,
        who: RoleOrMember = option(lambda words: words.grant_who_option, required=True),
        right: str = option(lambda words: words.grant_right_option, required=True, choices=_RIGHTS),
        channel: Channel | None = option(lambda words: words.grant_channel_option),
        days: int | None = option(
            lambda words: words.grant_days_option, least=1, most=LONGEST_TERM.days
        ),
        note: str | None = option(lambda words: words.grant_note_option, longest=200),
        confirm_everyone: bool | None = option(
            lambda words: words.grant_everyone_option, name="confirm-everyone"
        ),
    ) -> None:
        rights = await self._gate.require(used.guild_id, used.user_id, Right.MANAGE_ACCESS)
        ends = None if days is None else self._clock.now() + timedelta(days=days)
        objects = WHOLE_GUILD
        if channel is not None:
            objects = frozenset({channel_object(await self._key(used.guild_id, channel.id))})
        grant = await self._granted(
            GrantAccessCommand(
                guild_id=used.guild_id,
                subject=Subject(SubjectKind.ROLE if who.is_role else SubjectKind.USER, who.id),
                rights=frozenset({Right(right)}),
                objects=objects,
                expires_at=ends,
                note=note or "",
                confirm_everyone=bool(confirm_everyone),
                granted_by=used.user_id,
                through=rights.held,
                origin=ORIGIN,
            )
        )
        where = "" if channel is None else f"#{channel.name}"
        called = f"@{who.name.removeprefix('@')}" if who.is_role else who.name
        await used.reply.send(granted_message(self._voice, grant, called, where))

    async def _granted(self, command: GrantAccessCommand) -> Grant:
        try:
            return await self._grant_access(command)
        except EveryoneNotConfirmed as error:
            remedy = self._voice.words.access_everyone_remedy
            raise EveryoneNotConfirmed(error.message, remedy=remedy) from error

    async def _key(self, guild_id: GuildId, channel_id: int) -> Key:
        """Its key in the design; its id where the design does not know it, which is refused."""
        async with self._begin() as uow:
            bindings = await uow.bindings.of(guild_id)
        return bindings.key_of(Kind.CHANNEL, channel_id) or Key(str(channel_id))

    @subcommand(access, "revoke", lambda words: words.revoke_command)
    async def revoke(
        self,
        used: Used,
        grant: str = option(lambda words: words.revoke_option, required=True, longest=20),
    ) -> None:
        """Who gave it, or could give it, takes it back; one's own can always be given up."""
        access = await self._read(used)
        shown = next((one for one in access.grants if str(one.grant.id) == grant), None)
        if shown is None:
            words = self._voice.words
            raise GrantNotFound(
                words.access_grant_unknown, remedy=words.access_grant_unknown_remedy
            )
        revoked = await self._revoke_access(
            RevokeAccessCommand(
                guild_id=used.guild_id,
                grant_id=GrantId(shown.grant.id),
                revoked_by=used.user_id,
                origin=ORIGIN,
            )
        )
        await used.reply.send(revoked_message(self._voice, revoked, subject_of(self._voice, shown)))

    @completes(revoke, "grant")
    async def _grants(self, used: Used, typed: str) -> Choices:
        access = await self._read(used)
        return matching(
            typed,
            (
                (
                    plain(f"{subject_of(self._voice, one)}: {labels(one.grant.rights)}"),
                    str(one.grant.id),
                )
                for one in access.grants
            ),
        )
