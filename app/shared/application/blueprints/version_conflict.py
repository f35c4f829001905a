"""Somebody else saved in between."""

from typing import ClassVar

from app.shared.domain.blueprint.blueprint import Blueprint, BlueprintVersion
from app.shared.domain.blueprint.differences import ThreeWay
from app.shared.domain.errors import Conflict
from app.shared.domain.language.saying import say


class VersionConflict(Conflict):
    """A newer version than the one the author began with. Nothing was saved, nothing is lost."""

    code: ClassVar[str] = "version_conflict"

    def __init__(
        self,
        latest: BlueprintVersion,
        base: Blueprint,
        differences: tuple[ThreeWay, ...],
        mine: Blueprint,
    ) -> None:
        super().__init__(
            say("Version {number} was saved while you were editing.", number=latest.number),
            remedy=say("Look at what both of you changed, merge, and save again."),
        )
        self.latest = latest
        self.base = base
        self.mine = mine
        self.differences = differences
        """Everything that either side changed since the version that the author began with."""
