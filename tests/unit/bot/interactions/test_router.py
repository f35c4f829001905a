"""Every interaction, from Discord's event to whoever answers it."""

import logging
from typing import Any

import nextcord
import pytest

from app.bot.commands.definitions import Commands, command, completes, option, subcommand
from app.bot.commands.options import Attached, Channel, Member, Role, RoleOrMember
from app.bot.interactions.acquaintances import Acquaintances
from app.bot.interactions.calls import AnswerNotTaken, InteractionGone
from app.bot.interactions.chosen import Chosen, GivenFile
from app.bot.interactions.commands_of import CommandTable
from app.bot.interactions.failures import PressedByAnother
from app.bot.interactions.router import Router
from app.bot.interactions.used import Pressed, PressHandler, Used
from app.bot.wording.wording import Wording
from app.shared.application.history.user_names import RememberUser
from app.shared.domain.errors import Conflict, Unavailable
from app.shared.domain.structure.identifiers import UserId
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.interaction_calls import FakeCalls, an_event
from tests.support.fakes.unit_of_work import InMemoryStore

WORDS = Wording()


class Greetings(Commands):
    """A cog of every kind of option."""

    def __init__(self) -> None:
        self.given: list[Any] = []

    @command("greet", lambda words: words.help_command)
    async def greet(self, used: Used) -> None:
        """Has subcommands."""

    @subcommand(greet, "all", lambda words: words.help_command)
    async def every_kind(
        self,
        used: Used,
        text: str = option(lambda words: words.run_option, required=True),
        number: int | None = option(lambda words: words.run_option),
        member: Member | None = option(lambda words: words.run_option),
        role: Role | None = option(lambda words: words.run_option),
        channel: Channel | None = option(lambda words: words.run_option),
        either: RoleOrMember | None = option(lambda words: words.run_option),
        file: Attached | None = option(lambda words: words.run_option),
    ) -> None:
        self.given = [text, number, member, role, channel, either, file]
        if text == "fail":
            raise RuntimeError("secret")

    @completes(every_kind, "text")
    async def _text(self, used: Used, typed: str) -> list[dict[str, Any]]:
        if typed == "away":
            raise Unavailable("Nobody is there.")
        return [{"name": f"{typed}{n}", "value": str(n)} for n in range(30)]


@pytest.fixture
def calls() -> FakeCalls:
    return FakeCalls()


@pytest.fixture
def cog() -> Greetings:
    return Greetings()


@pytest.fixture
def begin() -> InMemoryStore:
    return InMemoryStore()


@pytest.fixture
def router(calls: FakeCalls, cog: Greetings, begin: InMemoryStore) -> Router:
    table = CommandTable([cog], WORDS)
    clock = FakeClock()
    return Router(calls, table, clock, WORDS, Acquaintances(RememberUser(begin), clock))


async def heard(router: Router, event: dict[str, Any]) -> None:
    router.heard("INTERACTION_CREATE", event)
    await router.settle()


def a_use(options: list[dict[str, Any]], kind: int = 2, **more: Any) -> dict[str, Any]:
    data = {
        "id": "1",
        "name": "greet",
        "type": 1,
        "options": [{"type": 1, "name": "all", "options": options}],
        **more,
    }
    return an_event(kind, data=data, message=None)


def raising(error: Exception) -> PressHandler:
    async def do(_press: Pressed, _number: str) -> None:
        raise error

    return do


TEXT = {"type": 3, "name": "text", "value": "hi"}


async def test_a_press_goes_to_its_handler_with_its_arguments(router: Router) -> None:
    pressed: list[tuple[Pressed, str]] = []

    async def do(press: Pressed, number: str) -> None:
        pressed.append((press, number))
        await press.reply.defer_update()

    router.on("do", do)
    await heard(router, an_event())

    ((press, number),) = pressed
    assert (press.guild_id, press.user_id, press.channel_id, press.message_id) == (1, 7, 2, 60)
    assert (number, press.actor) == ("1", "user:7")


