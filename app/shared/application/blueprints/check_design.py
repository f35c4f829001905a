"""Look at a design that is being worked on, without keeping it."""

from dataclasses import dataclass
from typing import Any

from app.shared.application.ports.documents import DesignDocuments
from app.shared.domain.blueprint.blueprint import Blueprint
from app.shared.domain.blueprint.problems import BlueprintRefused, Problem


@dataclass(frozen=True, kw_only=True)
class CheckDesignCommand:
    """Either a text or a design, the designer's JSON."""

    text: str | None = None
    design: Any = None
    base_text: str | None = None
    """The text that the design's is made from, so that its comments stay."""


@dataclass(frozen=True, kw_only=True)
class CheckedDesign:
    """`design` and `text` say the same; both are None where there are problems."""

    blueprint: Blueprint | None
    design: dict[str, Any] | None
    text: str | None
    problems: tuple[Problem, ...]
    """With line and column for a text, with the path into the JSON for a design."""

    @property
    def ok(self) -> bool:
        return not self.problems


class CheckDesign:
    """From text to design or from design to text, or everything that is wrong with it."""

    def __init__(self, documents: DesignDocuments) -> None:
        self._documents = documents

    async def __call__(self, command: CheckDesignCommand) -> CheckedDesign:
        try:
            if command.text is not None:
                blueprint = await self._documents.read(command.text)
                text = command.text
            else:
                blueprint = await self._documents.read_design(command.design)
                text = await self._text(command.base_text, blueprint)
        except BlueprintRefused as refused:
            return CheckedDesign(blueprint=None, design=None, text=None, problems=refused.problems)
        design = await self._documents.design_of(blueprint)
        return CheckedDesign(blueprint=blueprint, design=design, text=text, problems=())

    async def _text(self, base: str | None, blueprint: Blueprint) -> str:
        if base is None:
            return await self._documents.fresh(blueprint)
        return await self._documents.updated(base, blueprint)
