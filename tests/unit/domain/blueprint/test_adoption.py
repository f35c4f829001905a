from dataclasses import replace
from types import MappingProxyType
from typing import Any

from hypothesis import HealthCheck, given

from app.shared.domain.blueprint.adoption import adoption_notes, blueprint_of
from app.shared.domain.blueprint.blueprint import Ignore
from app.shared.domain.blueprint.validation import problems_of
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.structure.bindings import Bindings, Kind, inner_key
from app.shared.domain.structure.channels import ChannelType, Overwrite, Tag
from app.shared.domain.structure.fields import OBFUSCATED
from app.shared.domain.structure.identifiers import EVERYONE, Key, role_target
from app.shared.domain.structure.snapshot import (
    ChannelFacts,
    Coverage,
    RoleFacts,
    Snapshot,
    Standing,
)
from tests.support.builders import BOT, NOON, a_channel, a_role, a_snapshot, a_structure
from tests.support.examples import examples
from tests.support.structures import Scene, scenes

BOT_ROLE = Key("900")


def live(*parts: Any, **fields: Any) -> Snapshot:
    """A guild whose bot is an administrator with a managed role on top."""
    bot = a_role(BOT_ROLE, name="Guildwright", permissions=8)
    structure = a_structure(bot, *parts, **fields.pop("structure", {}))
    facts = {
        role.key: RoleFacts(position=len(structure.roles) - n, managed=role.key == BOT_ROLE)
        for n, role in enumerate(structure.roles, start=1)
    }
    channels = {c.key: ChannelFacts(position=n) for n, c in enumerate(structure.channels)}
    return a_snapshot(
        structure,
        role_facts=facts,
        channel_facts=channels,
        bot=Standing(user_id=BOT, roles=frozenset({BOT_ROLE})),
        **fields,
    )


def changes_after_adopting(snapshot: Snapshot) -> tuple[Change, ...]:
    blueprint, bound = blueprint_of(snapshot)
    request = PlanRequest(
        blueprint=blueprint,
        blueprint_version=None,
        snapshot=snapshot,
        bindings=bound,
        requester=None,
        now=NOON,
    )
    return make_plan(request).changes


@examples(25, suppress_health_check=[HealthCheck.too_slow])
@given(scenes())
def test_an_adopted_guild_is_a_valid_blueprint_with_an_empty_plan(scene: Scene) -> None:
    blueprint, _ = blueprint_of(scene.snapshot, scene.bindings)

    assert problems_of(blueprint) == ()
    assert changes_after_adopting(scene.snapshot) == ()


def test_keys_come_from_names_and_twins_get_numbers() -> None:
    snapshot = live(
        a_role("11", name="Modérateur"),
        a_role("12", name="Modérateur"),
        a_role("13", name="🎉"),
        a_role("14", name="一般"),
        a_role("15", name="2024"),
    )

    blueprint, _ = blueprint_of(snapshot)

    keys = [role.key for role in blueprint.structure.roles]
    assert keys == [
        "moderateur",
        "moderateur-2",
        "party-popper",
        "一般",
        "role-2024",
        EVERYONE,
    ]


def test_adopting_twice_gives_the_same_keys() -> None:
    snapshot = live(a_role("11", name="A"), a_role("12", name="A"), a_channel("21", name="a"))

    assert blueprint_of(snapshot) == blueprint_of(snapshot)


def test_keys_that_are_bound_already_are_kept() -> None:
    snapshot = live(a_role("11", name="Helpers of old"), a_channel("21", name="desk"))
    known = Bindings().bind(Kind.ROLE, Key("helper"), 11).bind(Kind.CHANNEL, Key("counter"), 21)

    blueprint, bound = blueprint_of(snapshot, known)

    assert Key("helper") in blueprint.structure.role_by_key
    assert Key("counter") in blueprint.structure.channel_by_key
    assert bound == known


def test_a_new_thing_never_takes_the_key_of_a_bound_one() -> None:
    snapshot = live(a_role("11", name="Helper"), a_role("12", name="Old"))
    known = Bindings().bind(Kind.ROLE, Key("helper"), 12)

    _, bound = blueprint_of(snapshot, known)

    assert bound.id_of(Kind.ROLE, Key("helper")) == 12
    assert bound.id_of(Kind.ROLE, Key("helper-2")) == 11


def test_bindings_of_what_is_gone_are_let_go() -> None:
    snapshot = live(a_channel("21", name="desk"))
    known = Bindings().bind(Kind.CHANNEL, Key("lost"), 99).bind(Kind.ROLE, Key("gone"), 98)

    _, bound = blueprint_of(snapshot, known)

    assert [(entry.kind, entry.key) for entry in bound.entries] == [(Kind.CHANNEL, "desk")]


def test_bindings_of_channels_that_may_only_be_hidden_are_kept() -> None:
    snapshot = live(coverage=Coverage(sees_all_channels=False))
    known = Bindings().bind(Kind.CHANNEL, Key("secret"), 99)

    _, bound = blueprint_of(snapshot, known)

    assert bound == known


