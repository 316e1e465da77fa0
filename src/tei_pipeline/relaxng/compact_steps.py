"""Reading without recursion: a part of a schema may be nested as deep as it likes."""

from collections.abc import Generator

from tei_pipeline.relaxng.compact_annotations import Item

Steps = Generator["Steps", list[Item], list[Item]]


def run(steps: Steps) -> list[Item]:
    """Return what steps read that ask for the items of other steps."""
    stack = [steps]
    answer: list[Item] | None = None
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