async def test_two_handlers_of_one_action_are_a_fault(router: Router) -> None:
    router.on("do", raising(PressedByAnother()))

    with pytest.raises(ValueError, match="two handlers"):
        router.on("do", raising(PressedByAnother()))


@pytest.mark.parametrize("custom_id", ["gw1:gone:1", "gw1:do", "gw1:do:1:2", "other"])
async def test_a_button_of_another_time_is_told_kindly(
    router: Router, calls: FakeCalls, custom_id: str
) -> None:
    router.on("do", raising(AssertionError("not meant")))
    await heard(router, an_event(data={"custom_id": custom_id, "component_type": 2}))

    assert calls.texts == ["\n" + WORDS.button_unknown]


async def test_what_was_chosen_and_typed_comes_along(router: Router) -> None:
    seen: list[Pressed] = []

    async def do(press: Pressed, _number: str) -> None:
        seen.append(press)

    router.on("do", do)
    typed = [{"type": 18, "component": {"type": 4, "custom_id": "why", "value": "So"}}]
    old = [{"type": 1, "components": [{"type": 4, "custom_id": "old", "value": "x"}]}]
    await heard(router, an_event(data={"custom_id": "gw1:do:1", "values": ["a", "b"]}))
    await heard(router, an_event(5, data={"custom_id": "gw1:do:1", "components": typed + old}))

    assert seen[0].values == ("a", "b")
    assert seen[1].fields == {"why": "So", "old": "x"}


async def test_options_come_as_what_they_are(router: Router, cog: Greetings) -> None:
    options = [
        TEXT,
        {"type": 4, "name": "number", "value": 3},
        {"type": 6, "name": "member", "value": "10"},
        {"type": 8, "name": "role", "value": "11"},
        {"type": 7, "name": "channel", "value": "12"},
        {"type": 9, "name": "either", "value": "11"},
        {"type": 11, "name": "file", "value": "13"},
    ]
    resolved = {
        "users": {"10": {"username": "olive", "global_name": "Olive"}},
        "roles": {"11": {"name": "Mods"}},
        "channels": {"12": {"name": "general"}},
        "attachments": {"13": {"filename": "a.yaml", "size": 3, "url": "https://x/a.yaml"}},
    }

    await heard(router, a_use(options, resolved=resolved))

    assert cog.given == [
        "hi",
        3,
        Chosen(id=10, name="Olive"),
        Chosen(id=11, name="Mods", is_role=True),
        Chosen(id=12, name="general"),
        Chosen(id=11, name="Mods", is_role=True),
        GivenFile(name="a.yaml", size=3, url="https://x/a.yaml"),
    ]


async def test_what_is_not_given_is_none(router: Router, cog: Greetings) -> None:
    await heard(router, a_use([TEXT]))

    assert cog.given == ["hi", None, None, None, None, None, None]


async def test_a_command_promises_an_answer_before_anything_else(
    router: Router, calls: FakeCalls, cog: Greetings
) -> None:
    calls.failing = InteractionGone("too late")

    await heard(router, a_use([TEXT]))

    assert cog.given == []


async def test_who_used_a_command_is_remembered_by_name(
    router: Router, begin: InMemoryStore
) -> None:
    await heard(router, a_use([TEXT]))

    async with begin() as uow:
        known = await uow.known_users.of([UserId(7)])
    assert [one.display_name for one in known.values()] == ["Olive"]


async def test_a_command_that_is_no_more_says_so(router: Router, calls: FakeCalls) -> None:
    await heard(router, an_event(2, data={"id": "1", "name": "gone", "type": 1}, message=None))

    assert calls.texts == ["\n" + WORDS.command_unknown]


async def test_choices_are_25_at_most(router: Router, calls: FakeCalls) -> None:
    typed = {"type": 3, "name": "text", "value": "a", "focused": True}

    await heard(router, a_use([typed], kind=4))

    ((kind, data),) = calls.said
    assert kind == "CHOICES"
    assert len(data["choices"]) == 25
    assert data["choices"][0] == {"name": "a0", "value": "0"}


