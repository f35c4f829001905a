"""Rolling back over a thing that was deleted by hand and that a run has brought back since."""

from dataclasses import replace

import pytest

from app.shared.domain.planning.planner import make_plan
from app.shared.domain.planning.request import PlanRequest
from app.shared.domain.runs.leading_back import way_back
from app.shared.domain.structure.bindings import Bindings, Kind, inner_key
from app.shared.domain.structure.channels import ChannelType, Tag
from app.shared.domain.structure.identifiers import Key
from app.shared.domain.structure.snapshot import Snapshot
from tests.support.builders import NOON, a_channel, a_role
from tests.unit.domain.planning.cases import LiveGuild

NEW = 9_001
NEW_TAG = 9_002


def with_new_channel(then: LiveGuild) -> tuple[Snapshot, Bindings]:
    """The guild with its only channel deleted by hand and made again by a run."""
    snapshot, bindings = then.snapshot, then.bindings.bind(Kind.CHANNEL, Key("general"), NEW)
    (channel,) = snapshot.structure.channels
    facts = {Key(str(NEW)): snapshot.channel_facts[channel.key]}
    tags = tuple(replace(tag, key=Key(str(NEW_TAG))) for tag in channel.tags)
    if tags:
        bindings = bindings.bind(Kind.TAG, inner_key(Key("general"), Key("help")), NEW_TAG)
    made_again = replace(channel, key=Key(str(NEW)), tags=tags)
    structure = replace(snapshot.structure, channels=(made_again,))
    return replace(snapshot, structure=structure, channel_facts=facts), bindings


def changes_back(then: LiveGuild, now: Snapshot, bindings: Bindings) -> list[str]:
    back = way_back(then.snapshot, then.bindings, now, bindings, frozenset({NEW}), {})
    request = PlanRequest(
        blueprint=back.blueprint,
        blueprint_version=None,
        snapshot=now,
        bindings=bindings,
        requester=None,
        now=NOON,
        restored=back.restored,
    )
    return [change.id for change in make_plan(request).changes]


@pytest.mark.parametrize("type", [ChannelType.TEXT, ChannelType.FORUM])
def test_a_channel_that_is_back_under_its_key_is_not_made_again(type: ChannelType) -> None:
    tags = (Tag(key=Key("51"), name="Help"),) if type is ChannelType.FORUM else ()
    then = LiveGuild(a_role("helper"), a_channel("general", type, topic="Talk", tags=tags))
    if tags:
        known = inner_key(Key("general"), Key("help"))
        then.bindings = then.bindings.bind(Kind.TAG, known, 51)

    now, bindings = with_new_channel(then)

    assert changes_back(then, now, bindings) == []


def test_what_was_changed_in_it_since_is_led_back() -> None:
    then = LiveGuild(a_channel("general", topic="Talk"))
    now, bindings = with_new_channel(then)
    (channel,) = now.structure.channels
    changed = (replace(channel, topic="Other"),)
    now = replace(now, structure=replace(now.structure, channels=changed))

    assert changes_back(then, now, bindings) == ["channel:general:update"]


def test_of_two_that_are_both_there_the_old_one_stays_and_the_new_one_goes() -> None:
    then = LiveGuild(a_channel("general", topic="Talk"))
    now, bindings = with_new_channel(then)
    both = (*then.snapshot.structure.channels, *now.structure.channels)
    facts = {**then.snapshot.channel_facts, **now.channel_facts}
    now = replace(now, structure=replace(now.structure, channels=both), channel_facts=facts)

    assert changes_back(then, now, bindings) == ["channel:general:delete"]
