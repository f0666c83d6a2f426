"""The queue in Prometheus' text format, worked out from the database: the same from whichever process answers."""

from collections.abc import Iterator
from datetime import timedelta

from django.db.models import Count, Min, Q
from django.utils import timezone
from prometheus_client import CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.exposition import CONTENT_TYPE_LATEST
from prometheus_client.registry import Collector

from grader import measurements
from grader.models import Incident, Report, State, Submission, Worker

CONTENT_TYPE = CONTENT_TYPE_LATEST
WINDOW = timedelta(hours=1)


def render() -> bytes:
    registry = CollectorRegistry()
    registry.register(_Grading())
    return generate_latest(registry)


class _Grading(Collector):
    def collect(self) -> Iterator[Metric]:
        yield from _describe_queue()
        yield from _describe_verdicts()
        yield _describe_workers()
        yield _describe_phases()

    def describe(self) -> list[Metric]:
        return []  # asked at registration; without this the database would be


def _describe_queue() -> Iterator[Metric]:
    numbers = dict(Submission.objects.values_list("state").annotate(Count("pk")).order_by())
    states = GaugeMetricFamily("courseapp_submissions", "Submissions by state.", labels=["state"])
    for state in State:
        states.add_metric([state.value], numbers.get(state.value, 0))
    yield states
    unfinished = Submission.objects.unfinished()
    oldest = unfinished.aggregate(all=Min("queued_at"), people=Min("queued_at", filter=Q(is_bulk=False)))
    wait = GaugeMetricFamily("courseapp_oldest_wait_seconds", "How long the oldest has waited.", labels=["queue"])
    for name, since in oldest.items():
        wait.add_metric([name], (timezone.now() - since).total_seconds() if since else 0.0)
    yield wait


def _describe_verdicts() -> Iterator[Metric]:
    judged, all_told = (
        dict(reports.values_list("verdict").annotate(Count("pk")).order_by())
        for reports in (Report.objects.judged(), Report.objects.all())
    )
    verdicts = CounterMetricFamily("courseapp_verdicts", "Verdicts given.", labels=["verdict", "copied"])
    for verdict, number in all_told.items():
        verdicts.add_metric([verdict, "no"], judged.get(verdict, 0))
        verdicts.add_metric([verdict, "yes"], number - judged.get(verdict, 0))
    yield verdicts
    failures = "Times that something could not be graded because of trouble on our side."
    yield CounterMetricFamily("courseapp_grading_failures", failures, value=Incident.objects.count())


def _describe_workers() -> Metric:
    numbers = dict(Worker.objects.alive().values_list("state").annotate(Count("pk")).order_by())
    workers = GaugeMetricFamily("courseapp_workers", "Processes that grade, by state.", labels=["state"])
    for state in Worker.State:
        workers.add_metric([state.value], numbers.get(state.value, 0))
    return workers


def _describe_phases() -> Metric:
    meaning = "Parts of grading in the last hour, in seconds."
    phases = GaugeMetricFamily("courseapp_grading_phase_seconds", meaning, labels=["phase", "quantile"])
    for phase in measurements.list_phases(since=timezone.now() - WINDOW):
        phases.add_metric([phase.name, "0.5"], phase.median / 1000)
        phases.add_metric([phase.name, "0.95"], phase.p95 / 1000)
    return phases
