"""Settings, the community switch, welcome screen, onboarding and rules: one call each, in order."""

from typing import Any

from app.shared.domain.blueprint.blueprint import Unmanaged
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import ChannelType
from app.shared.domain.structure.community import (
    AutomodRule,
    Onboarding,
    Prompt,
    PromptOption,
    WelcomeChannel,
    WelcomeScreen,
)
from app.shared.domain.structure.identifiers import Key
from tests.support.builders import a_channel, a_role
from tests.unit.domain.planning.cases import (
    VIEW,
    LiveGuild,
    a_design,
    access,
    calls,
    comes_after,
    the_plan,
    the_step,
)

COMMUNITY = {"community": True, "rules_channel": "rules", "updates_channel": "mods"}


def a_rule(key: str, trigger: int = 1, **fields: Any) -> AutomodRule:
    return AutomodRule(key=Key(key), trigger=trigger, **{"name": key, **fields})


def test_the_community_is_switched_on_after_its_channels_and_before_what_needs_it() -> None:
    guild = LiveGuild(features=frozenset({"INVITES_DISABLED"}), settings={"community": False})
    design = a_design(
        a_channel("rules"),
        a_channel("mods"),
        a_channel("news", ChannelType.ANNOUNCEMENT),
        settings={**COMMUNITY, "verification": 1, "filter": 2},
    )

    plan = the_plan(guild, design)

    switch = the_step(plan, Action.EDIT_GUILD)
    assert switch.body == {
        "verification_level": 1,
        "explicit_content_filter": 2,
        "rules_channel_id": {"$ref": "channel:rules"},
        "public_updates_channel_id": {"$ref": "channel:mods"},
        "features": ["COMMUNITY", "INVITES_DISABLED"],
    }
    for made in ("rules", "mods"):
        assert comes_after(plan, switch, the_step(plan, Action.CREATE_CHANNEL, made))
    assert comes_after(plan, the_step(plan, Action.CREATE_CHANNEL, "news"), switch)


def test_switching_on_sends_both_channels_even_where_they_are_set_already() -> None:
    guild = LiveGuild(
        a_channel("rules"), a_channel("mods"), settings={**COMMUNITY, "community": False}
    )

    plan = the_plan(guild, a_design(a_channel("rules"), a_channel("mods"), settings=COMMUNITY))

    body = the_step(plan, Action.EDIT_GUILD).body
    assert isinstance(body, dict)
    assert {"rules_channel_id", "public_updates_channel_id", "features"} == body.keys()


def test_switching_off_comes_after_onboarding_is_ended() -> None:
    channels = (a_channel("rules"), a_channel("mods"))
    guild = LiveGuild(
        *channels,
        settings=COMMUNITY,
        features=frozenset({"COMMUNITY", "NEWS"}),
        onboarding=Onboarding(enabled=True),
    )
    design = a_design(*channels, settings={"community": False}, onboarding=Onboarding())

    plan = the_plan(guild, design)

    switch = the_step(plan, Action.EDIT_GUILD)
    assert switch.body == {"features": ["NEWS"]}
    assert comes_after(plan, switch, the_step(plan, Action.EDIT_ONBOARDING))


def test_a_required_channel_is_pointed_away_from_before_it_is_deleted() -> None:
    guild = LiveGuild(
        a_channel("rules"), a_channel("mods"), settings=COMMUNITY, features=frozenset({"COMMUNITY"})
    )
    design = a_design(
        a_channel("new"),
        a_channel("mods"),
        settings={**COMMUNITY, "rules_channel": "new"},
        unmanaged_channels=Unmanaged.DELETE,
    )

    plan = the_plan(guild, design)

    moving = the_step(plan, Action.EDIT_GUILD)
    assert moving.body == {"rules_channel_id": {"$ref": "channel:new"}}
    assert comes_after(plan, the_step(plan, Action.DELETE_CHANNEL), moving)


def test_a_setting_that_points_to_a_doomed_channel_is_emptied_before() -> None:
    guild = LiveGuild(a_channel("old"), settings={"system_channel": "old"})

    plan = the_plan(guild, a_design(unmanaged_channels=Unmanaged.DELETE))

    emptied = the_step(plan, Action.EDIT_GUILD)
    assert emptied.body == {"system_channel_id": None}
    assert comes_after(plan, the_step(plan, Action.DELETE_CHANNEL), emptied)


