"""Documents behind their port: what was read once need not be read again."""

from typing import Any

import pytest

from app.shared.domain.blueprint.problems import BlueprintRefused
from app.shared.infrastructure.files import read_texts
from app.shared.infrastructure.files.blueprint_reader import read_blueprint, read_document
from app.shared.infrastructure.files.design.writing import design_of
from app.shared.infrastructure.files.documents import FileDocuments
from app.shared.infrastructure.files.read_texts import ReadTexts
from app.shared.infrastructure.files.updating.update import update_document
from app.shared.infrastructure.files.written_designs import WrittenDesigns
from tests.support.builders import a_blueprint, a_channel

TEXT = """version: 1
channels:
  - text: lobby  # first
    topic: &hi Hi
  - text: hall
    topic: *hi
"""


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The texts that were really read."""
    texts: list[str] = []

    def reading(text: str, file: str = "") -> Any:
        texts.append(text)
        return read_document(text, file)

    monkeypatch.setattr(read_texts, "read_document", reading)
    return texts


def design(topic: str) -> Any:
    return a_blueprint(a_channel("lobby", topic="Hi"), a_channel("hall", topic=topic))


async def test_each_save_reads_only_the_new_text(read: list[str]) -> None:
    documents = FileDocuments()
    text = TEXT

    for number in range(3):
        text = await documents.updated(text, design(f"Topic {number}"))

    assert len(read) == 4
    assert read[-1] == text
    assert "# first" in text


async def test_a_kept_text_is_updated_like_one_that_is_read_anew() -> None:
    documents = FileDocuments()
    for topic in ("One", "Two", "One"):
        updated = await documents.updated(TEXT, design(topic))

        assert updated == update_document(TEXT, design(topic))
        assert read_blueprint(updated) == design(topic)


def test_only_the_last_texts_are_kept(read: list[str]) -> None:
    texts = ReadTexts(kept=2)
    for name in ("a", "b", "a", "c", "a", "b"):
        texts.read(f"version: 1\nroles: [{name}]")

    assert [text[-2] for text in read] == ["a", "b", "c", "b"]


async def test_what_is_refused_is_read_each_time(read: list[str]) -> None:
    documents = FileDocuments()
    for _ in range(2):
        with pytest.raises(BlueprintRefused):
            await documents.read("version: [")

    assert len(read) == 2


async def test_a_byte_order_mark_is_no_other_text(read: list[str]) -> None:
    documents = FileDocuments()

    assert await documents.read(f"\ufeff{TEXT}") == await documents.read(TEXT)
    assert len(read) == 1


async def test_the_same_design_is_written_out_once() -> None:
    documents = FileDocuments()
    blueprint = design("One")

    first, again = [await documents.design_of(blueprint) for _ in range(2)]

    assert first is again
    assert first == design_of(blueprint)
    assert await documents.design_of(design("Two")) == design_of(design("Two"))


def test_no_more_written_designs_are_kept_than_was_agreed() -> None:
    blueprints = [design(f"Topic {number}") for number in range(50)]
    kept = WrittenDesigns(all_at_most=20)

    for blueprint in blueprints:
        kept.keep(blueprint, design_of(blueprint))

    assert 0 < kept.parts <= 20
    assert kept.of(blueprints[0]) is None
    assert kept.of(blueprints[-1]) == design_of(blueprints[-1])


def test_a_design_that_was_asked_for_lately_stays_longest() -> None:
    first, second, third = (design(name) for name in ("One", "Two", "Three"))
    one = WrittenDesigns()
    one.keep(first, design_of(first))
    kept = WrittenDesigns(all_at_most=one.parts * 2)
    kept.keep(first, design_of(first))
    kept.keep(second, design_of(second))
    kept.of(first)

    kept.keep(third, design_of(third))

    assert kept.of(first) is not None
    assert kept.of(second) is None


def test_a_design_that_is_too_large_is_not_kept() -> None:
    large = design("One")
    kept = WrittenDesigns(all_at_most=1)

    kept.keep(large, design_of(large))

    assert kept.of(large) is None
    assert kept.parts == 0
