"""Who watches, in numbers for Prometheus, read at the moment when it asks."""

from collections.abc import Iterator

from fastapi import FastAPI
from prometheus_client.core import GaugeMetricFamily
from prometheus_client.registry import Collector

from app.web.api.live.streams import streams_so_far


class StreamNumbers(Collector):
    def __init__(self, app: FastAPI) -> None:
        self._app = app

    def collect(self) -> Iterator[GaugeMetricFamily]:
        streams = streams_so_far(self._app)
        yield GaugeMetricFamily(
            "guildwright_web_watchers",
            "Open streams of events of runs.",
            value=0 if streams is None else streams.runs.watchers,
        )
        yield GaugeMetricFamily(
            "guildwright_web_watched_runs",
            "Runs that somebody watches.",
            value=0 if streams is None else len(streams.runs.watched),
        )
