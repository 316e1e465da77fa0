"""Reading without recursion: a part of a schema may be nested as deep as it likes."""

from collections.abc import Generator
from typing import TypeVar

T = TypeVar("T")
Steps = Generator["Steps[T]", list[T], list[T]]


def run(steps: Steps[T]) -> list[T]:
    """Return what steps find that ask for what other steps find."""
    stack = [steps]
    answer: list[T] | None = None
    while stack:
        try:
            asked = stack[-1].send(answer)  # type: ignore[arg-type]
        except StopIteration as end:
            answer = end.value
            stack.pop()
        else:
            stack.append(asked)
            answer = None
    return answer or []
