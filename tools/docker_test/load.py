"""People at work while something happens to the installation, and what they were answered."""

import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

from visitor import Visitor

Ask = Callable[[Visitor], str]
"""Asks once, and gives the status or the kind of failure."""


@dataclass(frozen=True, slots=True)
class Answer:
    of: str
    ended_at: float
    took_s: float


@dataclass(slots=True)
class Answers:
    """Times are those of time.monotonic."""

    all: list[Answer] = field(default_factory=list)

    def counted(self) -> dict[str, int]:
        return dict(Counter(one.of for one in self.all).most_common())

    def slowest_s(self) -> float:
        return max((one.took_s for one in self.all), default=0.0)

    def well_since(self, moment: float) -> float:
        """Seconds from that moment until everything was answered with 200 and stayed so."""
        last_bad = max((one.ended_at for one in self.all if one.of != "200"), default=moment)
        return max(0.0, last_bad - moment)


@contextmanager
def under_load(visitor: Visitor, *asks: tuple[Ask, float]) -> Iterator[Answers]:
    """Each of `asks` is asked again and again, with so many seconds between."""
    answers, stopping = Answers(), threading.Event()

    def ask_on(ask: Ask, pause_s: float) -> None:
        with visitor.beside() as window:
            while not stopping.wait(pause_s):
                began = time.monotonic()
                word = ask(window)
                ended = time.monotonic()
                answers.all.append(Answer(word, ended, ended - began))

    asking = [threading.Thread(target=ask_on, args=one) for one in asks]
    for thread in asking:
        thread.start()
    try:
        yield answers
    finally:
        stopping.set()
        for thread in asking:
            thread.join()


def page(window: Visitor) -> str:
    return window.status("GET", "/")


def runs_of(guild: str) -> Ask:
    """Needs the session in Redis, rights, and the database."""
    return lambda window: window.status("GET", f"/api/v1/guilds/{guild}/runs")


def planned(guild: str, text: str) -> Ask:
    """Reads the guild at Discord, and keeps a plan."""
    return lambda window: window.status("POST", f"/api/v1/guilds/{guild}/plans", {"text": text})
