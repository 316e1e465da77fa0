"""What is counted, in Prometheus' text format; labels are from fixed lists, never from requests."""

import os
import time
from collections import Counter
from pathlib import Path

KIND = "text/plain; version=0.0.4; charset=utf-8"
_BOUNDS = (0.005, 0.025, 0.1, 0.5, 2.5, 10.0)  # seconds
_METHODS = frozenset({"GET", "HEAD", "POST", "OPTIONS"})
_STATM = Path("/proc/self/statm")


class Metrics:
    """Counts requests by the part of the server that answered; used in the loop's thread alone."""

    def __init__(self) -> None:
        self._began = time.time()
        self._requests: Counter[tuple[str, str, int]] = Counter()
        self._buckets: Counter[tuple[str, float]] = Counter()
        self._seconds: Counter[str] = Counter()
        self._bytes: Counter[str] = Counter()
        self.open = 0
        """Requests that are being answered."""

    def note(self, part: str, method: str, status: int, seconds: float, sent: int) -> None:
        """Count a request that was answered; status 0 is one whose reader had left."""
        self._requests[part, method if method in _METHODS else "other", status] += 1
        self._buckets[part, next((b for b in _BOUNDS if seconds <= b), float("inf"))] += 1
        self._seconds[part] += seconds  # type: ignore[assignment]
        self._bytes[part] += sent

    def text(self) -> bytes:
        """Return all of it."""
        lines = [
            *_head("requests_total", "counter", "Requests by part, method and status."),
            *(
                f'tei_pipeline_requests_total{{part="{p}",method="{m}",status="{s}"}} {n}'
                for (p, m, s), n in sorted(self._requests.items())
            ),
            *_head("request_seconds", "histogram", "Seconds from a request to its answer's end."),
            *self._histogram(),
            *_head("sent_bytes_total", "counter", "Bytes of the answers' bodies."),
            *(
                f'tei_pipeline_sent_bytes_total{{part="{p}"}} {n}'
                for p, n in sorted(self._bytes.items())
            ),
            *_head("requests_open", "gauge", "Requests that are being answered."),
            f"tei_pipeline_requests_open {self.open}",
            "# HELP process_start_time_seconds When the server was started.",
            "# TYPE process_start_time_seconds gauge",
            f"process_start_time_seconds {self._began:.3f}",
            *_memory(),
        ]
        return ("\n".join(lines) + "\n").encode()

    def _histogram(self) -> list[str]:
        lines = []
        for part in sorted(self._seconds):
            name, total = f'tei_pipeline_request_seconds_bucket{{part="{part}"', 0
            for bound in (*_BOUNDS, float("inf")):
                total += self._buckets[part, bound]
                shown = "+Inf" if bound == float("inf") else f"{bound:g}"
                lines.append(f'{name},le="{shown}"}} {total}')
            lines += [
                f'tei_pipeline_request_seconds_sum{{part="{part}"}} {self._seconds[part]:.6f}',
                f'tei_pipeline_request_seconds_count{{part="{part}"}} {total}',
            ]
        return lines


def _head(name: str, kind: str, said: str) -> tuple[str, str]:
    return f"# HELP tei_pipeline_{name} {said}", f"# TYPE tei_pipeline_{name} {kind}"


def _memory() -> list[str]:
    try:
        pages = int(_STATM.read_text(encoding="ascii").split()[1])
    except OSError:
        return []  # not every system tells
    return [
        "# HELP process_resident_memory_bytes Memory that the server holds.",
        "# TYPE process_resident_memory_bytes gauge",
        f"process_resident_memory_bytes {pages * os.sysconf('SC_PAGE_SIZE')}",
    ]
