"""A run under whose hands somebody changes the guild."""

from collections.abc import Callable
from datetime import timedelta
from itertools import count
from typing import Any

from app.shared.application.ports.guild_gateway import Call
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.runs.run import Report, Run
from app.shared.domain.structure.channels import Overwrite
from app.shared.domain.structure.identifiers import Key, role_target
from tests.support.builders import OWNER, a_blueprint, a_channel, a_role
from tests.support.scene import Scene

_HELPER = role_target(Key("helper"))
_CHANNEL_EDITED = 11


def design(topic: str, allow: int = 1024) -> Blueprint:
    access = {_HELPER: Overwrite(allow, 0)}
    return a_blueprint(
        a_role("helper"),
        a_channel("hall", topic=topic),
        a_channel("lobby", topic=topic, access=access),
    )


class Applied:
    """A guild with the first design, to which the second is applied; meanwhile somebody works."""

    def __init__(self) -> None:
        self.scene = Scene()
        self.scene.guild.names[OWNER] = "Ada"

    def channel(self, name: str) -> dict[str, Any]:
        return next(one for one in self.scene.guild.channels.values() if one["name"] == name)

    def set_clock(self, ahead: int = 0) -> None:
        """Discord's, so many seconds ahead of ours."""
        self.scene.guild.now = self.scene.clock.now() + timedelta(seconds=ahead)

    def in_look(self, number: int, do: Callable[[], None], *, once_seen: bool = True) -> None:
        """Do it in the look that comes so many looks from now on (a plan looks once, and so does a
        run before its first call), before it has seen anything or after it has seen all."""
        observe = self.scene.gateway.observe
        looks = count(1)

        async def watched(*args: Any, **named: Any) -> Any:
            due = next(looks) == number
            if due and not once_seen:
                do()
            seen = await observe(*args, **named)
            if due and once_seen:
                do()
            return seen

        self.scene.gateway.observe = watched  # type: ignore[method-assign]

    def after_the_look(self, do: Callable[[], None]) -> None:
        """Do it when the run has looked, and asks next what its requester may do."""
        standing = self.scene.gateway.standing

        async def watched(*args: Any, **named: Any) -> Any:
            self.scene.gateway.standing = standing  # type: ignore[method-assign]
            do()
            return await standing(*args, **named)

        self.scene.gateway.standing = watched  # type: ignore[method-assign]

    def edit(self, name: str, *, ahead: int = 0, **fields: Any) -> None:
        self.set_clock(ahead)
        channel = self.channel(name)
        channel.update(fields)
        self.scene.guild.note(OWNER, _CHANNEL_EDITED, channel["id"], changed=fields)

    async def begin(self) -> None:
        await self.scene.work(await self.scene.approved(await self.scene.planned(design("Old"))))
        self.scene.clock.advance(3600)

    async def go_on(self, wanted: Blueprint, before: Callable[[Call], None]) -> Report:
        """`before` is told of each call just before it takes effect."""
        run = await self.approved(wanted)

        def mishap_for(call: Call) -> None:
            before(call)

        self.scene.gateway.mishap_for = mishap_for
        return await self.worked(run)

    async def approved(self, wanted: Blueprint) -> Run:
        return await self.scene.approved(await self.scene.planned(wanted, OWNER))

    async def worked(self, run: Run) -> Report:
        await self.scene.work(run)
        self.state = self.scene.now(run).state
        report = self.scene.now(run).report
        assert report is not None
        return report
