"""Strongly connected parts of a directed graph, without recursion (Tarjan)."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field


@dataclass(slots=True)
class _Search:
    index: dict[int, int] = field(default_factory=dict)
    low: dict[int, int] = field(default_factory=dict)
    stack: list[int] = field(default_factory=list)
    on_stack: set[int] = field(default_factory=set)

    def enter(self, vertex: int) -> None:
        self.index[vertex] = self.low[vertex] = len(self.index)
        self.stack.append(vertex)
        self.on_stack.add(vertex)

    def leave(self, vertex: int) -> list[int]:
        """The part that ends here, empty where none does."""
        part: list[int] = []
        if self.low[vertex] == self.index[vertex]:
            while not part or part[-1] != vertex:
                part.append(self.stack.pop())
                self.on_stack.discard(part[-1])
        return part


def cycles(successors: Sequence[Sequence[int]]) -> Iterator[list[int]]:
    """The parts of more than one vertex: each vertex in one can reach all others in it."""
    search = _Search()
    for root in range(len(successors)):
        if root not in search.index:
            yield from _from(root, successors, search)


def _from(root: int, successors: Sequence[Sequence[int]], search: _Search) -> Iterator[list[int]]:
    search.enter(root)
    path = [(root, iter(successors[root]))]
    while path:
        vertex, rest = path[-1]
        unseen = _next_unseen(vertex, rest, search)
        if unseen is not None:
            search.enter(unseen)
            path.append((unseen, iter(successors[unseen])))
            continue
        path.pop()
        if path:
            parent = path[-1][0]
            search.low[parent] = min(search.low[parent], search.low[vertex])
        part = search.leave(vertex)
        if len(part) > 1:
            yield part


def _next_unseen(vertex: int, rest: Iterator[int], search: _Search) -> int | None:
    for successor in rest:
        if successor not in search.index:
            return successor
        if successor in search.on_stack:
            search.low[vertex] = min(search.low[vertex], search.index[successor])
    return None
