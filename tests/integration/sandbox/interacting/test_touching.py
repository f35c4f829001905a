"""Buttons, selects and modals."""

from collections.abc import AsyncGenerator
from typing import Any

import pytest

from app.sandbox.driving.sent import Refused
from tests.integration.sandbox.interacting.stage import (
    DEFER_UPDATE,
    EPHEMERAL,
    FORM,
    INPUT,
    MESSAGE,
    MODAL,
    OFF,
    ROW,
    UPDATE,
    Stage,
    open_stage,
)
from tests.integration.sandbox.messages.desk import leaves


@pytest.fixture
async def stage() -> AsyncGenerator[Stage]:
    async with open_stage() as found:
        yield found


async def test_a_button_is_answered_by_a_change_of_its_message(stage: Stage) -> None:
    message = await stage.said(components=[ROW])

    pressed = await stage.marlon.press(message, "Go")
    await stage.answer(UPDATE, {"content": "gone", "components": []})

    told = stage.told[-1]
    assert (told["message"]["id"], told["data"]["component_type"]) == (str(message.id), 2)
    changed = await pressed.answer()
    assert (changed.id, changed.content, changed.components) == (message.id, "gone", [])


async def test_a_deferred_update_lets_the_message_be_changed_later(stage: Stage) -> None:
    message = await stage.said(components=[ROW])
    pressed = await stage.olive.press(message, "go")

    deferred = await stage.answer(DEFER_UPDATE)
    await stage.hook("PATCH", "/messages/@original", {"content": "later"})

    assert deferred.status_code == 204
    assert ((await pressed.answer()).id, (await pressed.answer()).content) == (message.id, "later")


async def test_a_new_message_answers_a_button_as_a_reply(stage: Stage) -> None:
    message = await stage.said(components=[ROW])
    pressed = await stage.olive.press(message, "go")

    await stage.answer(MESSAGE, {"content": "new"})

    answer = await pressed.answer()
    assert answer.payload["message_reference"]["message_id"] == str(message.id)
    assert answer.payload["interaction_metadata"]["interacted_message_id"] == str(message.id)


async def test_what_cannot_be_touched_is_refused(stage: Stage) -> None:
    off = {"type": 1, "components": [OFF]}
    message = await stage.said(components=[ROW, off])
    await stage.olive.use("plan")
    await stage.answer(MESSAGE, {"content": "x", "components": [ROW], "flags": EPHEMERAL})
    secret = (await stage.olive.messages())[-1]

    with pytest.raises(Refused, match="disabled"):
        await stage.olive.press(message, "Off")
    with pytest.raises(Refused, match="Unknown Message"):
        await stage.marlon.press(secret, "Go")
    with pytest.raises(Refused, match="nothing called"):
        await stage.olive.select(message, "go", ["a"])


@pytest.mark.parametrize(
    "values",
    [[], ["a", "b", "c"], ["a", "a"], ["nonsense"]],
    ids=["none", "many", "twice", "other"],
)
async def test_a_select_takes_its_options_only(stage: Stage, values: list[str]) -> None:
    options = [{"label": each, "value": each} for each in "abc"]
    select = {"type": 3, "custom_id": "pick", "options": options, "max_values": 2}
    message = await stage.said(components=[{"type": 1, "components": [select]}])

    with pytest.raises(Refused):
        await stage.olive.select(message, "pick", values)


@pytest.mark.parametrize("kind", ["user", "role", "channel"])
async def test_a_select_takes_what_there_is(stage: Stage, kind: str) -> None:
    number = {"user": 5, "role": 6, "channel": 8}[kind]
    select = {"type": number, "custom_id": "pick"}
    message = await stage.said(components=[{"type": 1, "components": [select]}])
    place = stage.place
    known = {"user": place.owner.id, "role": place.bot_role.id, "channel": place.general.id}[kind]

    with pytest.raises(Refused):
        await stage.olive.select(message, "pick", ["1"])
    await stage.olive.select(message, "pick", [known])

    assert stage.told[-1]["data"]["values"] == [str(known)]
    assert list(stage.told[-1]["data"]["resolved"][f"{kind}s"]) == [str(known)]


async def test_a_modal_opens_is_closed_and_cannot_be_filled_in_then(stage: Stage) -> None:
    used = await stage.olive.use("plan")
    await stage.answer(MODAL, FORM)
    modal = await used.modal()

    await stage.olive.close(modal)

    assert [each["custom_id"] for each in modal.inputs] == ["why"]
    with pytest.raises(Refused, match="No modal is open"):
        await stage.olive.submit(modal, why="because")


async def test_a_modal_brings_its_values_and_may_change_the_message(stage: Stage) -> None:
    message = await stage.said(components=[ROW])
    pressed = await stage.olive.press(message, "go")
    await stage.answer(MODAL, FORM)

    submitted = await stage.olive.submit(await pressed.modal(), why="because")
    told = stage.told[-1]
    await stage.answer(UPDATE, {"content": "because"})

    assert (told["type"], told["message"]["id"]) == (5, str(message.id))
    assert told["data"]["components"][0]["components"][0]["value"] == "because"
    assert ((await submitted.answer()).id, (await submitted.answer()).content) == (
        message.id,
        "because",
    )


async def test_a_modal_with_labels_takes_texts_and_selects(stage: Stage) -> None:
    select = {"type": 3, "custom_id": "pick", "options": [{"label": "A", "value": "a"}]}
    text = {"type": 4, "custom_id": "text", "style": 2, "required": False}
    labels = [
        {"type": 10, "content": "read this"},
        {"type": 18, "label": "Pick", "component": select},
        {"type": 18, "label": "Say", "description": "or not", "component": text},
    ]
    used = await stage.olive.use("plan")
    await stage.answer(MODAL, {**FORM, "components": labels})

    await stage.olive.submit(await used.modal(), pick=["a"])

    components = stage.told[-1]["data"]["components"]
    assert [each["type"] for each in components] == [10, 18, 18]
    assert components[1]["component"]["values"] == ["a"]
    assert components[2]["component"]["value"] == ""


@pytest.mark.parametrize(
    ("change", "path"),
    [
        ({"title": "t" * 46}, "data.title"),
        ({"custom_id": "c" * 101}, "data.custom_id"),
        ({"components": []}, "data.components"),
        ({"components": [{"type": 10, "content": "a"}] * 6}, "data.components"),
        (
            {"components": [{"type": 1, "components": [{**INPUT, "label": None}]}]},
            "data.components.0.components.0.label",
        ),
        (
            {"components": [{"type": 18, "label": "l" * 46, "component": INPUT}]},
            "data.components.0.label",
        ),
        (
            {"components": [{"type": 1, "components": [{**INPUT, "placeholder": "p" * 101}]}]},
            "data.components.0.components.0.placeholder",
        ),
    ],
)
async def test_modals_have_limits(stage: Stage, change: dict[str, Any], path: str) -> None:
    await stage.olive.use("plan")

    answer = await stage.answer(MODAL, {**FORM, **change})

    assert list(leaves(answer.json())) == [path]


async def test_a_modal_cannot_open_another(stage: Stage) -> None:
    used = await stage.olive.use("plan")
    await stage.answer(MODAL, FORM)
    await stage.olive.submit(await used.modal(), why="a")

    answer = await stage.answer(MODAL, FORM)

    assert leaves(answer.json()) == {"type": "BASE_TYPE_CHOICES"}
