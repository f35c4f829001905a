"""Webhooks: made, moved, deleted; and what is sent through them."""

from collections.abc import AsyncGenerator
from typing import Any

import httpx2
import pytest

from app.sandbox.driving.humans import Humans
from app.sandbox.seed.building import EVERYONE_PERMISSIONS, add_channel
from app.sandbox.world.channels import ChannelType
from app.sandbox.world.webhooks import Webhook
from tests.integration.sandbox.messages.desk import Desk, leaves
from tests.support.sandbox import running_sandbox

LINK = {
    "type": 1,
    "components": [{"type": 2, "style": 5, "label": "x", "url": "https://a.example"}],
}
BUTTON = {"type": 1, "components": [{"type": 2, "style": 1, "label": "x", "custom_id": "x"}]}


@pytest.fixture
async def desk() -> AsyncGenerator[Desk]:
    async with running_sandbox(expect_bad_requests=True) as place:
        yield Desk(place)


async def _made(desk: Desk, name: str = "Herald") -> dict[str, Any]:
    answer = await desk.place.bot.post(
        f"/channels/{desk.place.general.id}/webhooks", {"name": name}, reason="news"
    )
    assert answer.status_code == 200, answer.text
    found: dict[str, Any] = answer.json()
    return found


async def _without_a_token(desk: Desk, method: str, path: str, **more: Any) -> httpx2.Response:
    async with httpx2.AsyncClient(base_url=desk.place.sandbox.api, trust_env=False) as anybody:
        return await anybody.request(method, path, **more)


def _of_a_human(desk: Desk) -> str:
    """The path of a webhook that no application made."""
    place = desk.place
    webhook = Webhook(
        place.world.next_id(), place.guild.id, place.general.id, "Hand", "t", place.owner.id
    )
    place.guild.webhooks[webhook.id] = webhook
    return f"/webhooks/{webhook.id}/t"


async def test_a_webhook_is_made_listed_and_told(desk: Desk) -> None:
    made = await _made(desk)

    of_channel = await desk.place.bot.get(f"/channels/{desk.place.general.id}/webhooks")
    of_guild = await desk.place.bot.get(f"/guilds/{desk.place.guild.id}/webhooks")
    log = (await desk.place.bot.get(f"/guilds/{desk.place.guild.id}/audit-logs")).json()

    assert [each["id"] for each in of_channel.json()] == [made["id"]]
    assert of_guild.json() == of_channel.json()
    assert made["application_id"] == str(desk.place.application.id)
    assert desk.named("WEBHOOKS_UPDATE")[0].data["channel_id"] == made["channel_id"]
    (entry,) = log["audit_log_entries"]
    assert (entry["action_type"], entry["reason"], entry["target_id"]) == (50, "news", made["id"])
    assert [each["id"] for each in log["webhooks"]] == [made["id"]]


@pytest.mark.parametrize("name", ["Clyde", "my discord bot"])
async def test_some_names_are_reserved(desk: Desk, name: str) -> None:
    answer = await desk.place.bot.post(
        f"/channels/{desk.place.general.id}/webhooks", {"name": name}
    )

    assert leaves(answer.json()) == {"name": "USERNAME_INVALID_CONTAINS"}


async def test_fifteen_in_a_channel_are_the_most(desk: Desk) -> None:
    for _ in range(15):
        await _made(desk)

    answer = await desk.place.bot.post(
        f"/channels/{desk.place.general.id}/webhooks", {"name": "one more"}
    )

    assert (answer.status_code, answer.json()["code"]) == (400, 30007)


async def test_webhooks_take_manage_webhooks() -> None:
    async with running_sandbox(EVERYONE_PERMISSIONS) as place:
        desk = Desk(place)
        path = _of_a_human(desk).rpartition("/")[0]

        answers = [
            await place.bot.post(f"/channels/{place.general.id}/webhooks", {"name": "a"}),
            await place.bot.get(f"/channels/{place.general.id}/webhooks"),
            await place.bot.get(f"/guilds/{place.guild.id}/webhooks"),
            await place.bot.get(path),
            await place.bot.patch(path, {"name": "b"}),
            await place.bot.delete(path),
        ]

        assert [each.json()["code"] for each in answers] == [50013] * 6


async def test_a_webhook_moves_and_is_renamed(desk: Desk) -> None:
    made = await _made(desk)
    den = add_channel(desk.place.world, desk.place.guild, "den")

    moved = await desk.place.bot.patch(
        f"/webhooks/{made['id']}", {"name": "Crier", "channel_id": str(den.id)}
    )
    named = await _without_a_token(
        desk, "PATCH", f"/webhooks/{made['id']}/{made['token']}", json={"name": "Bell"}
    )

    assert (moved.json()["name"], moved.json()["channel_id"]) == ("Crier", str(den.id))
    assert (named.json()["name"], "user" in named.json()) == ("Bell", False)
    assert [int(entry.action) for entry in desk.place.guild.audit_log] == [50, 51, 51]


