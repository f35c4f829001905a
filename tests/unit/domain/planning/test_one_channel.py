"""A channel compared by itself says what a comparison of the whole guild says of it."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from app.shared.domain.blueprint.blueprint import Ignore
from app.shared.domain.planning.changes import Change
from app.shared.domain.planning.comparing import compare
from app.shared.domain.planning.comparison import Comparison
from app.shared.domain.planning.one_channel import (
    channel_parts,
    compared_again,
    ranks_of,
    surroundings,
    with_channel_again,
)
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.structure.bindings import Kind
from app.shared.domain.structure.channels import Channel, ChannelType
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Coverage
from app.shared.domain.structure.structure import Structure
from tests.support.builders import NOON
from tests.support.chance import Chance, Seeded
from tests.support.examples import examples
from tests.support.structures import (
    CHANNEL_KEYS,
    ROLE_KEYS,
    Scene,
    a_scene,
    as_live,
    channel_values,
)

_LEFT_ALONE = ("topic", "access", "parent", "name", "type", "order", "flags")


def compared(scene: Scene) -> Comparison:
    return compare(
        PlanRequest(
            blueprint=scene.blueprint,
            blueprint_version=1,
            snapshot=scene.snapshot,
            bindings=scene.bindings,
            requester=None,
            now=NOON,
            adopt=False,
        )
    )


def a_guild(chance: Chance) -> Scene:
    """With fields that are left to people, and with a channel that the bot cannot see."""
    scene = a_scene(chance)
    left = frozenset(
        Ignore(Kind.CHANNEL, chance.one_of([None, *CHANNEL_KEYS]), field)
        for field in chance.some(_LEFT_ALONE, most=2)
    )
    unseen = frozenset(Key("305") for _ in range(chance.number(0, 1)))
    snapshot = scene.snapshot
    if "305" in snapshot.structure.channel_by_key:
        unseen = frozenset()
    return replace(
        scene,
        blueprint=replace(scene.blueprint, ignored=left),
        snapshot=replace(snapshot, coverage=Coverage(unseen_channels=unseen)),
    )


def as_somebody_left_it(chance: Chance, channel: Channel) -> Channel:
    """Anything else of it, but neither its type nor its place. In ids."""
    other = channel_values(chance, CHANNEL_KEYS[0], None, ROLE_KEYS)
    live = as_live(_alone(replace(other, type=channel.type, tags=channel.tags))).channels[0]
    return replace(live, key=channel.key, parent=channel.parent)


def with_channel(scene: Scene, channel: Channel) -> Scene:
    structure = scene.snapshot.structure
    channels = tuple(channel if one.key == channel.key else one for one in structure.channels)
    live = replace(structure, channels=channels)
    return replace(scene, snapshot=replace(scene.snapshot, structure=live))


@given(st.integers(0, 2**32))
@examples(150)
def test_channels_compared_by_themselves_give_what_the_whole_guild_gives(seed: int) -> None:
    chance = Seeded(seed)
    scene = a_guild(chance)
    whole = compared(scene)
    parts, around = channel_parts(whole), surroundings(whole)
    changes, ranks = whole.changes, dict(ranks_of(whole, whole.changes))

    for id_ in chance.some(sorted(parts), most=4):
        part = parts[id_]
        channel = as_somebody_left_it(chance, scene.snapshot.structure.channel_by_key[id_])
        again = compared_again(part, around, channel)
        ranks[part.design.key] = part.rank
        changes = with_channel_again(changes, part.design.key, part.rank, again, ranks)
        scene = with_channel(scene, channel)

        assert part.is_in_place(channel, part.position)
        assert changes == compared(scene).changes


def test_most_channels_can_be_compared_by_themselves() -> None:
    scenes = [a_guild(Seeded(seed)) for seed in range(150)]

    rooms, alone, different = 0, 0, 0
    for scene in scenes:
        whole = compared(scene)
        listed = {one.key for one in scene.blueprint.structure.channels}
        rooms += sum(
            one.type is not ChannelType.CATEGORY and one.key in listed
            for one in whole.live.channels
        )
        alone += len(channel_parts(whole))
        different += sum(_is_about_a_part(change, whole) for change in whole.changes)

    assert rooms > 60
    assert alone > 0.8 * rooms
    assert different > 40


def test_what_moved_is_not_in_its_place() -> None:
    whole = next(
        one for one in (compared(a_guild(Seeded(seed))) for seed in range(50)) if channel_parts(one)
    )
    id_, part = next(iter(channel_parts(whole).items()))
    channel = whole.snapshot.structure.channel_by_key[id_]

    assert part.is_in_place(channel, part.position)
    assert not part.is_in_place(channel, part.position + 1)
    assert not part.is_in_place(replace(channel, parent=Key("999")), part.position)
    assert not part.is_in_place(replace(channel, type=ChannelType.STAGE), part.position)


def _is_about_a_part(change: Change, whole: Comparison) -> bool:
    return change.key in {part.design.key for part in channel_parts(whole).values()}


def _alone(channel: Channel) -> Structure:
    return Structure(roles=(), channels=(channel,))
