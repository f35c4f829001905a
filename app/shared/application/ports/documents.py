"""Designs as documents: the YAML that people write, and the JSON that the designer works on."""

from abc import abstractmethod
from typing import Any, Protocol

from app.shared.domain.blueprint.blueprint import Blueprint


class DesignDocuments(Protocol):
    """Large documents take a second or two; meanwhile others are served."""

    @abstractmethod
    async def read(self, text: str) -> Blueprint:
        """Raises BlueprintRefused with line and column of every problem."""

    @abstractmethod
    async def fresh(self, blueprint: Blueprint) -> str:
        """A new document that says the blueprint."""

    @abstractmethod
    async def updated(self, text: str, blueprint: Blueprint) -> str:
        """The document, changed where the blueprint differs from what it says; comments stay.

        A text that is no valid blueprint (any more) gives a fresh document.
        """

    @abstractmethod
    async def read_design(self, value: Any) -> Blueprint:
        """Any JSON value. Raises BlueprintRefused with the path of every problem into it."""

    @abstractmethod
    async def design_of(self, blueprint: Blueprint) -> dict[str, Any]:
        """The designer's document; `read_design` gives the blueprint again. Others may be given the
        same: it is not to be changed."""