async def test_a_token_is_enough_and_a_wrong_one_is_not(desk: Desk) -> None:
    made = await _made(desk)
    path = f"/webhooks/{made['id']}"

    shown = await _without_a_token(desk, "GET", f"{path}/{made['token']}")
    wrong = await _without_a_token(desk, "GET", f"{path}/nonsense")
    unknown = await _without_a_token(desk, "GET", "/webhooks/1/nonsense")
    gone = await _without_a_token(desk, "DELETE", f"{path}/{made['token']}")
    after = await desk.place.bot.get(path)

    assert (shown.json()["id"], gone.status_code) == (made["id"], 204)
    assert (wrong.status_code, wrong.json()["code"]) == (401, 50027)
    assert (unknown.json()["code"], after.json()["code"]) == (10015, 10015)


async def test_a_message_is_sent_changed_and_deleted_through_it(desk: Desk) -> None:
    made = await _made(desk)
    path = f"/webhooks/{made['id']}/{made['token']}"

    silent = await _without_a_token(desk, "POST", path, json={"content": "a"})
    told = await _without_a_token(
        desk, "POST", f"{path}?wait=true", json={"content": "b", "username": "Bell"}
    )
    one = f"{path}/messages/{told.json()['id']}"
    edited = await _without_a_token(desk, "PATCH", one, json={"content": "c"})
    read = await _without_a_token(desk, "GET", one)
    deleted = await _without_a_token(desk, "DELETE", one)
    after = await _without_a_token(desk, "GET", one)

    assert (silent.status_code, silent.content) == (204, b"")
    assert told.json()["author"] | {"bot": True} == told.json()["author"]
    assert (told.json()["author"]["username"], told.json()["webhook_id"]) == ("Bell", made["id"])
    assert (edited.json()["content"], read.json()["content"]) == ("c", "c")
    assert (deleted.status_code, after.json()["code"]) == (204, 10008)


async def test_it_does_not_get_at_what_others_write(desk: Desk) -> None:
    made = await _made(desk)
    async with Humans(desk.place.sandbox.url) as humans:
        written = await desk.owner(humans).write("mine")
    path = f"/webhooks/{made['id']}/{made['token']}/messages/{written.id}"

    answers = [
        await _without_a_token(desk, "GET", path),
        await _without_a_token(desk, "PATCH", path, json={"content": "x"}),
        await _without_a_token(desk, "DELETE", path),
    ]

    assert [each.json()["code"] for each in answers] == [10008] * 3


async def test_nobody_is_called_but_users_unless_it_is_said(desk: Desk) -> None:
    path = _of_a_human(desk)
    text = f"<@{desk.place.owner.id}> @everyone"

    told = await _without_a_token(desk, "POST", f"{path}?wait=true", json={"content": text})

    assert len(told.json()["mentions"]) == 1
    assert told.json()["mention_everyone"] is False


async def test_an_applications_webhook_shows_buttons(desk: Desk) -> None:
    made = await _made(desk)
    path = f"/webhooks/{made['id']}/{made['token']}?wait=true"

    told = await _without_a_token(desk, "POST", path, json={"content": "a", "components": [BUTTON]})

    assert told.json()["components"][0]["components"][0]["custom_id"] == "x"


async def test_a_humans_webhook_shows_links_when_it_is_asked_to(desk: Desk) -> None:
    path = f"{_of_a_human(desk)}?wait=true"

    plain = await _without_a_token(desk, "POST", path, json={"content": "a", "components": [LINK]})
    asked = await _without_a_token(
        desk, "POST", f"{path}&with_components=true", json={"components": [LINK]}
    )
    alive = await _without_a_token(
        desk, "POST", f"{path}&with_components=true", json={"components": [BUTTON]}
    )

    assert plain.json()["components"] == []
    assert asked.json()["components"][0]["components"][0]["url"] == "https://a.example"
    assert list(leaves(alive.json()).values()) == ["WEBHOOK_NON_INTERACTIVE_COMPONENTS_ONLY"]


async def test_there_are_no_threads_to_write_into(desk: Desk) -> None:
    path = _of_a_human(desk)

    answer = await _without_a_token(desk, "POST", f"{path}?thread_id=1", json={"content": "a"})

    assert answer.json()["code"] == 10003


async def test_a_forum_cannot_be_written_to(desk: Desk) -> None:
    forum = add_channel(desk.place.world, desk.place.guild, "f", ChannelType.FORUM)
    made = (await desk.place.bot.post(f"/channels/{forum.id}/webhooks", {"name": "a"})).json()

    answer = await _without_a_token(
        desk, "POST", f"/webhooks/{made['id']}/{made['token']}", json={"content": "a"}
    )

    assert answer.json()["code"] == 220001


async def test_a_deleted_channel_takes_its_webhooks_along(desk: Desk) -> None:
    await _made(desk)

    await desk.place.bot.delete(f"/channels/{desk.place.general.id}")

    assert desk.place.guild.webhooks == {}
