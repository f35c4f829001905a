"""The guilds that sandboxes start with."""

from app.sandbox.clock import DrivenClock
from app.sandbox.seed.copper_guild import copper_guild
from app.sandbox.seed.simple import Seeded, big_guild, empty_guild
from app.sandbox.viewer.people import people
from app.sandbox.world.channels import ChannelType
from app.sandbox.world.operations.onboarding_requirements import require_enough
from app.sandbox.world.payloads.channels import channel_payload
from app.sandbox.world.payloads.guilds import guild_payload
from app.sandbox.world.payloads.members import member_payload
from app.sandbox.world.standing import Standing, standing_in
from app.sandbox.world.visibility import viewable_channels


def everything(seeded: Seeded) -> list[object]:
    world, guild = seeded.world, seeded.guild
    return [
        guild_payload(guild),
        [channel_payload(channel) for channel in guild.channels.values()],
        [member_payload(member, world.users[key]) for key, member in guild.members.items()],
        guild.audit_log,
        guild.onboarding,
        guild.automod_rules,
    ]


def test_the_copper_guild_is_the_same_in_every_run() -> None:
    one, other = (copper_guild(DrivenClock()) for _ in range(2))

    assert everything(one) == everything(other)


def test_the_copper_guild_is_lived_in() -> None:
    guild = copper_guild(DrivenClock()).guild

    assert len(guild.roles) == 12
    assert len(guild.channels) == 26
    assert len(guild.members) == 202
    assert len(guild.audit_log) == 6
    assert {role.name for role in guild.roles.values() if role.managed} == {
        "Wright",
        "Server Booster",
    }
    assert {channel.type for channel in guild.channels.values()} == set(ChannelType) - {
        ChannelType.MEDIA
    }
    assert len({channel.name for channel in guild.channels.values()}) == 26


def test_the_copper_guild_keeps_discords_rules() -> None:
    seeded = copper_guild(DrivenClock())
    guild = seeded.guild

    require_enough(guild, guild.onboarding, was_enabled=False)
    for member in guild.members.values():
        assert all(role_id in guild.roles for role_id in member.roles)
    for channel in guild.channels.values():
        assert channel.parent_id is None or channel.parent_id in guild.channels
        assert set(channel.overwrites) <= set(guild.roles)
    assert max(guild.roles.values(), key=lambda role: role.rank).name == "Wright"


def test_people_of_every_standing_live_around_the_copper_guild() -> None:
    seeded = copper_guild(DrivenClock())
    world, owner = seeded.world, seeded.owner.id
    everybody = people(world)
    here = [standing_in(seeded.guild, person.id, world.now()) for person in everybody]
    places = next(person.places for person in everybody if person.id == owner)

    assert {standing: here.count(standing) for standing in Standing} == {
        Standing.OWNER: 1,
        Standing.ADMINISTRATOR: 0,
        Standing.MANAGER: 3,
        Standing.MODERATOR: 13,
        Standing.MEMBER: 184,
        Standing.NOBODY: 2,
    }
    assert [(place.name, place.standing) for place in places] == [
        ("Copper Guild", Standing.OWNER),
        ("Tin Row", Standing.OWNER),
        ("Lead Harbour", Standing.MEMBER),
    ]
    assert [person.username for person in everybody if not person.places] == ["drifter"]
    assert Standing.ADMINISTRATOR in {person.standing for person in everybody}


def test_the_bot_is_in_the_copper_guild_only() -> None:
    seeded = copper_guild(DrivenClock())

    assert len(seeded.world.guilds) == 3
    assert seeded.world.guilds_of(seeded.application.id) == [seeded.guild]


def test_not_everybody_sees_everything_in_the_copper_guild() -> None:
    seeded = copper_guild(DrivenClock())
    guild = seeded.guild
    newcomer = next(
        member
        for member in guild.members.values()
        if not member.roles and member.user_id != guild.owner_id
    )

    seen = viewable_channels(guild, newcomer, seeded.world.now())

    hidden = {channel.name for channel in guild.channels.values() if channel.id not in seen}
    assert {"council", "mod-chat", "journeymen"} <= hidden


def test_what_is_made_later_has_a_higher_id_than_all_that_was_there() -> None:
    seeded = copper_guild(DrivenClock())
    oldest = max(*seeded.guild.channels, *seeded.guild.members, *seeded.guild.roles)

    assert seeded.world.next_id() > oldest


def test_an_empty_guild_has_nothing_but_its_bot_and_owner() -> None:
    seeded = empty_guild(DrivenClock(), token="abc")

    assert [role.name for role in seeded.guild.roles.values()] == ["@everyone", "Wright"]
    assert set(seeded.guild.members) == {seeded.owner.id, seeded.application.id}
    assert seeded.guild.channels == {}
    assert seeded.application.token == "abc"


def test_a_big_guild_is_exactly_as_big_as_asked_for() -> None:
    guild = big_guild(roles=250, channels=500, members=30, clock=DrivenClock()).guild

    assert (len(guild.roles), len(guild.channels), len(guild.members)) == (250, 500, 32)
    assert max(guild.roles.values(), key=lambda role: role.rank).managed
    assert len({role.position for role in guild.roles.values()}) == 250
    for channel in guild.channels.values():
        assert len(guild.children_of(channel.id)) <= 50
