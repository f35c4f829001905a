"""Saving designs as versions."""

from typing import Any

import pytest

from app.shared.application.blueprints.save_version import SaveVersion, SaveVersionCommand
from app.shared.application.blueprints.version_conflict import VersionConflict
from app.shared.application.ports.guild_gateway import GuildNotFound
from app.shared.application.ports.unit_of_work import StoreUnavailable, VersionNotFound
from app.shared.domain.access.grants import Grant, Subject, SubjectKind
from app.shared.domain.access.membership import Membership
from app.shared.domain.access.refusals import AccessDenied
from app.shared.domain.access.rights import Right
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.permissions.bits import MANAGE_GUILD
from app.shared.domain.structure.identifiers import UserId
from app.shared.infrastructure.files.blueprint_reader import read_blueprint
from app.shared.infrastructure.files.documents import FileDocuments
from tests.support.builders import GUILD, NOON, a_blueprint, a_channel, a_role
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.gate import a_gate


@pytest.fixture
def store() -> InMemoryStore:
    return InMemoryStore()


async def save(store: InMemoryStore, text: str | None, **fields: Any) -> BlueprintVersion:
    design = {"blueprint": a_blueprint(a_role("helper")), **fields}
    command = SaveVersionCommand(guild_id=GUILD, text=text, **design)
    return await saving(store)(command)


def saving(store: InMemoryStore, *members: Membership) -> SaveVersion:
    return SaveVersion(store, FileDocuments(), a_gate(store, *members), FakeClock(NOON))


async def test_versions_are_counted_from_one(store: InMemoryStore) -> None:
    first = await save(store, "one", message="Begin", actor="user:42")
    second = await save(store, "two", blueprint=a_blueprint())

    assert (first.number, second.number) == (1, 2)
    assert (first.author, first.message, first.saved_at) == ("user:42", "Begin", NOON)
    assert (second.text, second.blueprint) == ("two", a_blueprint())
    assert list(store.tables.versions.values()) == [first, second]


async def test_the_same_text_again_makes_no_new_version(store: InMemoryStore) -> None:
    first = await save(store, "one")

    assert await save(store, "one", message="Again") == first

    assert len(store.tables.versions) == 1
    assert len(store.tables.trail) == 1


async def test_going_back_to_an_older_text_is_a_new_version(store: InMemoryStore) -> None:
    for text in ("one", "two", "one"):
        version = await save(store, text)

    assert version.number == 3


async def test_the_same_text_with_another_meaning_is_a_new_version(store: InMemoryStore) -> None:
    await save(store, "one")

    assert (await save(store, "one", blueprint=a_blueprint())).number == 2


async def test_saving_is_in_the_trail(store: InMemoryStore) -> None:
    await save(store, "one")
    await save(store, "two", actor="user:42", message="Why")

    entry = store.tables.trail[-1]
    assert (entry.action, entry.actor, entry.origin, entry.subject) == (
        "blueprint.saved",
        "user:42",
        "cli",
        "2",
    )
    assert (entry.before, entry.after) == ({"version": 1}, {"version": 2})


async def test_a_version_and_its_trail_are_one_transaction(store: InMemoryStore) -> None:
    for answers in range(1, 6):
        store.tables.versions.clear()
        store.unavailable = 0
        command = save(store, f"text {answers}")
        store.unavailable = 1
        with pytest.raises(StoreUnavailable):
            await command

        assert (store.tables.versions, store.tables.trail) == ({}, [])


COMMENTED = """version: 1
roles:
  # Those who know the way.
  - helper
channels:
  - text: lobby  # first
"""


async def test_a_design_keeps_the_comments_of_the_latest_text(store: InMemoryStore) -> None:
    await save(store, COMMENTED, blueprint=read_blueprint(COMMENTED))
    design = a_blueprint(a_role("helper", name="helper"), a_channel("lobby", topic="Hello"))

    saved = await save(store, None, blueprint=design)

    assert "# Those who know the way." in saved.text
    assert read_blueprint(saved.text) == saved.blueprint == design


async def test_a_design_without_a_text_before_gets_a_whole_one(store: InMemoryStore) -> None:
    saved = await save(store, None)

    assert read_blueprint(saved.text) == saved.blueprint


