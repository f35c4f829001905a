"""What takes how long, as spans that belong together; a seam, so that nobody has to trace."""

from abc import abstractmethod
from collections.abc import Mapping
from contextlib import AbstractContextManager, nullcontext
from typing import Protocol

type Attributes = Mapping[str, str | int]


class Span(Protocol):
    @abstractmethod
    def trace_id(self) -> str | None:
        """As it is written in traces; None where nothing is traced."""

    @abstractmethod
    def tell(self, name: str, attributes: Attributes, *, failed: bool = False) -> None:
        """What it turned out to be."""


type SpanBlock = AbstractContextManager[Span]


class Tracing(Protocol):
    @abstractmethod
    def span(self, name: str, attributes: Attributes, *, serves: bool = False) -> SpanBlock:
        """Spans that begin inside of the block belong to it. `serves`: it answers somebody."""

    @abstractmethod
    def call_ended(
        self, name: str, attributes: Attributes, seconds: float, *, failed: bool
    ) -> None:
        """A call to somebody else, which has just ended."""


class NoSpan(Span):
    def trace_id(self) -> str | None:
        return None

    def tell(self, name: str, attributes: Attributes, *, failed: bool = False) -> None: ...


class NoTracing(Tracing):
    def span(self, name: str, attributes: Attributes, *, serves: bool = False) -> SpanBlock:  # noqa: ARG002
        return _NO_BLOCK

    def call_ended(
        self, name: str, attributes: Attributes, seconds: float, *, failed: bool
    ) -> None: ...


NO_TRACING = NoTracing()
_NO_BLOCK: SpanBlock = nullcontext(NoSpan())
