"""What becomes of live things: adopted, kept, replaced, left alone."""

from app.shared.domain.blueprint.blueprint import Ignore, Unmanaged
from app.shared.domain.planning.steps import Action
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.channels import ChannelType, Overwrite
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Coverage
from tests.support.builders import a_channel, a_role
from tests.unit.domain.planning.cases import (
    BOT_ROLE,
    CATEGORY,
    EVERYONE_TARGET,
    VIEW,
    LiveGuild,
    a_design,
    access,
    calls,
    the_plan,
    the_step,
)

UNKNOWN = 1 << 60


def test_a_thing_of_the_same_name_is_taken_over_instead_of_made_twice() -> None:
    guild = LiveGuild(a_role("mod", name="Mod"), a_channel("hall"), unbound=("mod", "hall"))
    design = a_design(a_role("helpers", name="Mod", hoist=True), a_channel("lobby", name="hall"))

    plan = the_plan(guild, design)

    assert calls(plan) == [(Action.EDIT_ROLE, "helpers")]
    assert plan.bindings.id_of(Kind.CHANNEL, Key("lobby")) == guild.ids[Key("hall")]


def test_without_adoption_a_twin_is_made() -> None:
    guild = LiveGuild(a_role("mod", name="Mod"), unbound=("mod",))

    plan = the_plan(guild, a_design(a_role("helpers", name="Mod")), adopt=False)

    assert the_step(plan, Action.CREATE_ROLE).key == "helpers"


def test_an_ambiguous_name_is_not_taken_over() -> None:
    guild = LiveGuild(a_role("a", name="Mod"), a_role("b", name="Mod"), unbound=("a", "b"))

    plan = the_plan(guild, a_design(a_role("helpers", name="Mod")))

    assert the_step(plan, Action.CREATE_ROLE).key == "helpers"


def test_of_channels_with_one_name_the_one_in_the_same_category_is_taken_over() -> None:
    live = [
        a_channel("one", CATEGORY),
        a_channel("chat1", name="chat", parent=Key("one")),
        a_channel("two", CATEGORY),
        a_channel("chat2", name="chat", parent=Key("two")),
    ]
    guild = LiveGuild(*live, unbound=("chat1", "chat2"))
    design = a_design(
        a_channel("one", CATEGORY),
        a_channel("two", CATEGORY),
        a_channel("talk", name="chat", parent=Key("two")),
    )

    plan = the_plan(guild, design)

    assert plan.bindings.id_of(Kind.CHANNEL, Key("talk")) == guild.ids[Key("chat2")]


def test_a_binding_to_something_gone_is_dropped_and_the_thing_made_again() -> None:
    guild = LiveGuild()
    stale = Bindings(frozenset({Binding(Kind.ROLE, Key("mod"), 4711)}))

    plan = the_plan(guild, a_design(a_role("mod")), bindings=stale)

    assert the_step(plan, Action.CREATE_ROLE).key == "mod"
    assert plan.bindings.id_of(Kind.ROLE, Key("mod")) is None


def test_a_bound_channel_that_is_hidden_from_the_bot_is_left_as_it_is() -> None:
    guild = LiveGuild(coverage=Coverage(unseen_channels=frozenset({Key("4711")})))
    bound = Bindings(frozenset({Binding(Kind.CHANNEL, Key("desk"), 4711)}))

    plan = the_plan(
        guild,
        a_design(a_channel("desk", topic="x"), unmanaged_channels=Unmanaged.DELETE),
        bindings=bound,
    )

    assert plan.is_empty
    assert plan.changes == ()
    assert plan.bindings.id_of(Kind.CHANNEL, Key("desk")) == 4711


def test_text_becomes_announcement_by_an_edit() -> None:
    guild = LiveGuild(a_channel("news"), features=frozenset({"NEWS"}))

    plan = the_plan(guild, a_design(a_channel("news", ChannelType.ANNOUNCEMENT)))

    assert the_step(plan, Action.EDIT_CHANNEL).body == {"type": 5}


def test_any_other_type_is_made_anew_and_the_old_channel_is_deleted_last() -> None:
    guild = LiveGuild(a_channel("talk"))

    plan = the_plan(guild, a_design(a_channel("talk", ChannelType.VOICE)))

    live = str(guild.ids[Key("talk")])
    assert calls(plan) == [(Action.CREATE_CHANNEL, "talk"), (Action.DELETE_CHANNEL, live)]
    assert [change.key for change in plan.destructive] == [live]
    assert "messages are lost for good" in plan.destructive[0].loses


def test_a_protected_channel_keeps_its_type() -> None:
    guild = LiveGuild(a_channel("talk"))
    design = a_design(
        a_channel("talk", ChannelType.VOICE), protected=frozenset({(Kind.CHANNEL, Key("talk"))})
    )

    assert the_plan(guild, design).is_empty


def test_settings_follow_a_channel_that_is_made_anew() -> None:
    guild = LiveGuild(a_channel("talk"), settings={"system_channel": "talk"})

    plan = the_plan(guild, a_design(a_channel("talk", ChannelType.FORUM)))

    body = the_step(plan, Action.EDIT_GUILD).body
    assert body == {"system_channel_id": {"$ref": "channel:talk"}}


