"""Joining and leaving, told apart from outages."""

from app.bot.presence.roster import Roster
from app.shared.application.ports.access_events import GuildsChanged
from app.shared.domain.structure.identifiers import GuildId


def ready(*guilds: int) -> tuple[str, dict[str, object]]:
    return "READY", {"guilds": [{"id": str(one), "unavailable": True} for one in guilds]}


def joined(guild_id: int) -> GuildsChanged:
    return GuildsChanged(guild_id=GuildId(guild_id), joined=True)


def left(guild_id: int) -> GuildsChanged:
    return GuildsChanged(guild_id=GuildId(guild_id), joined=False)


def a_roster(*guilds: int) -> Roster:
    roster = Roster()
    assert roster.heed(*ready(*guilds)) == ()
    return roster


def test_how_many_there_are_is_unknown_until_the_first_session() -> None:
    roster = Roster()

    assert roster.count is None
    roster.heed(*ready(1, 2))
    assert roster.count == 2


def test_a_guild_of_the_session_that_becomes_available_was_not_joined() -> None:
    assert a_roster(1).heed("GUILD_CREATE", {"id": "1", "unavailable": False}) == ()


def test_another_guild_was_joined() -> None:
    roster = a_roster(1)

    assert roster.heed("GUILD_CREATE", {"id": "2"}) == (joined(2),)
    assert roster.heed("GUILD_CREATE", {"id": "2"}) == ()
    assert roster.count == 2


def test_an_outage_is_no_leaving() -> None:
    roster = a_roster(1)

    assert roster.heed("GUILD_DELETE", {"id": "1", "unavailable": True}) == ()
    assert roster.count == 1


def test_a_guild_was_left() -> None:
    roster = a_roster(1)

    assert roster.heed("GUILD_DELETE", {"id": "1"}) == (left(1),)
    assert roster.count == 0


def test_the_next_session_tells_what_changed_between() -> None:
    assert a_roster(1, 2).heed(*ready(2, 3)) == (left(1), joined(3))


def test_anything_else_changes_nothing() -> None:
    assert a_roster(1).heed("GUILD_UPDATE", {"id": "2"}) == ()
