"""Saving designs as versions."""

from typing import Any

import pytest

from app.shared.application.blueprints.save_version import SaveVersion, SaveVersionCommand
from app.shared.application.ports.unit_of_work import StoreUnavailable
from app.shared.domain.blueprint.blueprint import BlueprintVersion
from tests.support.builders import GUILD, NOON, a_blueprint, a_role
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.unit_of_work import InMemoryStore


@pytest.fixture
def store() -> InMemoryStore:
    return InMemoryStore()


async def save(store: InMemoryStore, text: str, **fields: Any) -> BlueprintVersion:
    design = {"blueprint": a_blueprint(a_role("helper")), **fields}
    command = SaveVersionCommand(guild_id=GUILD, text=text, **design)
    return await SaveVersion(store, FakeClock(NOON))(command)


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
    await save(store, "two", actor="user:42", origin="web", message="Why")

    entry = store.tables.trail[-1]
    assert (entry.action, entry.actor, entry.origin, entry.subject) == (
        "blueprint.saved",
        "user:42",
        "web",
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