def test_managed_roles_are_left_out_and_what_points_to_them_survives() -> None:
    access = MappingProxyType({role_target(BOT_ROLE): Overwrite(allow=1 << 10)})
    snapshot = live(a_channel("21", name="logs", access=access))

    blueprint, _ = blueprint_of(snapshot)

    assert [role.key for role in blueprint.structure.roles] == [EVERYONE]
    assert blueprint.structure.channels[0].access == access
    assert problems_of(blueprint) == ()
    assert changes_after_adopting(snapshot) == ()
    (told,) = (note for note in adoption_notes(snapshot) if "integration" in note)
    assert 'The role "Guildwright"' in told
    assert "900" not in told


def test_tags_are_bound_inside_their_channel() -> None:
    tags = (Tag(key=Key("31"), name="Solved"), Tag(key=Key("32"), name="solved"))
    snapshot = live(a_channel("21", ChannelType.FORUM, name="help", tags=tags))

    blueprint, bound = blueprint_of(snapshot)

    assert [tag.key for tag in blueprint.structure.channels[0].tags] == ["solved", "solved-2"]
    assert bound.id_of(Kind.TAG, inner_key(Key("help"), Key("solved-2"))) == 32


def test_channels_that_cannot_be_seen_are_left_out_and_said() -> None:
    hidden = a_channel("22", name="___hidden___", flags=OBFUSCATED)
    snapshot = live(a_channel("21", name="desk"), hidden)

    blueprint, _ = blueprint_of(snapshot)

    assert [channel.key for channel in blueprint.structure.channels] == ["desk"]
    assert any("Channel 22" in note for note in adoption_notes(snapshot))
    known = Bindings().bind(Kind.CHANNEL, Key("secret"), 22)
    assert any('The channel "secret"' in note for note in adoption_notes(snapshot, known))


def test_a_channel_in_a_category_that_cannot_be_seen_stays_where_it_is() -> None:
    snapshot = live(
        a_channel("22", name="desk", parent=Key("21")),
        coverage=Coverage(unseen_channels=frozenset({Key("21")})),
    )

    blueprint, _ = blueprint_of(snapshot)

    assert Ignore(Kind.CHANNEL, Key("desk"), "parent") in blueprint.ignored
    assert problems_of(blueprint) == ()


def test_parts_that_could_not_be_read_are_left_out_and_said() -> None:
    unread = MappingProxyType({"automod": "the bot may not manage the server"})
    snapshot = live(coverage=Coverage(unread=unread))

    blueprint, _ = blueprint_of(snapshot)

    assert blueprint.structure.automod is None
    assert any("automod" in note and "may not manage" in note for note in adoption_notes(snapshot))


def test_what_nobody_could_set_today_is_left_to_humans() -> None:
    snapshot = live(a_channel("21", name="Général", topic="x" * 2000))

    blueprint, _ = blueprint_of(snapshot)

    channel = blueprint.structure.channels[0]
    assert (channel.name, channel.topic) == ("général", "")
    assert Ignore(Kind.CHANNEL, channel.key, "name") in blueprint.ignored
    assert Ignore(Kind.CHANNEL, channel.key, "topic") in blueprint.ignored
    assert problems_of(blueprint) == ()
    assert changes_after_adopting(snapshot) == ()
    assert any("topic" in note for note in adoption_notes(snapshot))


def test_an_entry_that_allows_and_denies_is_left_to_humans() -> None:
    access = MappingProxyType({role_target(EVERYONE): Overwrite(allow=3 << 10, deny=1 << 10)})
    snapshot = live(a_channel("21", name="desk", access=access))

    blueprint, _ = blueprint_of(snapshot)

    assert blueprint.structure.channels[0].access[role_target(EVERYONE)] == Overwrite(3 << 10, 0)
    assert changes_after_adopting(snapshot) == ()


def test_a_setting_that_breaks_a_rule_is_left_alone() -> None:
    settings_now = MappingProxyType({"locale": "xx", "afk_timeout": 300})
    snapshot = live(structure={"settings": settings_now})

    blueprint, _ = blueprint_of(snapshot)

    assert dict(blueprint.structure.settings) == {"afk_timeout": 300}
    assert any("setting locale" in note for note in adoption_notes(snapshot))


def test_nothing_is_said_of_a_guild_that_was_read_whole() -> None:
    snapshot = live(a_role("11", name="Helper"))
    own = {key: replace(facts, managed=False) for key, facts in snapshot.role_facts.items()}

    assert adoption_notes(replace(snapshot, role_facts=own)) == ()


def test_what_a_way_back_has_brought_under_an_old_id_gets_a_key() -> None:
    snapshot = a_snapshot(a_structure(a_channel("300", name="general"), a_role("400", name="Red")))
    known = Bindings().bind(Kind.CHANNEL, Key("100"), 300).bind(Kind.ROLE, Key("200"), 400)

    blueprint, bound = blueprint_of(snapshot, known)

    assert (bound.key_of(Kind.CHANNEL, 300), bound.key_of(Kind.ROLE, 400)) == ("general", "red")
    assert problems_of(blueprint) == ()
    assert blueprint.ignored == frozenset()