def test_unmanaged_things_are_kept_by_default() -> None:
    guild = LiveGuild(a_role("old"), a_channel("attic"), unbound=("attic",))

    assert the_plan(guild, a_design()).is_empty


def test_protected_things_are_never_deleted() -> None:
    guild = LiveGuild(a_role("old"), a_channel("attic"))
    design = a_design(
        unmanaged_roles=Unmanaged.DELETE,
        unmanaged_channels=Unmanaged.DELETE,
        protected=frozenset({(Kind.ROLE, Key("old")), (Kind.CHANNEL, Key("attic"))}),
    )

    assert the_plan(guild, design).is_empty


def test_a_protected_category_stays_even_when_nothing_is_left_in_it() -> None:
    guild = LiveGuild(a_channel("attic", CATEGORY))
    protected = frozenset({(Kind.CHANNEL, Key("attic"))})

    for policy in (Unmanaged.DELETE, Unmanaged.ARCHIVE):
        design = a_design(unmanaged_channels=policy, protected=protected)
        assert the_plan(guild, design).is_empty


def test_managed_roles_are_neither_deleted_nor_edited() -> None:
    guild = LiveGuild()
    named = Bindings(frozenset({Binding(Kind.ROLE, Key("bot"), int(BOT_ROLE))}))
    design = a_design(a_role("bot", name="Else"), unmanaged_roles=Unmanaged.DELETE)

    assert the_plan(guild, design, bindings=named).is_empty
    assert the_plan(guild, a_design(unmanaged_roles=Unmanaged.DELETE)).is_empty


def test_an_ignored_field_keeps_its_live_value() -> None:
    guild = LiveGuild(a_channel("desk", topic="by hand", slowmode=5))
    design = a_design(
        a_channel("desk", topic="design"),
        ignored=frozenset({Ignore(Kind.CHANNEL, Key("desk"), "topic")}),
    )

    plan = the_plan(guild, design)

    assert the_step(plan, Action.EDIT_CHANNEL).body == {"rate_limit_per_user": 0}


def test_unknown_permission_bits_survive_on_roles_and_in_overwrites() -> None:
    guild = LiveGuild(
        a_role("mod", permissions=UNKNOWN | VIEW),
        a_channel("desk", access=access(everyone=(UNKNOWN, VIEW))),
    )
    design = a_design(a_role("mod"), a_channel("desk", access=access(everyone=(0, 0))))

    plan = the_plan(guild, design)

    assert the_step(plan, Action.EDIT_ROLE).body == {"permissions": str(UNKNOWN)}
    entries = the_step(plan, Action.EDIT_CHANNEL).body
    assert isinstance(entries, dict)
    assert entries["permission_overwrites"] == [
        {"id": {"$ref": "role:everyone"}, "type": 0, "allow": str(UNKNOWN), "deny": "0"}
    ]


def test_unknown_channel_flags_survive() -> None:
    guild = LiveGuild(a_channel("desk", ChannelType.FORUM, flags=1 << 30))

    plan = the_plan(guild, a_design(a_channel("desk", ChannelType.FORUM, flags=1 << 4)))

    assert the_step(plan, Action.EDIT_CHANNEL).body == {"flags": 1 << 30 | 1 << 4}


def test_an_empty_overwrite_is_not_the_same_as_none() -> None:
    guild = LiveGuild(a_channel("desk", access={EVERYONE_TARGET: Overwrite()}))

    plan = the_plan(guild, a_design(a_channel("desk")))

    assert the_step(plan, Action.EDIT_CHANNEL).body == {"permission_overwrites": []}


def test_only_what_differs_is_sent_and_all_of_it_in_one_call() -> None:
    guild = LiveGuild(a_channel("desk", topic="a", slowmode=5, nsfw=True))

    plan = the_plan(guild, a_design(a_channel("desk", name="table", topic="b", nsfw=True)))

    assert len(plan.steps) == 1
    assert plan.steps[0].body == {"name": "table", "topic": "b", "rate_limit_per_user": 0}


def test_a_sentence_names_protected_channels_in_the_same_order_in_every_process() -> None:
    keys = [f"k{n}" for n in range(5)]
    guild = LiveGuild(*(a_channel(key) for key in keys))
    design = a_design(
        *(a_channel(key, ChannelType.VOICE) for key in keys),
        protected=frozenset((Kind.CHANNEL, Key(key)) for key in keys),
    )

    plan = the_plan(guild, design)

    (finding,) = (one for one in plan.findings if one.code == "protected_type")
    assert finding.what.startswith("#k0, #k1, #k2, #k3 and #k4 would have")


def test_a_sentence_names_categories_kept_for_hidden_channels_in_one_order_as_well() -> None:
    keys = [f"c{n}" for n in range(5)]
    guild = LiveGuild(
        *(a_channel(key, CATEGORY) for key in keys), coverage=Coverage(sees_all_channels=False)
    )

    plan = the_plan(guild, a_design(unmanaged_channels=Unmanaged.DELETE))

    (finding,) = (one for one in plan.findings if one.code == "kept_for_hidden_channels")
    names = [f"the category c{n}" for n in range(5)]
    assert finding.what.startswith(f"{', '.join(names[:-1])} and {names[-1]} stays")
