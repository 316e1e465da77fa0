"""Many files by several processes: the map step of a validation, here and in workers.

Workers are started with ``spawn``: a forked Saxon kills the process. Files go to them in chunks,
and what they find comes back in the order of the files. The first process judges too: it takes the
chunks that nobody has begun, so that no processor waits for a worker to start.
"""

import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import cache
from itertools import islice
from pathlib import Path

from tei_pipeline.app.judging import Judge, Judged, Orders
from tei_pipeline.graph import done, interrupts_held, lost, stop_at_once
from tei_pipeline.project import Project
from tei_pipeline.saxon import Saxon

_MOST_FILES = 50
"""So many files make a chunk at most: more of them end no sooner, and show progress less often."""
_CHUNKS = 4  # for each worker of what is left, so that the last one does not work alone for long
_AHEAD = 3  # chunks that lie before a worker, so that it never waits for this process


_judge: Judge | None = None  # a worker's own: what it has compiled serves all its chunks


def _begin(project: Project, orders: Orders) -> None:
    global _judge
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the first process says when to stop
    _judge = Judge(project, orders, cache(Saxon))


def _judge_files(files: Sequence[Path]) -> list[Judged]:
    assert _judge is not None
    judged = [_judge.judge_file(path) for path in files]
    _judge.keep()
    return judged


def _chunks(jobs: int, files: Sequence[Path]) -> Iterator[Sequence[Path]]:
    """Yield files in groups that become smaller to the end, so that all workers end together."""
    done = 0
    while done < len(files):
        size = max(1, min(_MOST_FILES, (len(files) - done) // (jobs * _CHUNKS)))
        yield files[done : done + size]
        done += size


def judged_by_processes(
    jobs: int,
    project: Project,
    orders: Orders,
    files: Sequence[Path],
    judge_file: Callable[[Path], Judged],
) -> Iterator[Judged]:
    """Yield what is found in files, in their order; raises ``WorkerError``.

    One of the ``jobs`` is this process: it judges, by ``judge_file``, what no worker has begun.
    """
    workers = jobs - 1
    pool = ProcessPoolExecutor(
        workers, multiprocessing.get_context("spawn"), _begin, (project, orders)
    )
    collecting = gc.isenabled()
    gc.disable()  # all that comes in is kept, and would be gone through for garbage many times
    try:
        yield from _answers(pool, workers, _chunks(jobs, files), judge_file)
    except BrokenProcessPool as error:
        raise lost() from error
    except BaseException:  # interrupted
        stop_at_once(pool)
        raise
    finally:
        if collecting:
            gc.freeze()  # nor once more, when collecting is allowed again
            gc.enable()
        pool.shutdown(wait=False)


def _answers(
    pool: ProcessPoolExecutor,
    workers: int,
    unbegun: Iterator[Sequence[Path]],
    judge_file: Callable[[Path], Judged],
) -> Iterator[Judged]:
    """Yield what comes of chunks, in their order; judge one here where the next is not ready."""
    answers: deque[Future[list[Judged]]] = deque()
    while True:
        free = workers * _AHEAD - sum(not answer.done() for answer in answers)
        with interrupts_held():
            answers += [pool.submit(_judge_files, chunk) for chunk in islice(unbegun, free)]
        if not answers:
            return
        own = None if answers[0].done() else next(unbegun, None)
        if own is None:
            yield from answers.popleft().result()
        else:
            answers.append(done([judge_file(path) for path in own]))
            gc.collect(0)  # what judging has left; what is kept is gone through this once