async def test_the_same_design_again_makes_no_new_version(store: InMemoryStore) -> None:
    first = await save(store, COMMENTED, blueprint=read_blueprint(COMMENTED))

    assert await save(store, None, blueprint=first.blueprint) == first


async def test_who_has_not_seen_the_latest_version_is_told_what_both_changed(
    store: InMemoryStore,
) -> None:
    def lobby(**fields: Any) -> Blueprint:
        return a_blueprint(a_channel("lobby", **fields))

    await save(store, "one", blueprint=lobby())
    latest = await save(store, "two", blueprint=lobby(topic="Theirs"), expected=1)

    with pytest.raises(VersionConflict) as refused:
        await save(store, "three", blueprint=lobby(nsfw=True), expected=1)

    assert refused.value.latest == latest
    assert {one.path: (one.base, one.mine, one.theirs) for one in refused.value.differences} == {
        ("channels", "lobby", "topic"): ("", "", "Theirs"),
        ("channels", "lobby", "nsfw"): (False, True, False),
    }
    assert len(store.tables.versions) == 2


class CrowdedStore(InMemoryStore):
    """In which somebody else saves between the reading and the committing of the next save."""

    def __init__(self) -> None:
        super().__init__()
        self._answers = 0

    async def answer(self) -> None:
        await super().answer()
        self._answers += 1
        if self._answers == READING + COMMITTING:
            await save(self, "theirs", blueprint=a_blueprint(a_role("theirs")))


READING, COMMITTING = 1, 1


async def test_who_saves_at_the_same_moment_is_told_what_both_changed() -> None:
    store = CrowdedStore()

    with pytest.raises(VersionConflict) as refused:
        await save(store, "mine", expected=0)

    assert refused.value.latest.text == "theirs"
    assert [one.text for one in store.tables.versions.values()] == ["theirs"]


async def test_who_saves_over_any_version_saves_over_one_of_the_same_moment() -> None:
    store = CrowdedStore()

    mine = await save(store, "mine")

    assert (mine.number, mine.text) == (2, "mine")


async def test_the_first_version_can_be_expected_to_be_the_first(store: InMemoryStore) -> None:
    assert (await save(store, "one", expected=0)).number == 1
    with pytest.raises(VersionConflict):
        await save(store, "two", expected=0)


async def test_a_version_that_never_was_cannot_have_been_seen(store: InMemoryStore) -> None:
    with pytest.raises(VersionNotFound):
        await save(store, "one", expected=3)


def a_member(user: int, permissions: int = 0) -> Membership:
    return Membership(
        guild_id=GUILD,
        user_id=UserId(user),
        name="ann",
        display_name="Ann",
        avatar=None,
        owner=False,
        roles=frozenset(),
        permissions=permissions,
    )


async def test_on_the_web_a_design_is_saved_by_who_may_design(store: InMemoryStore) -> None:
    def command(user: int) -> SaveVersionCommand:
        return SaveVersionCommand(
            guild_id=GUILD, blueprint=a_blueprint(), text="t", actor=f"user:{user}", origin="web"
        )

    use_case = saving(store, a_member(1, MANAGE_GUILD), a_member(2))

    assert (await use_case(command(1))).number == 1
    with pytest.raises(AccessDenied):
        await use_case(command(2))
    with pytest.raises(GuildNotFound):
        await use_case(command(3))


async def test_who_may_design_one_channel_changes_nothing_else(store: InMemoryStore) -> None:
    before = a_blueprint(a_channel("hall"), a_channel("lobby"))
    await save(store, "one", blueprint=before)
    async with store() as uow:
        await uow.grants.add(
            Grant(
                guild_id=GUILD,
                subject=Subject(SubjectKind.USER, 2),
                rights=frozenset({Right.DESIGN}),
                objects=frozenset({"channel:lobby"}),
                granted_by=None,
                granted_at=NOON,
            )
        )
        await uow.commit()
    use_case = saving(store, a_member(2))

    def command(design: Blueprint) -> SaveVersionCommand:
        return SaveVersionCommand(
            guild_id=GUILD, blueprint=design, text=None, actor="user:2", origin="web"
        )

    allowed = a_blueprint(a_channel("hall"), a_channel("lobby", topic="Hi"))
    assert (await use_case(command(allowed))).number == 2
    with pytest.raises(AccessDenied, match="hall"):
        await use_case(command(a_blueprint(a_channel("hall", topic="Hi"), a_channel("lobby"))))
