"""What a snapshot shows, and what it says that it does not show."""

import pytest

from app.sandbox.faults.fault import Fault, FaultKind
from app.sandbox.seed.building import add_channel, add_guild, add_member, add_role, add_user
from app.sandbox.world.audit_log import AuditAction, AuditLogEntry
from app.sandbox.world.behaviour import Behaviour
from app.sandbox.world.channels import ChannelType, Overwrite, OverwriteType
from app.sandbox.world.community import WelcomeChannel
from app.sandbox.world.emojis import Emoji as SandboxEmoji
from app.sandbox.world.permissions import Permission
from app.sandbox.world.users import Intent
from app.shared.application.ports.guild_gateway import GuildNotFound, MemberNotFound
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.community import WelcomeScreen
from app.shared.domain.structure.identifiers import EVERYONE, GuildId, Key, UserId
from tests.integration.discord.calls import REASON, create_channel
from tests.support.sandbox import SmallGuild, running_sandbox
from tests.support.sandbox_client import Connected, connected

_USUAL = Permission.VIEW_CHANNEL | Permission.SEND_MESSAGES


def hide(place: SmallGuild, name: str = "secret") -> Key:
    """A channel that @everyone, and with it the bot, may not view."""
    denied = Overwrite(place.guild.id, OverwriteType.ROLE, deny=Permission.VIEW_CHANNEL)
    channel = add_channel(place.world, place.guild, name, overwrites={place.guild.id: denied})
    return Key(str(channel.id))


@pytest.mark.parametrize("kinds", [{Kind.ROLE}, {Kind.CHANNEL}, {Kind.ROLE, Kind.CHANNEL}])
async def test_a_list_is_one_call(us: Connected, kinds: set[Kind]) -> None:
    await us.gateway.lists(us.guild_id, frozenset(kinds))

    assert len(us.transport.sent) == len(kinds)


async def test_the_lists_of_a_guild_without_the_bot_are_not_empty(
    place: SmallGuild, us: Connected
) -> None:
    elsewhere = add_guild(place.world, "Elsewhere", place.owner.id)

    with pytest.raises(GuildNotFound):
        await us.gateway.lists(GuildId(elsewhere.id), frozenset({Kind.ROLE}))


async def test_a_lived_in_guild_is_shown_whole(place: SmallGuild, us: Connected) -> None:
    helper = add_role(place.world, place.guild, "Helper", position=1)
    member = add_user(place.world, "mia")
    add_member(place.world, place.guild, member.id, roles=[helper.id])
    place.general.last_message_id = 7
    place.guild.mfa_level = 1
    place.guild.premium_tier = 2
    place.guild.features |= {"ROLE_ICONS"}

    snapshot = await us.gateway.observe(us.guild_id, with_members=True)

    assert snapshot.coverage.complete
    assert (snapshot.owner_id, snapshot.member_count) == (place.owner.id, 3)
    assert (snapshot.premium_tier, snapshot.requires_2fa) == (2, True)
    assert snapshot.features == {"ROLE_ICONS"}
    assert snapshot.taken_at.timestamp() == place.clock.now()
    assert snapshot.bot.user_id == place.application.id
    assert snapshot.bot.roles == {Key(str(place.bot_role.id))}
    facts = snapshot.role_facts
    assert facts[Key(str(helper.id))].members == 1
    assert facts[Key(str(place.bot_role.id))].bot_id == place.application.id
    assert facts[Key(str(place.bot_role.id))].managed
    assert facts[EVERYONE].members is None
    assert snapshot.channel_facts[Key(str(place.general.id))].last_message_id == 7
    assert snapshot.structure.settings["name"] == "Small Guild"
    assert snapshot.structure.settings["community"] is False


async def test_the_emojis_of_the_guild_are_told(place: SmallGuild, us: Connected) -> None:
    emoji = SandboxEmoji(id=77, name="wave", creator_id=place.owner.id)
    place.guild.emojis[emoji.id] = emoji

    snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.emojis == {77: "wave"}


async def test_what_an_expected_channel_has_become_is_asked_for() -> None:
    async with running_sandbox(_USUAL) as place, connected(place) as us:
        hidden = hide(place)
        gone = place.guild.id + 12345

        snapshot = await us.gateway.observe(us.guild_id, frozenset({int(hidden), gone}))

    assert snapshot.coverage.unseen_channels == {hidden}
    assert not snapshot.coverage.sees_all_channels
    assert hidden not in snapshot.structure.channel_by_key
    assert hidden not in snapshot.channel_facts


async def test_a_hidden_channel_that_nobody_expects_is_not_known_of() -> None:
    async with running_sandbox(_USUAL) as place, connected(place) as us:
        hide(place)

        snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.coverage.unseen_channels == frozenset()
    assert not snapshot.coverage.sees_all_channels


