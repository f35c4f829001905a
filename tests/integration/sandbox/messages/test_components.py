"""Components of messages: rows, and version 2."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from tests.integration.sandbox.messages.desk import Desk, leaves
from tests.support.sandbox import running_sandbox

V2 = 1 << 15
BUTTON = {"type": 2, "style": 1, "label": "Go", "custom_id": "go"}
TEXT = {"type": 10, "content": "words"}


@pytest.fixture
async def desk() -> AsyncGenerator[Desk]:
    async with running_sandbox(expect_bad_requests=True) as place:
        yield Desk(place)


def row(*components: dict[str, Any]) -> dict[str, Any]:
    return {"type": 1, "components": list(components)}


def button(number: int) -> dict[str, Any]:
    return {**BUTTON, "custom_id": f"b{number}"}


def choosing(**fields: Any) -> dict[str, Any]:
    options = [{"label": "A", "value": "a"}, {"label": "B", "value": "b"}]
    return {"type": 3, "custom_id": "pick", "options": options, **fields}


async def test_components_come_back_numbered_and_filled_in(desk: Desk) -> None:
    select = choosing(placeholder="Choose")

    sent = await desk.send(content="a", components=[row(BUTTON), row(select)])

    first, second = sent["components"]
    assert [first["id"], first["components"][0]["id"], second["id"]] == [1, 2, 3]
    assert first["components"][0] == {**BUTTON, "id": 2}
    assert (second["components"][0]["min_values"], second["components"][0]["max_values"]) == (1, 1)


async def test_numbers_that_were_sent_are_kept_and_passed_over(desk: Desk) -> None:
    sent = await desk.send(content="a", components=[row({**BUTTON, "id": 1}), row(button(2))])

    numbers = [(each["id"], each["components"][0]["id"]) for each in sent["components"]]
    assert numbers == [(2, 1), (3, 4)]


@pytest.mark.parametrize(
    ("components", "place", "code"),
    [
        ([row(button(n)) for n in range(6)], "components", "BASE_TYPE_BAD_LENGTH"),
        ([row(*map(button, range(6)))], "components.0.components", "BASE_TYPE_BAD_LENGTH"),
        ([row()], "components.0.components", "BASE_TYPE_BAD_LENGTH"),
        (
            [row(choosing(), BUTTON)],
            "components.0.components",
            "COMPONENT_LAYOUT_WIDTH_EXCEEDED",
        ),
        ([row(BUTTON), row(BUTTON)], "components", "COMPONENT_CUSTOM_ID_DUPLICATED"),
        (
            [row({**button(1), "id": 5}), row({**button(2), "id": 5})],
            "components",
            "COMPONENT_ID_DUPLICATED",
        ),
        ([TEXT], "components.0.type", "UNION_TYPE_CHOICES"),
        ([BUTTON], "components.0.type", "UNION_TYPE_CHOICES"),
        (
            [row({"type": 2, "style": 1, "label": "Go"})],
            "components.0.components.0.custom_id",
            "BASE_TYPE_REQUIRED",
        ),
        (
            [row({"type": 2, "style": 5, "label": "Go"})],
            "components.0.components.0.url",
            "BASE_TYPE_REQUIRED",
        ),
        (
            [row({**BUTTON, "url": "https://a.example"})],
            "components.0.components.0.url",
            "BUTTON_COMPONENT_STYLE_MISMATCH",
        ),
        (
            [row({"type": 2, "style": 1, "custom_id": "a"})],
            "components.0.components.0.label",
            "BASE_TYPE_REQUIRED",
        ),
        (
            [row({**BUTTON, "label": "a" * 81})],
            "components.0.components.0.label",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            [row({**BUTTON, "custom_id": "a" * 101})],
            "components.0.components.0.custom_id",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            [row(choosing(options=[]))],
            "components.0.components.0.options",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            [row(choosing(options=[{"label": "A", "value": str(n)} for n in range(26)]))],
            "components.0.components.0.options",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            [row(choosing(options=[{"label": "A", "value": "a"}] * 2))],
            "components.0.components.0.options",
            "SELECT_COMPONENT_OPTION_VALUE_DUPLICATED",
        ),
        (
            [row(choosing(max_values=3))],
            "components.0.components.0.max_values",
            "SELECT_COMPONENT_INVALID_MAX_VALUES",
        ),
        (
            [row(choosing(min_values=2, max_values=1))],
            "components.0.components.0.min_values",
            "SELECT_COMPONENT_INVALID_MIN_VALUES",
        ),
        (
            [row(choosing(placeholder="a" * 151))],
            "components.0.components.0.placeholder",
            "BASE_TYPE_MAX_LENGTH",
        ),
        (
            [row({"type": 4, "custom_id": "a", "style": 1, "label": "a"})],
            "components.0.components.0.type",
            "UNION_TYPE_CHOICES",
        ),
    ],
)
async def test_rows_are_refused_at_their_place(
    desk: Desk, components: list[dict[str, Any]], place: str, code: str
) -> None:
    refusal = await desk.refused(content="a", components=components)

    assert leaves(refusal) == {place: code}


async def test_five_rows_of_five_buttons_are_taken(desk: Desk) -> None:
    rows = [row(*(button(5 * n + m) for m in range(5))) for n in range(5)]

    sent = await desk.send(components=rows)

    assert [len(each["components"]) for each in sent["components"]] == [5] * 5


async def test_a_layout_of_version_2_comes_back_whole(desk: Desk) -> None:
    section = {"type": 9, "components": [TEXT], "accessory": BUTTON}
    picture = {"media": {"url": "https://a.example/a.png"}}
    gallery = {"type": 12, "items": [picture]}
    inside = [TEXT, {"type": 14}, section, gallery, row(button(1))]

    sent = await desk.send(
        flags=V2, components=[{"type": 17, "accent_color": 255, "components": inside}, TEXT]
    )

    container, text = sent["components"]
    assert sent["flags"] == V2
    assert [each["type"] for each in container["components"]] == [10, 14, 9, 12, 1]
    assert (container["accent_color"], container["spoiler"]) == (255, False)
    assert container["components"][1] == {"type": 14, "id": 3, "divider": True, "spacing": 1}
    assert container["components"][2]["accessory"]["custom_id"] == "go"
    assert container["components"][3]["items"][0]["media"]["url"] == "https://a.example/a.png"
    assert text["content"] == "words"


@pytest.mark.parametrize(
    ("body", "place", "code"),
    [
        (
            {"content": "a", "components": [TEXT]},
            "content",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        (
            {"embeds": [{"title": "a"}], "components": [TEXT]},
            "embeds",
            "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2",
        ),
        ({"components": [TEXT] * 41}, "components", "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED"),
        (
            {"components": [{"type": 17, "components": [TEXT] * 40}]},
            "components",
            "COMPONENT_MAX_TOTAL_COMPONENTS_EXCEEDED",
        ),
        (
            {"components": [{"type": 10, "content": "a" * 2001}] * 2},
            "components",
            "COMPONENT_DISPLAYABLE_TEXT_SIZE_EXCEEDED",
        ),
        (
            {"components": [{"type": 17, "components": [{"type": 17, "components": [TEXT]}]}]},
            "components.0.components.0.type",
            "UNION_TYPE_CHOICES",
        ),
        (
            {"components": [{"type": 9, "components": [TEXT] * 4, "accessory": BUTTON}]},
            "components.0.components",
            "BASE_TYPE_BAD_LENGTH",
        ),
        (
            {"components": [{"type": 9, "components": [TEXT]}]},
            "components.0.accessory",
            "BASE_TYPE_REQUIRED",
        ),
        ({"components": [{"type": 12, "items": []}]}, "components.0.items", "BASE_TYPE_BAD_LENGTH"),
        (
            {"components": [{"type": 13, "file": {"url": "https://a.example/a"}}]},
            "components.0.file.url",
            "URL_TYPE_INVALID_SCHEME",
        ),
        (
            {"components": [{"type": 10, "content": ""}]},
            "components.0.content",
            "BASE_TYPE_REQUIRED",
        ),
    ],
)
async def test_version_2_is_refused_at_its_place(
    desk: Desk, body: dict[str, Any], place: str, code: str
) -> None:
    refusal = await desk.refused(flags=V2, **body)

    assert leaves(refusal) == {place: code}


async def test_forty_components_and_four_thousand_characters_are_taken(desk: Desk) -> None:
    many = [{"type": 10, "content": "a" * 100}] * 39

    sent = await desk.send(flags=V2, components=[{"type": 17, "components": many}])
    long = await desk.send(flags=V2, components=[{"type": 10, "content": "a" * 4000}])

    assert len(sent["components"][0]["components"]) == 39
    assert len(long["components"][0]["content"]) == 4000


async def test_a_message_takes_on_version_2_and_keeps_it(desk: Desk) -> None:
    sent = await desk.send(content="a")
    path = f"{desk.path}/{sent['id']}"

    refused = await desk.place.bot.patch(path, {"flags": V2, "components": [TEXT]})
    turned = await desk.place.bot.patch(path, {"flags": V2, "components": [TEXT], "content": None})
    kept = await desk.place.bot.patch(path, {"flags": 0, "components": [TEXT, TEXT]})
    worded = await desk.place.bot.patch(path, {"content": "words again"})

    assert list(leaves(refused.json())) == ["content"]
    assert (turned.json()["flags"], kept.json()["flags"]) == (V2, V2)
    assert len(kept.json()["components"]) == 2
    assert list(leaves(worded.json())) == ["content"]


async def test_texts_of_version_2_call_whom_they_name(desk: Desk) -> None:
    text = {"type": 10, "content": f"hello <@{desk.place.owner.id}>"}

    sent = await desk.send(flags=V2, components=[{"type": 17, "components": [text]}])

    assert [each["id"] for each in sent["mentions"]] == [str(desk.place.owner.id)]