async def test_where_nothing_can_be_looked_up_there_is_nothing_to_choose(
    router: Router, calls: FakeCalls
) -> None:
    typed = {"type": 3, "name": "text", "value": "away", "focused": True}

    await heard(router, a_use([typed], kind=4))

    assert calls.said == [("CHOICES", {"choices": []})]


async def test_a_refusal_says_what_why_and_where_it_stands_in_the_log(
    router: Router, calls: FakeCalls, caplog: pytest.LogCaptureFixture
) -> None:
    router.on("do", raising(Conflict("It has changed.", remedy="Look again.")))
    with caplog.at_level(logging.INFO):
        await heard(router, an_event())

    (text,) = calls.texts
    assert "It has changed." in text
    assert "Look again." in text
    assert "Reference" in text
    assert "It has changed." in str(caplog.records[-1].__dict__)


async def test_what_nobody_expected_is_told_without_its_words(
    router: Router, calls: FakeCalls, caplog: pytest.LogCaptureFixture
) -> None:
    await heard(router, a_use([{**TEXT, "value": "fail"}]))

    assert WORDS.unexpected in calls.texts[-1]
    assert "secret" not in calls.texts[-1]
    assert any(record.exc_info for record in caplog.records)


async def test_a_button_of_somebody_else_is_no_error(router: Router, calls: FakeCalls) -> None:
    router.on("do", raising(PressedByAnother()))
    await heard(router, an_event())

    assert calls.texts == ["\n" + WORDS.not_your_button]
    assert calls.said[0][1]["flags"] & 64


@pytest.mark.parametrize("failing", [InteractionGone("10062"), AnswerNotTaken("500")])
async def test_what_cannot_be_answered_any_more_is_logged_and_let_go(
    router: Router,
    calls: FakeCalls,
    caplog: pytest.LogCaptureFixture,
    failing: Exception,
) -> None:
    async def do(press: Pressed, _number: str) -> None:
        await press.reply.defer_update()

    router.on("do", do)
    calls.failing = failing
    with caplog.at_level(logging.INFO):
        await heard(router, an_event())

    assert "an answer was not shown" in caplog.text
    assert not any(record.exc_info for record in caplog.records)


async def test_what_is_no_interaction_ends_nothing(
    router: Router, calls: FakeCalls, caplog: pytest.LogCaptureFixture
) -> None:
    await heard(router, {"type": 3})
    await heard(router, an_event(99))
    router.heard("GUILD_CREATE", {})
    router.lost()

    assert "was not understood" in caplog.text
    assert calls.said == []


async def test_outside_of_servers_it_says_where_to_go(router: Router, calls: FakeCalls) -> None:
    event = an_event(2, data={"name": "greet", "type": 1}, guild_id=None)
    user = event.pop("member")["user"]

    await heard(router, {**event, "user": user})

    assert calls.texts == ["\n" + WORDS.only_in_servers]


async def test_closing_lets_go_of_what_is_still_being_answered(router: Router) -> None:
    async def do(_press: Pressed, _number: str) -> None:
        await router.forever()

    router.on("do", do)
    router.heard("INTERACTION_CREATE", an_event())

    await router.close()


def test_two_commands_of_one_name_are_a_fault() -> None:
    with pytest.raises(ValueError, match="two commands /greet"):
        CommandTable([Greetings(), Greetings()], WORDS)


def test_commands_are_declared_for_servers_and_managers() -> None:
    (payload,) = CommandTable([Greetings()], WORDS).payloads()

    assert payload["contexts"] == [nextcord.InteractionContextType.guild.value]
    assert payload["default_member_permissions"] == str(1 << 5)
    assert [o["type"] for o in payload["options"][0]["options"]] == [3, 4, 6, 8, 7, 9, 11]
    assert payload["options"][0]["options"][0]["autocomplete"] is True
