"""What was heard of a guild is worked through once, and nothing of it is passed over."""

from typing import Any

from app.bot.drift.heard import Heard
from app.shared.application.ports.live_structures import LiveGuild
from tests.support.builders import BOT, GUILD

CREATED: dict[str, Any] = {"id": str(GUILD), "roles": [], "channels": [], "members": []}
RAW: dict[str, Any] = {"bot_id": str(BOT), "guild": {}, "roles": {}, "channels": {}, "member": {}}


def a_channel(topic: str) -> dict[str, Any]:
    return {"id": "5", "type": 0, "topic": topic}


def topic_of(raw: Any) -> str:
    return str(raw["channels"]["5"]["topic"])


def test_what_was_noted_comes_before_what_was_heard() -> None:
    live = LiveGuild(raw=RAW, version=3, heard=(("CHANNEL_UPDATE", a_channel("noted")),))
    heard = Heard()

    assert topic_of(heard.applied_to(live)) == "noted"
    heard.put("CHANNEL_UPDATE", a_channel("heard"), BOT)
    assert topic_of(heard.applied_to(live)) == "heard"


def test_what_comes_while_a_look_is_under_way_is_for_the_next() -> None:
    heard = Heard()
    heard.put("CHANNEL_UPDATE", a_channel("first"), BOT)
    number, arrived = len(heard.events), heard.arrived
    heard.put("CHANNEL_UPDATE", a_channel("second"), BOT)

    heard.clear(number, arrived)

    assert heard.events == [("CHANNEL_UPDATE", a_channel("second"))]


def test_what_comes_after_a_guild_arrived_anew_is_not_passed_over() -> None:
    heard = Heard()
    heard.put("CHANNEL_UPDATE", a_channel("before"), BOT)
    number, arrived = len(heard.events), heard.arrived
    heard.put("GUILD_CREATE", CREATED, BOT)
    heard.put("CHANNEL_UPDATE", a_channel("after"), BOT)

    heard.clear(number, arrived)

    assert heard.arrived is not None
    assert heard.events == [("CHANNEL_UPDATE", a_channel("after"))]
    heard.clear(len(heard.events), heard.arrived)
    assert not heard.is_waiting
