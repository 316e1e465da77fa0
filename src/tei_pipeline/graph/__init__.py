"""The graph of a build: steps, what each of them read, and who carries them out."""

from tei_pipeline.graph.ledger import Ledger, reason
from tei_pipeline.graph.workers import (
    Crew,
    WorkerError,
    Workers,
    done,
    interrupts_held,
    jobs_for,
    lost,
    stop_at_once,
)

__all__ = [
    "Crew",
    "Ledger",
    "WorkerError",
    "Workers",
    "done",
    "interrupts_held",
    "jobs_for",
    "lost",
    "reason",
    "stop_at_once",
]