def test_an_onboarding_is_sent_whole_with_the_ids_it_has() -> None:
    old = Prompt(key=Key("501"), title="Old?", options=(PromptOption(key=Key("601"), title="Yes"),))
    guild = LiveGuild(a_channel("hall"), onboarding=Onboarding(prompts=(old,)))
    design = a_design(
        a_channel("hall"),
        a_role("fan"),
        onboarding=Onboarding(
            default_channels=(Key("hall"),),
            prompts=(
                Prompt(
                    key=Key("new"),
                    title="New?",
                    options=(PromptOption(key=Key("yes"), title="Yes", roles=(Key("fan"),)),),
                ),
                Prompt(
                    key=Key("old"),
                    title="Old?",
                    options=(PromptOption(key=Key("yes"), title="Yes"),),
                ),
            ),
        ),
    )

    plan = the_plan(guild, design)

    sent = the_step(plan, Action.EDIT_ONBOARDING)
    assert isinstance(sent.body, dict)
    prompts: Any = sent.body["prompts"]
    assert [prompt["id"] for prompt in prompts] == ["1", {"$ref": "prompt:old"}]
    assert "id" not in prompts[0]["options"][0]
    assert prompts[0]["options"][0]["role_ids"] == [{"$ref": "role:fan"}]
    assert prompts[1]["options"][0]["id"] == {"$ref": "option:old/yes"}
    assert comes_after(plan, sent, the_step(plan, Action.CREATE_ROLE))


def test_default_channels_are_opened_before_the_onboarding_and_closed_after_it() -> None:
    hidden = access(everyone=(0, VIEW))
    guild = LiveGuild(
        a_channel("leaves"),
        a_channel("joins", access=hidden),
        onboarding=Onboarding(enabled=True, default_channels=(Key("201"),)),
    )
    design = a_design(
        a_channel("leaves", access=hidden),
        a_channel("joins"),
        onboarding=Onboarding(enabled=True, default_channels=(Key("joins"),)),
    )

    plan = the_plan(guild, design)

    onboarding = the_step(plan, Action.EDIT_ONBOARDING)
    assert comes_after(plan, onboarding, the_step(plan, Action.EDIT_CHANNEL, "joins"))
    assert comes_after(plan, the_step(plan, Action.EDIT_CHANNEL, "leaves"), onboarding)


def test_a_welcome_screen_comes_after_the_channels_it_shows() -> None:
    screen = WelcomeScreen(
        description="Hi", channels=(WelcomeChannel(channel=Key("hall"), description="Start"),)
    )

    plan = the_plan(LiveGuild(), a_design(a_channel("hall"), welcome_screen=screen))

    shown = the_step(plan, Action.EDIT_WELCOME_SCREEN)
    assert comes_after(plan, shown, the_step(plan, Action.CREATE_CHANNEL))


def test_the_only_rule_of_a_trigger_is_edited_whatever_its_name() -> None:
    guild = LiveGuild(automod=(a_rule("701", 3, name="Old"),))

    plan = the_plan(guild, a_design(automod=(a_rule("spam", 3, name="New"),)))

    assert the_step(plan, Action.EDIT_RULE).body == {"name": "New"}
    assert len(plan.steps) == 1


def test_of_rules_that_are_not_listed_ours_go_and_those_of_others_stay() -> None:
    guild = LiveGuild(automod=(a_rule("701"), a_rule("702")))
    bindings = Bindings(frozenset({Binding(Kind.RULE, Key("ours"), 701)}))

    plan = the_plan(guild, a_design(automod=()), bindings=bindings)

    assert calls(plan) == [(Action.DELETE_RULE, "ours")]


def test_a_rule_goes_first_only_where_there_is_no_room_for_the_new_one() -> None:
    def plan_with(others: int) -> list[Action]:
        live = [a_rule(str(701 + n)) for n in range(others + 1)]
        guild = LiveGuild(automod=tuple(live))
        bound = Bindings(
            frozenset(Binding(Kind.RULE, Key(f"r{n}"), 701 + n) for n in range(others + 1))
        )
        kept = tuple(a_rule(f"r{n}", name=str(701 + n)) for n in range(others))
        design = a_design(automod=(*kept, a_rule("new")))
        return [action for action, _ in calls(the_plan(guild, design, bindings=bound))]

    assert plan_with(4) == [Action.CREATE_RULE, Action.DELETE_RULE]
    assert plan_with(5) == [Action.DELETE_RULE, Action.CREATE_RULE]


def test_a_trigger_cannot_be_changed_so_the_rule_is_made_anew() -> None:
    guild = LiveGuild(automod=(a_rule("701", 1, name="x"),))
    bindings = Bindings(frozenset({Binding(Kind.RULE, Key("x"), 701)}))

    plan = the_plan(guild, a_design(automod=(a_rule("x", 5),)), bindings=bindings)

    assert calls(plan) == [(Action.CREATE_RULE, "x"), (Action.DELETE_RULE, "701")]


def test_a_welcome_screen_waits_for_the_community() -> None:
    channels = (a_channel("rules"), a_channel("mods"))
    guild = LiveGuild(*channels, settings={"community": False})
    screen = WelcomeScreen(description="Hi")

    plan = the_plan(guild, a_design(*channels, settings=COMMUNITY, welcome_screen=screen))

    shown = the_step(plan, Action.EDIT_WELCOME_SCREEN)
    assert comes_after(plan, shown, the_step(plan, Action.EDIT_GUILD))
