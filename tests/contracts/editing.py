"""What every list of editors does."""

from dataclasses import replace
from datetime import timedelta

from app.shared.application.ports.editing import GONE_AFTER, Editing, Editor
from app.shared.domain.structure.identifiers import GuildId, UserId
from tests.support.builders import GUILD
from tests.support.fakes.clock import FakeClock


def an_editor(clock: FakeClock, number: int = 7) -> Editor:
    return Editor(
        user_id=UserId(number),
        display_name=f"Editor {number}",
        avatar_url=None,
        since=clock.now(),
    )


class EditingContract:
    async def test_nobody_edits_at_first(self, editing: Editing) -> None:
        assert await editing.editors(GUILD) == ()

    async def test_everybody_who_says_so_is_listed_longest_first(
        self, editing: Editing, clock: FakeClock
    ) -> None:
        first, second = an_editor(clock), replace(an_editor(clock, 8), since=clock.now())
        await editing.is_editing(GUILD, first)
        clock.advance(1)
        second = an_editor(clock, 8)
        await editing.is_editing(GUILD, second)

        assert await editing.editors(GUILD) == (first, second)

    async def test_saying_it_again_keeps_since_when(
        self, editing: Editing, clock: FakeClock
    ) -> None:
        first = an_editor(clock)
        await editing.is_editing(GUILD, first)
        clock.advance(20)
        await editing.is_editing(GUILD, replace(first, since=clock.now()))
        clock.advance(20)

        assert await editing.editors(GUILD) == (first,)

    async def test_who_keeps_silent_is_gone(self, editing: Editing, clock: FakeClock) -> None:
        await editing.is_editing(GUILD, an_editor(clock))
        clock.advance((GONE_AFTER + timedelta(seconds=1)).total_seconds())

        assert await editing.editors(GUILD) == ()

    async def test_guilds_do_not_mix(self, editing: Editing, clock: FakeClock) -> None:
        await editing.is_editing(GUILD, an_editor(clock))

        assert await editing.editors(GuildId(GUILD + 1)) == ()
