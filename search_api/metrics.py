"""``GET /metrics``: what Prometheus is told. ``docs/deploy`` has a dashboard and alarms for it."""

from __future__ import annotations

from collections.abc import Iterator

from fastapi import APIRouter, Request
from fastapi.responses import Response
from prometheus_client import (
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    ProcessCollector,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, InfoMetricFamily, Metric
from prometheus_client.registry import Collector

from indexer.index.clearance import EVERYTHING
from search_api.limits import Places
from search_api.processes import Processes
from search_api.service import Service
from search_api.stages import STAGES

router = APIRouter()

_REQUEST = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60)
_STAGE = (0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1)


class Metrics:
    """Counters and histograms of one application, and the state of what it serves whenever it is asked."""

    def __init__(self, service: Service, places: Places, processes: Processes | None = None) -> None:
        """Begin to count; stages of searches are told from now on."""
        self._registry = CollectorRegistry()
        self._requests = Counter(
            "tracuu_requests", "Requests answered", ["method", "route", "status"], registry=self._registry
        )
        self._seconds = Histogram(
            "tracuu_request_seconds", "From a request to the end of its answer", ["route"],
            buckets=_REQUEST, registry=self._registry,
        )  # fmt: skip
        stages = Histogram(
            "tracuu_stage_seconds", "The stages of a search", ["stage"], buckets=_STAGE, registry=self._registry
        )
        self._stages = {stage: stages.labels(stage) for stage in STAGES}
        self._registry.register(_State(service, places, processes))
        ProcessCollector(registry=self._registry)
        service.observe = self.stage

    def answered(self, method: str, route: str, status: int, seconds: float) -> None:
        """Count a request; ``route`` is the template of its address, of which there are few."""
        self._requests.labels(method, route, status).inc()
        self._seconds.labels(route).observe(seconds)

    def stage(self, stage: str, seconds: float) -> None:
        """Count a stage of a search."""
        self._stages[stage].observe(seconds)

    def text(self) -> bytes:
        """As Prometheus reads it."""
        return generate_latest(self._registry)


class _State(Collector):
    """What is served and how busy the server is, read when asked."""

    def __init__(self, service: Service, places: Places, processes: Processes | None) -> None:
        self._service, self._places, self._processes = service, places, processes

    def collect(self) -> Iterator[Metric]:
        index = self._service.engine(EVERYTHING).index
        counts = index.catalog.counts()
        values = {
            "tracuu_requests_in_work": ("Requests that are worked on", self._places.in_work),
            "tracuu_requests_waiting": ("Requests that wait for a place", self._places.waiting),
            "tracuu_processes": ("Processes that answer", self._processes.ready if self._processes else 0),
            "tracuu_index_version": ("Version of the index that answers", index.version),
            "tracuu_index_current": ("1 where that is the newest one", int(index.is_current())),
            "tracuu_index_directives": ("Directives in it", counts["directives"]),
            "tracuu_index_passages": ("Passages in it", counts["passages"]),
            "tracuu_index_refused_files": ("Files of the archive that are not indexed", counts["refused"]),
        }
        for name, (about, value) in values.items():
            yield GaugeMetricFamily(name, about, value)
        model = {"name": index.model.name, "dimension": str(index.model.dimension)}
        yield InfoMetricFamily("tracuu_model", "The model that made the index", model)

    def describe(self) -> Iterator[Metric]:
        """Nothing is read to be registered."""
        return iter(())


@router.get(
    "/metrics",
    response_class=Response,
    responses={200: {"content": {"text/plain": {"schema": {"type": "string"}}}}},
    summary="Số đo cho Prometheus",
)
def metrics(request: Request) -> Response:
    """Requests, stages of searches, and what is served."""
    counted: Metrics = request.app.state.metrics
    return Response(counted.text(), media_type=CONTENT_TYPE_LATEST)
