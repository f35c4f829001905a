"""What Discord does to its clients on demand: cuts, reconnects, invalid sessions, outages."""

from app.sandbox.gateway.opcodes import CloseCode, Op
from app.sandbox.seed.building import add_application, add_bot, add_channel
from tests.unit.sandbox.gateway.wire import town


def test_a_cut_line_has_no_close_code() -> None:
    place = town()
    client = place.join()

    place.gateway.drop()

    assert client.outlet.aborted
    assert client.closed_with is None
    assert place.gateway.connections() == []


def test_a_client_asked_to_reconnect_goes_on_hearing_until_it_hangs_up() -> None:
    place = town()
    client = place.join()

    place.gateway.ask_to_reconnect()
    place.publish("GUILD_UPDATE")

    assert [frame["op"] for frame in client.frames[-2:]] == [Op.RECONNECT, Op.DISPATCH]


def test_an_invalid_session_is_gone() -> None:
    place = town()
    client = place.join()

    place.gateway.invalidate_sessions(resumable=False)

    assert (client.last["op"], client.last["d"]) == (Op.INVALID_SESSION, False)
    assert list(place.gateway.sessions) == []


def test_a_resumable_invalid_session_waits_and_misses_nothing() -> None:
    place = town()
    client = place.join()
    place.gateway.invalidate_sessions(resumable=True)
    place.publish("GUILD_UPDATE")

    again = place.connect()
    again.resume(place.token, client.session_id, client.sequence)

    assert (client.last["op"], client.last["d"]) == (Op.INVALID_SESSION, True)
    assert again.names == ["GUILD_UPDATE", "RESUMED"]


def test_commands_on_an_invalidated_session_close_with_4003() -> None:
    place = town()
    client = place.join()
    place.gateway.invalidate_sessions(resumable=False)

    client.say(Op.PRESENCE, {})

    assert client.closed_with == CloseCode.NOT_AUTHENTICATED


def test_one_applications_connections_can_be_singled_out() -> None:
    place = town()
    other = add_application(place.world, "Other", place.owner.id)
    add_bot(place.world, place.guild, other)
    ours, theirs = place.join(), place.connect()
    theirs.identify(other.token)

    place.gateway.close(CloseCode.UNKNOWN_ERROR, other.id)

    assert theirs.closed_with == CloseCode.UNKNOWN_ERROR
    assert ours.closed_with is None


def test_an_outage_takes_the_guild_away_and_its_end_brings_it_back_as_it_is_now() -> None:
    place = town()
    client = place.join()
    place.gateway.begin_outage(place.guild.id)
    gone = client.last
    add_channel(place.world, place.guild, "made meanwhile")
    place.publish("GUILD_UPDATE")
    silent = client.last

    place.gateway.end_outage(place.guild.id)

    assert gone["t"] == "GUILD_DELETE"
    assert gone["d"] == {"id": str(place.guild.id), "unavailable": True}
    assert silent is gone
    assert client.last["t"] == "GUILD_CREATE"
    assert [each["name"] for each in client.last["d"]["channels"]] == ["general", "made meanwhile"]


def test_beginning_an_outage_twice_says_so_once() -> None:
    place = town()
    client = place.join()

    place.gateway.begin_outage(place.guild.id)
    place.gateway.begin_outage(place.guild.id)

    assert len(client.named("GUILD_DELETE")) == 1


def test_who_identifies_during_an_outage_is_told_that_the_guild_is_down() -> None:
    place = town()
    place.gateway.begin_outage(place.guild.id)

    client = place.join()

    assert client.names == ["READY", "GUILD_DELETE"]
