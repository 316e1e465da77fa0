"""Who carries out the map steps: this process, or several that were started with ``spawn``.

A forked Saxon kills the process. Work goes to workers in chunks, and what comes of it comes back
in order, so that several processes give what one gives. A worker that has become too large is
replaced: Saxon has its heap grow with the time that it spends on clearing it, and cannot be told
how far.
"""

import ctypes
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager, suppress
from threading import Lock
from typing import Any, NamedTuple, TypeVar

from tei_pipeline.errors import PipelineError

Task = TypeVar("Task")
Worked = TypeVar("Worked")

_MOST = 25
_CHUNKS = 6  # for each worker at least, so that the last one does not work alone for long
_AHEAD = 3  # chunks that a worker may be ahead of what was taken, so that results do not pile up
_MEMORY = "/proc/self/statm"
_MMAP_THRESHOLD = (-3, 131_072)  # M_MMAP_THRESHOLD of malloc.h, and bytes


class WorkerError(PipelineError):
    """A worker ended without an answer."""


class Crew(NamedTuple):
    """How workers are made: ``begin`` gives what carries out a task, in a process of its own.

    One that holds more than ``most`` megabytes is given nothing more to do; another takes its
    place.
    """

    begin: Callable[..., Callable[[Any], Any]]
    arguments: tuple[Any, ...]
    jobs: int
    most: int


def done(result: Any) -> Future[Any]:
    """Return what is there already as if a worker had answered."""
    answer: Future[Any] = Future()
    answer.set_result(result)
    return answer


def lost() -> WorkerError:
    """Return the error of a worker that has ended without an answer."""
    return WorkerError(
        "a worker process ended without an answer, perhaps for want of memory",
        mend="run again with --jobs 1, which names the file that it happens in",
    )


def stop_at_once(pool: ProcessPoolExecutor) -> None:
    """Kill the workers: what they are at is not waited for."""
    for worker in multiprocessing.active_children():
        worker.kill()
    # The rest of an answer that one was killed in the midst of would be waited for without end, as
    # long as this process could write it: Python has no other way to say that nobody will.
    answers: Any = getattr(pool, "_result_queue", None)
    if answers is not None:
        answers._writer.close()
    pool.shutdown(cancel_futures=True)  # else Python, at its own end, may meet it half shut


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold back Ctrl-C: a process that is started meanwhile does not get it, not even at its start.

    Who is at a terminal interrupts all processes at once, and only the first says so.
    """
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


_work: Callable[[Any], Any] | None = None  # a worker's own: what it has compiled serves all tasks


def _start(begin: Callable[..., Callable[[Any], Any]], arguments: tuple[Any, ...]) -> None:
    global _work
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says when to stop
    _give_back()
    try:
        _work = begin(*arguments)
    except PipelineError as error:
        _work = _refusing(error)


def _give_back() -> None:
    """Have what large texts took given back at once; left alone, glibc keeps ever more of it."""
    with suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(*_MMAP_THRESHOLD)


def _refusing(error: PipelineError) -> Callable[[Any], Any]:
    """Return what answers tasks with the reason why the worker could not begin."""

    def refuse(_: Any) -> Any:
        raise error

    return refuse


def _chunk(tasks: Sequence[Any]) -> tuple[list[Any], int]:
    """Carry out tasks; return what comes of them, and how many megabytes the process holds then."""
    assert _work is not None
    return [_work(task) for task in tasks], _held()


def _held() -> int:
    """Return how many megabytes this process holds; 0 where the system does not say it."""
    try:
        with open(_MEMORY, "rb") as told:  # noqa: PTH123  # asked for after each chunk
            return int(told.read().split()[1]) * os.sysconf("SC_PAGE_SIZE") >> 20
    except OSError:
        return 0


class _Place:
    """The place of a worker: a process, and another one where it has become too large."""

    def __init__(self, crew: Crew) -> None:
        self._crew = crew
        self._pool: ProcessPoolExecutor | None = None
        self._held = 0
        self._lock = Lock()
        self._stopped = False

    def carry_out(self, chunk: Sequence[Any]) -> list[Any]:
        """Return what comes of a chunk; raises ``BrokenProcessPool`` where the process is lost."""
        with self._lock:
            if self._stopped:
                return []  # which nobody waits for
            process = self._process()  # which lets interrupts through when the first one is made
            with interrupts_held():
                asked = process.submit(_chunk, chunk)
        made, self._held = asked.result()
        return made

    def _process(self) -> ProcessPoolExecutor:
        if self._pool and self._held > self._crew.most:
            self._pool.shutdown(wait=False)
            self._pool = None
        if self._pool is None:
            self._pool = ProcessPoolExecutor(
                1,
                multiprocessing.get_context("spawn"),
                _start,
                (self._crew.begin, self._crew.arguments),
            )
        return self._pool

    def stop(self, *, at_once: bool) -> None:
        """Let the process end; ``at_once`` kills it."""
        with self._lock:
            self._stopped = True
        if self._pool and at_once:
            stop_at_once(self._pool)
        elif self._pool:
            self._pool.shutdown(cancel_futures=True)


class Workers:
    """Processes that carry out tasks, started when the first one comes and stopped at the end.

    A thread waits for each of them.
    """

    def __init__(self, crew: Crew) -> None:
        self._jobs = crew.jobs
        self._places = [_Place(crew) for _ in range(crew.jobs)]
        self._free = deque(self._places)
        self._threads = ThreadPoolExecutor(crew.jobs)

    def begin(self) -> None:
        """Have a process begun for which there is no task yet."""
        self._threads.submit(self._carried_out, ())

    def in_order(self, tasks: Iterable[Any]) -> Iterator[Any]:
        """Yield what comes of tasks, in their order; raises ``WorkerError``.

        Tasks that come one by one are taken only a little ahead of what was taken of the answers.
        """
        try:
            yield from self._answers(self._chunks(tasks), self._jobs * _AHEAD)
        except BrokenProcessPool as error:
            raise lost() from error

    def _chunks(self, tasks: Iterable[Any]) -> Iterator[Sequence[Any]]:
        if not isinstance(tasks, Sequence):
            yield from ([task] for task in tasks)
            return
        size = max(1, min(_MOST, len(tasks) // (self._jobs * _CHUNKS)))
        yield from (tasks[first : first + size] for first in range(0, len(tasks), size))

    def _answers(self, chunks: Iterable[Sequence[Any]], ahead: int) -> Iterator[Any]:
        waiting: deque[Future[list[Any]]] = deque()
        for chunk in chunks:
            waiting.append(self._threads.submit(self._carried_out, chunk))
            if len(waiting) > ahead:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()

    def _carried_out(self, chunk: Sequence[Any]) -> list[Any]:
        place = self._free.popleft()  # there are as many as threads
        try:
            return place.carry_out(chunk)
        finally:
            self._free.append(place)

    def stop(self, *, at_once: bool = False) -> None:
        """Let the processes end; ``at_once`` kills them."""
        self._threads.shutdown(wait=not at_once, cancel_futures=True)
        for place in self._places:
            place.stop(at_once=at_once)


def jobs_for(wanted: int | None, amount: int, enough: int) -> int:
    """Return how many processes to use: ``wanted``, else as many as cores if there is enough."""
    if wanted is not None:
        return wanted
    return (os.cpu_count() or 1) if amount >= enough else 1
