"""What people are called who use the bot."""

import asyncio
from typing import Any

import pytest

from app.bot.interactions.acquaintances import Acquaintances
from app.bot.interactions.interaction import Interaction
from app.shared.application.history.user_names import RememberUser
from app.shared.application.ports.known_users import KnownUser
from tests.support.fakes.clock import FakeClock
from tests.support.fakes.interaction_calls import an_event


class Noted(RememberUser):
    def __init__(self) -> None:
        self.met: list[KnownUser] = []
        self.stuck = False

    async def __call__(self, user: KnownUser) -> None:
        if self.stuck:
            await asyncio.get_running_loop().create_future()
        self.met.append(user)


@pytest.fixture
def noted() -> Noted:
    return Noted()


@pytest.fixture
def acquaintances(noted: Noted) -> Acquaintances:
    return Acquaintances(noted, FakeClock())


def by(**user: Any) -> Interaction:
    person = {"id": "7", "username": "olive", "global_name": "Olive", "avatar": "abc", **user}
    member: dict[str, Any] = {"user": person, "nick": None, "roles": [], "permissions": "0"}
    found = Interaction.of(an_event(member=member))
    assert found is not None
    return found


async def test_somebody_is_kept_once(acquaintances: Acquaintances, noted: Noted) -> None:
    await acquaintances.meet(by())
    await acquaintances.meet(by())

    (one,) = noted.met
    assert (one.user_id, one.name, one.display_name) == (7, "olive", "Olive")
    assert one.avatar == "https://cdn.discordapp.com/avatars/7/abc.png"


async def test_who_is_called_otherwise_now_is_kept_again(
    acquaintances: Acquaintances, noted: Noted
) -> None:
    await acquaintances.meet(by())
    await acquaintances.meet(by(global_name="Olivia"))

    assert [one.display_name for one in noted.met] == ["Olive", "Olivia"]


async def test_nobody_waits_for_a_store_that_does_not_answer(
    acquaintances: Acquaintances, noted: Noted
) -> None:
    noted.stuck = True
    await acquaintances.meet(by())
    noted.stuck = False

    await acquaintances.meet(by())

    assert len(noted.met) == 1
