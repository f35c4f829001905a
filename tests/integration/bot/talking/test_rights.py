"""Rights are asked on every use: of every command, and of every button once they are lost."""

from typing import Any

import pytest

from app.sandbox.driving.sent import SeenMessage
from app.shared.domain.access.rights import Right
from tests.integration.bot.talking.conversation import Conversation
from tests.integration.bot.talking.test_drift import by_hand
from tests.integration.bot.talking.test_runs import begun
from tests.integration.sandbox.conformance.libraries import THEIR_OWN_WARNINGS

pytestmark = THEIR_OWN_WARNINGS

REFUSED = "You may not"


async def test_no_command_does_anything_for_who_holds_no_right(talk: Conversation) -> None:
    await begun(talk)
    await talk.let_all_use_commands()
    member = talk.human("member")
    file = await member.upload("a.yaml", b"version: 1\n")
    uses: tuple[tuple[str, dict[str, Any]], ...] = (
        ("server overview", {}),
        ("plan", {}),
        ("apply", {}),
        ("run", {}),
        ("rollback", {}),
        ("history", {}),
        ("drift", {}),
        ("permissions why", {"user": talk.people["member"]}),
        ("permissions matrix", {}),
        ("blueprint import", {}),
        ("blueprint import", {"file": file}),
        ("blueprint validate", {"file": file}),
        ("blueprint export", {}),
        ("blueprint versions", {}),
        ("access list", {}),
        ("access grant", {"who": talk.mods, "right": "view"}),
        ("access revoke", {"grant": "1"}),
    )

    answers = {
        f"{path} {options}": (await (await member.use(path, **options)).answer()).text
        for path, options in uses
    }

    assert {path: text for path, text in answers.items() if REFUSED not in text} == {}


async def test_nothing_is_offered_while_typing_to_who_holds_no_right(
    talk: Conversation,
) -> None:
    await begun(talk)
    await talk.grant("helper", "view")
    await talk.let_all_use_commands()
    typed = (
        ("plan", "version"),
        ("apply", "plan"),
        ("run", "run"),
        ("rollback", "run"),
        ("blueprint export", "version"),
        ("access revoke", "grant"),
    )

    offered = {
        path: (
            len(await talk.manager.type(path, option, **{option: ""})),
            len(await talk.human("member").type(path, option, **{option: ""})),
        )
        for path, option in typed
    }

    assert offered == {path: (1, 0) for path, _ in typed}


async def shown(talk: Conversation, command: str) -> SeenMessage:
    """By somebody who may do everything now, and nothing any more when the buttons are pressed."""
    await begun(talk)
    if command in ("drift", "run", "blueprint import"):
        await talk.carry_out()
        await by_hand(talk, topic="By hand")
    await talk.let_all_use_commands()
    await talk.grant("helper", *(right.value for right in Right))
    used = await talk.human("helper").use(command)
    message = await used.answer()
    await talk.revoke_all()
    return message


@pytest.mark.parametrize(
    ("command", "labels"),
    [
        ("plan", ["Plan again", "Show in this channel", "As a file"]),
        ("run", ["Roll back…"]),
        ("drift", ["Adopt 1", "Undo 1…", "Ignore 1"]),
        ("blueprint import", ["Save as a version"]),
    ],
)
async def test_who_has_lost_the_right_presses_in_vain(
    talk: Conversation, command: str, labels: list[str]
) -> None:
    message = await shown(talk, command)
    helper = talk.human("helper")
    versions = await talk.container.latest_design()(talk.guild_id)

    for label in labels:
        before = {one.id for one in await helper.messages()}
        await (await helper.press(message, label)).settled()
        refusal = await helper.sees(_new(before, REFUSED))
        assert refusal.is_ephemeral

    assert await talk.container.latest_design()(talk.guild_id) == versions


def _new(before: set[int], words: str) -> Any:
    return lambda message: message.id not in before and words in message.text


async def test_selects_ask_as_well(talk: Conversation) -> None:
    message = await shown(talk, "blueprint versions")
    select = next(one for one in message.components if one["type"] == 3)

    helper = talk.human("helper")
    answer = await (await helper.select(message, select["custom_id"], ["1"])).answer()

    assert REFUSED in answer.text


async def test_who_may_only_look_decides_nothing(talk: Conversation) -> None:
    await begun(talk)
    await talk.let_all_use_commands()
    await talk.grant("helper", "view")
    helper = talk.human("helper")

    refused = [
        (await (await helper.use(path, **options)).answer()).text
        for path, options in (
            ("plan", {}),
            ("rollback", {}),
            ("blueprint import", {}),
            ("access grant", {"who": talk.mods, "right": "view"}),
        )
    ]

    assert [REFUSED in text for text in refused] == [True] * 4
