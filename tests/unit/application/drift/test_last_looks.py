"""What a look leaves for the next one is small, given once, and dropped where there is no room."""

from dataclasses import replace
from types import MappingProxyType

from app.shared.application.drift.last_looks import LastLook, LastLooks
from app.shared.application.drift.left_by_runs import Mark
from app.shared.application.drift.packed import Packed
from app.shared.domain.planning.changes import Change, ChangeKind, FieldChange, Risk, Subject
from app.shared.domain.structure.bindings import Binding, Bindings, Kind
from app.shared.domain.structure.identifiers import GuildId, Key
from tests.support.builders import a_rich_structure


def a_look(size: int = 1) -> LastLook:
    return LastLook(
        mark=Mark(run=None, version=1, bindings=None),
        version=1,
        changes=(),
        ranks={},
        packed=Packed({str(number): Key(f"a key of its own {number}") for number in range(size)}),
    )


def test_values_come_out_as_they_went_in() -> None:
    bindings = Bindings(frozenset({Binding(Kind.ROLE, Key("helper"), 1 << 62)}))
    values = {
        "structure": a_rich_structure(),
        "shared": (bindings, bindings),
        "mapping": MappingProxyType({"a": (1, None)}),
    }

    packed = Packed(values)

    found = packed.get(*values, "missing")
    assert found == values
    assert found["shared"][0] is found["shared"][1]
    assert type(found["mapping"]) is MappingProxyType
    assert packed.get("mapping").keys() == {"mapping"}
    assert 0 < len(packed) < len(repr(values))


def test_a_look_is_given_once() -> None:
    looks, look = LastLooks(), a_look()
    looks.keep(GuildId(1), look)

    assert looks.take(GuildId(2)) is None
    assert looks.take(GuildId(1)) is look
    assert looks.take(GuildId(1)) is None


def test_those_that_were_not_used_for_longest_go_where_there_is_no_room() -> None:
    small, large = a_look(), a_look(200)
    looks = LastLooks(most_bytes=2 * len(small.packed) + len(large.packed))
    for number in (1, 2, 3):
        looks.keep(GuildId(number), small)
    looks.keep(GuildId(1), small)

    looks.keep(GuildId(4), large)

    there = {number for number in range(1, 5) if looks.take(GuildId(number)) is not None}
    assert there == {1, 3, 4}


def test_room_is_given_back_by_what_is_taken() -> None:
    look = a_look()
    looks = LastLooks(most_bytes=len(look.packed))
    for _ in range(3):
        looks.keep(GuildId(1), look)
        assert looks.take(GuildId(1)) is look

    looks.keep(GuildId(2), look)

    assert looks.take(GuildId(2)) is look


def test_what_is_lacking_counts_as_well_as_what_is_packed() -> None:
    lacking = tuple(
        Change(
            subject=Subject.CHANNEL,
            kind=ChangeKind.UPDATE,
            key=Key(f"room-{number}"),
            name="room",
            fields=(FieldChange(field="topic", before=f"Spoilt {number}", after="Hi"),),
            risk=Risk.LOW,
        )
        for number in range(500)
    )
    look = replace(a_look(), changes=lacking)
    looks = LastLooks(most_bytes=2 * 500 * 300)

    for number in range(10):
        looks.keep(GuildId(number), look)

    assert sum(looks.take(GuildId(number)) is not None for number in range(10)) <= 2
