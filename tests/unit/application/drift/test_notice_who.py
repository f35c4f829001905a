"""Of what is written down, nobody is named but who did it, and later looks may still learn who."""

from app.shared.application.drift.notice_drift import NoticeDrift, NoticeDriftCommand
from app.shared.application.ports.guild_gateway import AuditEntry
from app.shared.domain.structure.identifiers import UserId
from tests.support.builders import BOT, GUILD, OWNER
from tests.support.watched_guild import WatchedGuild


async def test_who_it_was_is_filled_in_once_it_is_heard(watched: WatchedGuild) -> None:
    entry = watched.spoil()
    first = await watched.look()

    second = await watched.look(heard=(entry,))

    assert (first.unsigned, second.unsigned) == (True, True)
    assert not (await watched.look(heard=(entry,), ask_audit_log=True)).unsigned
    assert [record.who for record in watched.records()] == [OWNER]
    assert [record.who for record in second.followed.changed] == [OWNER]
    assert [record.who_name for record in watched.records()] == [f"user{OWNER}"]


async def test_discord_is_asked_who_it_was_only_where_that_is_wanted(watched: WatchedGuild) -> None:
    watched.spoil()
    await watched.look()
    assert watched.records()[0].who is None

    await watched.look(ask_audit_log=True)

    assert watched.records()[0].who == OWNER


async def test_a_bot_is_told_by_its_role(watched: WatchedGuild) -> None:
    other = UserId(78)
    role = watched.scene.guild.new_role({"name": "Other", "permissions": "8"})
    watched.scene.guild.roles[role].update(managed=True, tags={"bot_id": str(other)})
    entry = watched.spoil(by=other)

    await watched.look(heard=(entry,))

    assert [(record.who, record.by_bot) for record in watched.records()] == [(other, True)]


async def test_what_our_own_bot_did_is_signed_by_nobody(watched: WatchedGuild) -> None:
    entry = watched.spoil(by=BOT)

    await watched.look(heard=(entry,), ask_audit_log=True)

    assert [record.who for record in watched.records()] == [None]


async def test_whoever_touches_the_same_thing_later_is_not_taken_for_who_did_it(
    watched: WatchedGuild,
) -> None:
    first = watched.spoil()
    await watched.look(heard=(first,))
    watched.pass_time(5)

    noticed = await watched.look(heard=(touched(watched, by=UserId(78)), first))

    assert not noticed.followed.is_news
    assert [(record.who, record.done_at) for record in watched.records()] == [(OWNER, first.at)]


async def test_whoever_puts_a_part_of_it_back_did_not_do_the_rest(watched: WatchedGuild) -> None:
    watched.channel("lobby")["nsfw"] = True
    first = watched.spoil()
    await watched.look(heard=(first,))
    watched.pass_time(5)

    watched.channel("lobby")["nsfw"] = False
    await watched.look(heard=(touched(watched, by=UserId(78)), first))

    (record,) = watched.records()
    assert [field.field for field in record.change.fields] == ["topic"]
    assert (record.who, record.done_at) == (OWNER, first.at)


async def test_whoever_touches_another_field_did_not_do_this(watched: WatchedGuild) -> None:
    first = watched.spoil()
    watched.pass_time(5)
    slowed = touched(watched, UserId(78), "rate_limit_per_user")

    await watched.look(heard=(slowed, first))

    (record,) = watched.records()
    assert (record.who, record.done_at) == (OWNER, first.at)


async def test_what_is_left_is_signed_by_who_did_that(watched: WatchedGuild) -> None:
    """Somebody else changed a field as well, and put that one back."""
    first = watched.spoil()
    await watched.look(heard=(first,))
    watched.pass_time(5)
    watched.channel("lobby")["nsfw"] = True
    second = touched(watched, UserId(78), "nsfw")
    await watched.look(heard=(second, first))
    assert [record.who for record in watched.records()] == [78]
    watched.pass_time(5)

    watched.channel("lobby")["nsfw"] = False
    third = touched(watched, UserId(78), "nsfw")
    await watched.look(heard=(third, second, first))

    (record,) = watched.records()
    assert (record.who, record.done_at) == (OWNER, first.at)


async def test_whose_name_is_known_is_named_for_what_is_left_as_well(
    watched: WatchedGuild,
) -> None:
    watched.channel("lobby")["nsfw"] = True
    first = watched.spoil()
    await watched.look(heard=(first,), ask_audit_log=True)
    watched.channel("lobby")["nsfw"] = False
    watched.scene.guild.members.pop(OWNER)

    anew = NoticeDrift(watched.scene.store, watched.scene.gateway, watched.scene.clock)
    await anew(NoticeDriftCommand(guild_id=GUILD, heard=(first,)))

    (record,) = watched.records()
    assert [field.field for field in record.change.fields] == ["topic"]
    assert (record.who, record.who_name) == (OWNER, f"user{OWNER}")


async def test_of_what_is_left_discord_is_asked_where_nobody_heard_who_did_it(
    watched: WatchedGuild,
) -> None:
    """The bot came back meanwhile, and has heard of nothing before that."""
    first = watched.spoil()
    watched.pass_time(5)
    watched.channel("lobby")["nsfw"] = True
    second = touched(watched, UserId(78), "nsfw")
    await watched.look(heard=(second, first))
    watched.channel("lobby")["nsfw"] = False

    noticed = await watched.look()

    assert (noticed.unsigned, noticed.followed.is_news) == (True, True)
    assert [record.who for record in watched.records()] == [None]
    await watched.look(ask_audit_log=True)
    assert [record.who for record in watched.records()] == [OWNER]


async def test_who_changed_it_again_is_waited_for(watched: WatchedGuild) -> None:
    """What Discord's audit log says may come after what was done."""
    first = watched.spoil()
    await watched.look(heard=(first,))
    watched.pass_time(5)
    second = watched.spoil(topic="Worse", by=UserId(78))

    noticed = await watched.look(heard=(first,))

    assert noticed.unsigned
    assert [record.who for record in watched.records()] == [None]
    await watched.look(heard=(second, first))
    assert [record.who for record in watched.records()] == [78]


async def test_who_did_an_earlier_part_of_it_is_not_taken_for_who_changed_it_again(
    watched: WatchedGuild,
) -> None:
    first = watched.spoil()
    watched.pass_time(5)
    watched.channel("lobby")["nsfw"] = True
    second = touched(watched, UserId(78), "nsfw")
    await watched.look(heard=(second, first))
    watched.pass_time(5)
    watched.channel("lobby")["nsfw"] = False
    third = watched.spoil(topic="Worse", by=UserId(79))

    await watched.look(heard=(second, first))

    assert [record.who for record in watched.records()] == [None]
    await watched.look(heard=(third, second, first))
    assert [record.who for record in watched.records()] == [79]


def touched(watched: WatchedGuild, by: UserId, *changed: str) -> AuditEntry:
    """Something of the lobby; without keys Discord does not say what."""
    watched.scene.guild.note(by, 11, watched.channel("lobby")["id"], changed=changed)
    return watched.scene.guild.audit[0]
