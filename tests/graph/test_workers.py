"""Workers: answers in order, and a process that has become too large is replaced."""

import os
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from itertools import groupby
from pathlib import Path

import pytest

from tei_pipeline.errors import InputError
from tei_pipeline.graph import Crew, WorkerError, Workers
from tests.oracles import ROOT

_kept: list[bytearray] = []


def begin(size: int) -> Callable[[int], tuple[int, int]]:
    """Return what keeps so many bytes of each task."""

    def carry_out(task: int) -> tuple[int, int]:
        _kept.append(bytearray(b"x") * size)
        return task, os.getpid()

    return carry_out


def begin_refusing() -> Callable[[int], int]:
    raise InputError("cannot begin")


def begin_killed() -> Callable[[int], None]:
    return lambda _: os.kill(os.getpid(), signal.SIGKILL)


def begin_telling() -> Callable[[int], bool]:
    """Return what tells whether this process was started without being open to Ctrl-C."""
    return lambda _: signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, ())


@pytest.fixture
def crew() -> Iterator[Callable[..., Workers]]:
    made: list[Workers] = []

    def make(
        begin: Callable[..., Callable[[int], object]], *given: int, jobs: int = 1, most: int = 9999
    ) -> Workers:
        made.append(Workers(Crew(begin, given, jobs, most)))
        return made[-1]

    yield make
    for workers in made:
        workers.stop(at_once=True)


@pytest.mark.parametrize("jobs", [1, 3])
def test_answers_come_in_order(crew: Callable[..., Workers], jobs: int) -> None:
    made = list(crew(begin, 1, jobs=jobs).in_order(range(100)))
    assert [task for task, _ in made] == list(range(100))
    assert len({process for _, process in made}) <= jobs


def test_tasks_that_come_one_by_one_are_taken_a_little_ahead(crew: Callable[..., Workers]) -> None:
    taken: list[int] = []

    def coming() -> Iterator[int]:
        for task in range(30):
            taken.append(task)
            yield task

    answers = crew(begin, 1).in_order(coming())
    assert next(answers)[0] == 0
    assert len(taken) < 10
    assert [task for task, _ in answers] == list(range(1, 30))


@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="it is told by Linux alone")
def test_a_process_that_has_become_too_large_is_replaced(crew: Callable[..., Workers]) -> None:
    workers = crew(begin, 40_000_000, most=130)
    made = list(workers.in_order(iter(range(12))))
    assert [task for task, _ in made] == list(range(12))
    turns = [len(list(turn)) for _, turn in groupby(process for _, process in made)]
    assert len(turns) > 2
    assert max(turns) <= 4  # of 40 MB each
    alone = {process for _, process in crew(begin, 40_000_000).in_order(iter(range(6)))}
    assert len(alone) == 1


def test_a_worker_that_cannot_begin_says_why(crew: Callable[..., Workers]) -> None:
    with pytest.raises(InputError, match="cannot begin"):
        list(crew(begin_refusing).in_order([1]))


def test_a_lost_worker_is_an_error(crew: Callable[..., Workers]) -> None:
    with pytest.raises(WorkerError, match="ended without an answer"):
        list(crew(begin_killed, jobs=2).in_order(range(40)))


def test_not_even_the_first_process_is_started_open_to_interrupts() -> None:
    # In a process of its own: the first one is started together with what watches resources.
    script = (
        "from tests.graph.test_workers import Crew, Workers, begin_telling\n"
        "workers = Workers(Crew(begin_telling, (), 2, 9999))\n"
        "print(*workers.in_order(range(8)))\n"
        "workers.stop()"
    )
    command = [sys.executable, "-c", script]
    made = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    assert made.stdout.split() == ["True"] * 8
