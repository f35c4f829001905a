"""What a plan costs, told before it runs."""

from app.shared.domain.planning.request import RecentUse
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_channel, a_role
from tests.unit.domain.planning.cases import LiveGuild, a_design, the_plan


def test_calls_are_counted_by_what_they_use_up() -> None:
    guild = LiveGuild(a_channel("desk"), a_channel("hall"))
    design = a_design(
        a_role("mod"), a_channel("desk", topic="x"), a_channel("hall", slowmode=5), a_channel("new")
    )

    cost = the_plan(guild, design).cost

    assert (cost.writes, cost.role_creations, cost.channel_creations) == (4, 1, 1)
    assert cost.renames == 1
    assert cost.seconds > 0
    assert cost.waits == ()


def test_a_channel_renamed_twice_of_late_makes_the_run_wait_ten_minutes() -> None:
    guild = LiveGuild(a_channel("desk"))
    recent = RecentUse(renames={Key(str(guild.ids[Key("desk")])): 2})

    cost = the_plan(guild, a_design(a_channel("desk", topic="x")), recent=recent).cost

    (wait,) = cost.waits
    assert wait.seconds == 600
    assert "#desk" in wait.why
    assert cost.seconds >= 600


def test_a_change_that_is_no_rename_does_not_wait() -> None:
    guild = LiveGuild(a_channel("desk"))
    recent = RecentUse(renames={Key(str(guild.ids[Key("desk")])): 2})

    assert the_plan(guild, a_design(a_channel("desk", slowmode=5)), recent=recent).cost.waits == ()


def test_more_roles_than_the_quota_lets_through_make_the_run_wait_two_days() -> None:
    cost = the_plan(LiveGuild(), a_design(a_role("mod")), recent=RecentUse(role_creations=250)).cost

    (wait,) = cost.waits
    assert wait.seconds == 48 * 3600
    assert "250" in wait.why


def test_more_channels_than_the_quota_lets_through_make_the_run_wait_too() -> None:
    recent = RecentUse(channel_creations=500)

    cost = the_plan(LiveGuild(), a_design(a_channel("desk")), recent=recent).cost

    assert [wait.seconds for wait in cost.waits] == [48 * 3600]


def test_thirty_roles_eight_categories_and_forty_channels_take_about_eighty_calls() -> None:
    things = [a_role(f"r{n}") for n in range(30)]
    channels = []
    for category in range(8):
        key = Key(f"c{category}")
        channels.append(a_channel(key, ChannelType.CATEGORY))
        channels += [a_channel(f"{key}-{n}", parent=key) for n in range(5)]

    plan = the_plan(LiveGuild(), a_design(*things, *channels))

    assert plan.cost.writes == 30 + 1 + 48
    assert [step.action for step in plan.steps].count(Action.ORDER_ROLES) == 1


def test_a_guild_that_is_as_wanted_costs_no_write() -> None:
    guild = LiveGuild(a_role("mod"), a_channel("desk"))

    plan = the_plan(guild, a_design(a_role("mod"), a_channel("desk")))

    assert (plan.cost.writes, plan.cost.seconds) == (0, 0)


def test_reads_count_the_pages_of_the_audit_log_that_the_run_itself_fills() -> None:
    names = [f"c{number}" for number in range(120)]
    guild = LiveGuild(*map(a_channel, names))

    few = the_plan(
        guild, a_design(*(a_channel(name) for name in names[1:]), a_channel("c0", topic="x"))
    )
    many = the_plan(guild, a_design(*(a_channel(name, topic="x") for name in names)))

    assert (few.cost.reads, many.cost.reads) == (13, 14)
