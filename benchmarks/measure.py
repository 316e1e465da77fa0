"""Measures whole processes: seconds by the wall clock, and the most memory that one held."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

Environment = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Case:
    """A command to be timed; without a command it is a peer that is not installed.

    ``environment`` is asked for before each run, so that a run may have a fresh cache. ``codes``
    are the exit codes of a run that did its work; ``most`` bounds the runs of a slow one.
    """

    group: str
    name: str
    command: tuple[str, ...] = ()
    environment: Callable[[], Environment] = dict
    codes: tuple[int, ...] = (0,)
    most: int = 0


@dataclass(frozen=True, slots=True)
class Measured:
    """What the runs of a case took: the median and the extremes, and megabytes at the peak."""

    seconds: float
    shortest: float
    longest: float
    megabytes: float


def measure_all(cases: Sequence[Case], runs: int) -> dict[Case, Measured]:
    """Run all cases in turn, ``runs`` times over, so that a slow moment of the machine hits all.

    A case whose command fails is left out; standard error says why.
    """
    found: dict[Case, list[tuple[float, float]]] = {case: [] for case in cases if case.command}
    for number in range(runs):
        for case in list(found):
            if case.most and number >= case.most:
                continue
            try:
                found[case].append(_run(case))
            except RuntimeError as error:
                print(error, file=sys.stderr)
                del found[case]
    return {case: _summary(results) for case, results in found.items()}


def _run(case: Case) -> tuple[float, float]:
    environment = {**os.environ, **case.environment()}
    # As on most machines: the second run finds what Python compiled in the first.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    with tempfile.TemporaryFile() as said:
        started = time.perf_counter()
        process = subprocess.Popen(
            case.command, env=environment, stdin=subprocess.DEVNULL, stdout=said, stderr=said
        )
        # wait4 tells of this process and its children alone; getrusage would keep the largest.
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - started
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode not in case.codes:
            said.seek(0)
            text = said.read()[-2000:].decode(errors="replace")
            raise RuntimeError(f"{case.name} ended with {process.returncode}:\n{text}")
    return seconds, usage.ru_maxrss / 1024


def _summary(results: Sequence[tuple[float, float]]) -> Measured:
    seconds = [second for second, _ in results]
    memory = [megabytes for _, megabytes in results]
    return Measured(
        statistics.median(seconds), min(seconds), max(seconds), statistics.median(memory)
    )