async def test_a_hidden_channel_that_a_setting_points_to_is_unseen() -> None:
    async with running_sandbox(_USUAL) as place, connected(place) as us:
        hidden = hide(place)
        place.guild.system_channel_id = int(hidden)

        snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.coverage.unseen_channels == {hidden}
    assert snapshot.structure.settings["system_channel"] == hidden


async def test_before_the_change_of_november_everything_is_listed() -> None:
    behaviour = Behaviour(hide_unseen_channels=False)
    async with running_sandbox(_USUAL, behaviour) as place, connected(place) as us:
        hidden = hide(place)

        snapshot = await us.gateway.observe(us.guild_id, frozenset({int(hidden)}))

    assert snapshot.coverage.unseen_channels == frozenset()
    assert snapshot.structure.channel_by_key[hidden].name == "secret"


async def test_a_list_that_lags_behind_loses_no_expected_channel(
    place: SmallGuild, us: Connected
) -> None:
    place.sandbox.faults.add(
        Fault(FaultKind.STALE, method="GET", route="/guilds/{guild_id}/channels")
    )
    written = await us.gateway.write(us.guild_id, create_channel("new"), REASON)
    assert written.id is not None

    snapshot = await us.gateway.observe(us.guild_id, frozenset({written.id}))

    assert snapshot.structure.channel_by_key[Key(str(written.id))].name == "new"
    assert snapshot.coverage.complete


async def test_a_stand_in_for_a_hidden_channel_is_not_taken_for_real(
    place: SmallGuild, us: Connected
) -> None:
    place.general.flags = 1 << 17

    snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.coverage.unseen_channels == {Key(str(place.general.id))}
    assert snapshot.structure.channels == ()


async def test_parts_that_need_manage_server_are_named() -> None:
    async with running_sandbox(_USUAL) as place, connected(place) as us:
        place.guild.features |= {"COMMUNITY"}

        snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.structure.automod is None
    assert snapshot.structure.welcome_screen is None
    assert snapshot.coverage.unread.keys() == {"automod", "welcome_screen"}
    assert "Manage Server" in snapshot.coverage.unread["automod"]


async def test_a_guild_that_is_no_community_misses_no_part(us: Connected) -> None:
    snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.structure.welcome_screen is None
    assert snapshot.coverage.complete


async def test_a_welcome_screen_that_is_off_keeps_what_it_says(
    place: SmallGuild, us: Connected
) -> None:
    place.guild.features |= {"COMMUNITY"}
    place.guild.welcome_screen.channels.append(WelcomeChannel(place.general.id, "Talk"))

    snapshot = await us.gateway.observe(us.guild_id)

    screen = snapshot.structure.welcome_screen
    assert screen is not None
    assert not screen.enabled
    assert screen.channels[0].channel == Key(str(place.general.id))


async def test_a_community_that_never_had_a_welcome_screen_has_an_empty_one(
    place: SmallGuild, us: Connected
) -> None:
    place.guild.features |= {"COMMUNITY"}
    place.sandbox.faults.add(
        Fault(
            FaultKind.ERROR,
            route="/guilds/{guild_id}/welcome-screen",
            status=404,
            body='{"code": 10069, "message": "Unknown Guild Welcome Screen"}',
        )
    )

    snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.structure.welcome_screen == WelcomeScreen(enabled=False)
    assert snapshot.coverage.complete


async def test_roles_stand_from_top_to_bottom_and_ties_go_to_the_older(
    place: SmallGuild, us: Connected
) -> None:
    tied = [add_role(place.world, place.guild, name, position=1) for name in "AB"]
    add_role(place.world, place.guild, "Top", position=9)

    names = [role.name for role in (await us.gateway.observe(us.guild_id)).structure.roles]

    assert tied[0].id < tied[1].id
    assert names == ["Top", "Wright", "A", "B", "@everyone"]


async def test_channels_stand_as_people_see_them(place: SmallGuild, us: Connected) -> None:
    desk = add_channel(place.world, place.guild, "desk", ChannelType.CATEGORY, position=0)
    add_channel(place.world, place.guild, "Talk", ChannelType.VOICE, position=0, parent_id=desk.id)
    add_channel(place.world, place.guild, "notes", position=5, parent_id=desk.id)
    add_channel(place.world, place.guild, "first", position=5, parent_id=None)
    add_channel(place.world, place.guild, "second", position=5, parent_id=None)

    channels = (await us.gateway.observe(us.guild_id)).structure.channels

    assert [c.name for c in channels] == ["general", "first", "second", "desk", "notes", "Talk"]


async def test_without_the_members_intent_nobody_is_told_who_has_a_role(
    place: SmallGuild, us: Connected
) -> None:
    place.application.intents = Intent(0)

    assert await us.gateway.members_with_role(us.guild_id, place.bot_role.id) is None


async def test_members_are_read_page_after_page(place: SmallGuild, us: Connected) -> None:
    role = add_role(place.world, place.guild, "Crowd", position=1)
    crowd = [add_user(place.world, f"u{n}").id for n in range(1500)]
    for user_id in crowd:
        add_member(place.world, place.guild, user_id, roles=[role.id])

    found = await us.gateway.members_with_role(us.guild_id, role.id)

    assert found == tuple(crowd)


