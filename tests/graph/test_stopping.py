"""Workers that are killed while they answer are not waited for."""

import multiprocessing
import threading
import time
from concurrent.futures import ProcessPoolExecutor

import pytest

from tei_pipeline.graph import stop_at_once

LONG = 60_000_000  # bytes: an answer takes a moment to be handed over


def answer(_: int) -> bytes:
    return bytes(LONG)


@pytest.mark.parametrize("after", [0.0, 0.01, 0.02, 0.03])
def test_a_worker_that_is_killed_in_the_midst_of_an_answer_is_not_waited_for(after: float) -> None:
    pool = ProcessPoolExecutor(1, multiprocessing.get_context("spawn"))
    answers = [pool.submit(answer, number) for number in range(20)]
    answers[0].result()
    time.sleep(after)
    stopping = threading.Thread(target=stop_at_once, args=(pool,), daemon=True)
    stopping.start()
    stopping.join(20)
    assert not stopping.is_alive()
