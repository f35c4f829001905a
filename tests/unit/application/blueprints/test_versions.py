"""Looking at versions: the latest one, two side by side, an old one again, two people's at once."""

import pytest

from app.shared.application.blueprints.check_design import CheckDesign, CheckDesignCommand
from app.shared.application.blueprints.compare_versions import (
    CompareVersions,
    CompareVersionsCommand,
)
from app.shared.application.blueprints.latest_design import LatestDesign
from app.shared.application.blueprints.merge_designs import MergeDesigns, MergeDesignsCommand
from app.shared.application.blueprints.restore_version import (
    RestoreVersion,
    RestoreVersionCommand,
)
from app.shared.application.blueprints.version_conflict import VersionConflict
from app.shared.application.ports.unit_of_work import VersionNotFound
from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.infrastructure.files.design.writing import design_of
from app.shared.infrastructure.files.documents import FileDocuments
from tests.support.builders import GUILD, NOON, a_blueprint, a_channel, a_role, a_version
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.unit_of_work import InMemoryStore
from tests.support.gate import a_gate

TEXT = """version: 1
channels:
  - text: lobby  # first
"""


@pytest.fixture
def store() -> InMemoryStore:
    return InMemoryStore()


async def keep(store: InMemoryStore, *designs: Blueprint) -> list[BlueprintVersion]:
    versions = [a_version(number + 1, design) for number, design in enumerate(designs)]
    async with store() as uow:
        for version in versions:
            await uow.versions.add(version)
        await uow.commit()
    return versions


async def restore(
    store: InMemoryStore, number: int, expected: int | None = None
) -> BlueprintVersion:
    use_case = RestoreVersion(store, a_gate(store), FakeClock(NOON))
    return await use_case(RestoreVersionCommand(guild_id=GUILD, number=number, expected=expected))


async def test_the_latest_design_is_none_before_the_first(store: InMemoryStore) -> None:
    assert await LatestDesign(store)(GUILD) is None

    _, second = await keep(store, a_blueprint(), a_blueprint(a_role("helper")))

    assert await LatestDesign(store)(GUILD) == second


async def test_any_two_versions_can_be_compared_either_way(store: InMemoryStore) -> None:
    await keep(store, a_blueprint(a_channel("lobby")), a_blueprint(a_channel("lobby", nsfw=True)))
    use_case = CompareVersions(store)

    there = await use_case(CompareVersionsCommand(guild_id=GUILD, before=1, after=2))
    back = await use_case(CompareVersionsCommand(guild_id=GUILD, before=2, after=1))

    assert [(d.path, d.before, d.after) for d in there.differences] == [
        (("channels", "lobby", "nsfw"), False, True)
    ]
    assert [(d.before, d.after) for d in back.differences] == [(True, False)]
    with pytest.raises(VersionNotFound):
        await use_case(CompareVersionsCommand(guild_id=GUILD, before=1, after=3))


async def test_an_old_version_comes_back_as_a_new_one(store: InMemoryStore) -> None:
    first, _ = await keep(store, a_blueprint(a_role("helper")), a_blueprint())

    restored = await restore(store, 1)

    assert (restored.number, restored.text, restored.blueprint) == (3, first.text, first.blueprint)
    assert restored.message == "Restored from version 1"
    assert store.tables.trail[-1].details["restored"] == 1


async def test_restoring_the_latest_version_does_nothing(store: InMemoryStore) -> None:
    _, second = await keep(store, a_blueprint(a_role("helper")), a_blueprint())

    assert await restore(store, 2) == second
    assert len(store.tables.versions) == 2


async def test_restoring_over_what_one_has_not_seen_is_refused(store: InMemoryStore) -> None:
    await keep(store, a_blueprint(a_role("helper")), a_blueprint())

    with pytest.raises(VersionConflict):
        await restore(store, 1, expected=1)


async def test_a_design_is_merged_with_the_latest(store: InMemoryStore) -> None:
    base = a_blueprint(a_channel("lobby"))
    _, latest = await keep(store, base, a_blueprint(a_channel("lobby", topic="Theirs")))
    mine = a_blueprint(a_channel("lobby", nsfw=True))

    found = await MergeDesigns(store)(
        MergeDesignsCommand(guild_id=GUILD, base_version=1, mine=mine)
    )

    assert found.latest == latest
    assert found.merged.blueprint == a_blueprint(a_channel("lobby", nsfw=True, topic="Theirs"))
    assert found.merged.conflicts == ()


async def test_there_is_nothing_to_merge_with_before_the_first(store: InMemoryStore) -> None:
    with pytest.raises(VersionNotFound):
        await MergeDesigns(store)(
            MergeDesignsCommand(guild_id=GUILD, base_version=0, mine=a_blueprint())
        )


async def test_a_text_is_checked_into_a_design() -> None:
    checked = await CheckDesign(FileDocuments())(CheckDesignCommand(text=TEXT))

    assert checked.ok
    assert checked.text == TEXT
    assert checked.design is not None
    assert [channel["key"] for channel in checked.design["channels"]] == ["lobby"]


async def test_a_wrong_text_is_told_with_line_and_column() -> None:
    checked = await CheckDesign(FileDocuments())(CheckDesignCommand(text=TEXT + "    topc: x\n"))

    (problem,) = checked.problems
    assert (problem.line, problem.column) == (4, 5)
    assert (checked.design, checked.text) == (None, None)


async def test_a_design_is_checked_into_a_text_that_keeps_comments() -> None:
    use_case = CheckDesign(FileDocuments())
    design = design_of(a_blueprint(a_channel("lobby", topic="Hi")))

    updated = await use_case(CheckDesignCommand(design=design, base_text=TEXT))
    fresh = await use_case(CheckDesignCommand(design=design))
    over_nonsense = await use_case(CheckDesignCommand(design=design, base_text="version: [1"))

    assert updated.text is not None
    assert "# first" in updated.text
    assert "topic: Hi" in updated.text
    assert fresh.text == over_nonsense.text
    assert updated.design == fresh.design == design


async def test_a_wrong_design_is_told_with_its_path() -> None:
    design = design_of(a_blueprint(a_channel("lobby")))
    design["channels"][0]["topic"] = 5

    checked = await CheckDesign(FileDocuments())(CheckDesignCommand(design=design))

    assert [problem.path for problem in checked.problems] == [("channels", 0, "topic")]
    assert not checked.ok