async def test_the_audit_log_is_read_page_after_page(place: SmallGuild, us: Connected) -> None:
    bot = place.application.id
    for _ in range(230):
        place.clock.advance(60)
        entry = AuditLogEntry(place.world.next_id(), AuditAction.GUILD_UPDATE, bot, us.guild_id)
        place.guild.audit_log.append(entry)

    entries = await us.gateway.audit_log(us.guild_id)
    recent = await us.gateway.audit_log(us.guild_id, after=entries[4].at)

    assert [entry.id for entry in entries] == [e.id for e in reversed(place.guild.audit_log)]
    assert recent == entries[:5]
    assert (entries[0].user_id, entries[0].target_id, entries[0].reason) == (bot, us.guild_id, "")
    assert entries[0].at.timestamp() == pytest.approx(place.clock.now(), abs=0.01)


async def test_the_own_user_is_asked_for_once(us: Connected) -> None:
    for _ in range(2):
        await us.gateway.observe(us.guild_id)

    assert us.transport.calls().count("GET /users/@me") == 1
    assert len(us.transport.sent) == 13


async def test_how_far_the_clock_is_off_is_told_in_passing(us: Connected) -> None:
    assert await us.gateway.clock_skew() == pytest.approx(0.0, abs=0.01)


async def test_many_hidden_channels_are_not_asked_for_again_and_again() -> None:
    async with running_sandbox(_USUAL) as place, connected(place) as us:
        hidden = {hide(place, f"secret-{n}") for n in range(60)}
        expected = frozenset(int(key) for key in hidden)

        snapshots = [await us.gateway.observe(us.guild_id, expected) for _ in range(2)]
        asked = place.sandbox.limits.counts.requests["GET /channels/{channel_id}"]
        place.clock.advance(601)
        await us.gateway.observe(us.guild_id, expected)

    assert [snapshot.coverage.unseen_channels for snapshot in snapshots] == [hidden, hidden]
    assert asked == 60
    assert place.sandbox.limits.counts.requests["GET /channels/{channel_id}"] == 120


async def test_a_few_hidden_channels_are_asked_for_each_time() -> None:
    async with running_sandbox(_USUAL) as place, connected(place) as us:
        hidden = hide(place)
        expected = frozenset({int(hidden)})
        await us.gateway.observe(us.guild_id, expected)
        del place.guild.channels[int(hidden)]

        snapshot = await us.gateway.observe(us.guild_id, expected)

    assert snapshot.coverage.unseen_channels == frozenset()


async def test_hundreds_of_expected_channels_are_asked_for_within_the_patience() -> None:
    async with running_sandbox(_USUAL, rate_limits=True) as place, connected(place) as us:
        expected = frozenset(range(place.guild.id + 1000, place.guild.id + 1600))

        snapshot = await us.gateway.observe(us.guild_id, expected)

    assert snapshot.coverage.unseen_channels == frozenset()
    assert place.sandbox.limits.counts.highest_per_second <= 50


@pytest.mark.parametrize(("status", "code"), [(404, 10007), (404, 10013)])
async def test_who_is_no_member_is_told_whatever_the_code(
    place: SmallGuild, us: Connected, status: int, code: int
) -> None:
    body = f'{{"code": {code}, "message": "Unknown"}}'
    route = "/guilds/{guild_id}/members/{user_id}"
    place.sandbox.faults.add(Fault(FaultKind.ERROR, route=route, status=status, body=body))

    with pytest.raises(MemberNotFound):
        await us.gateway.standing(us.guild_id, UserId(place.owner.id))


async def test_without_community_only_automod_can_be_unread() -> None:
    async with running_sandbox(_USUAL) as place, connected(place) as us:
        snapshot = await us.gateway.observe(us.guild_id)

    assert snapshot.coverage.unread.keys() == {"automod"}


async def test_no_read_takes_a_guild_without_the_bot_for_one_that_says_nothing(
    us: Connected,
) -> None:
    nowhere = GuildId(us.guild_id + 1)

    for read in (
        us.gateway.audit_log(nowhere),
        us.gateway.members_with_role(nowhere, 1),
        us.gateway.standing(nowhere, UserId(1)),
        us.gateway.observe(nowhere),
    ):
        with pytest.raises(GuildNotFound):
            await read


async def test_a_channel_of_another_guild_is_not_taken_in(place: SmallGuild, us: Connected) -> None:
    other = add_guild(place.world, "Other", place.owner.id)
    other.members[place.application.id] = place.guild.members[place.application.id]
    elsewhere = add_channel(place.world, other, "elsewhere")

    snapshot = await us.gateway.observe(us.guild_id, frozenset({elsewhere.id}))

    assert Key(str(elsewhere.id)) not in snapshot.structure.channel_by_key
    assert snapshot.coverage.complete
