"""What a request to the service gives, and what is wrong with it."""

import re
from dataclasses import dataclass

from tei_pipeline.exchange import Asked

_NAMES = frozenset(
    {"id", "nav", "page", "resource", "ref", "start", "end", "down", "tree", "mediaType"}
)  # fmt: skip
_NUMBER = re.compile(r"-?[0-9]{1,9}")
# What no text holds that was read from XML.
_FOREIGN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


class ProblemError(Exception):
    """A request that cannot be answered; ``status`` is that of HTTP."""

    def __init__(self, message: str, status: int = 400) -> None:
        super().__init__(message)
        self.status = status


@dataclass(frozen=True, slots=True)
class Given:
    """The parameters of a request, each once; one without a value counts as not given."""

    values: dict[str, str]

    @classmethod
    def of(cls, asked: Asked) -> "Given":
        """Return the parameters of a request; raises ``ProblemError``."""
        values: dict[str, str] = {}
        for name, value in asked.query:
            if name not in _NAMES:
                continue
            if name in values:
                raise ProblemError(f"{name} is given more than once")
            if _FOREIGN.search(value):
                raise ProblemError(f"{name} is not text in UTF-8")
            values[name] = value
        return cls({name: value for name, value in values.items() if value})

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def number(self, name: str) -> int | None:
        """Return a parameter that is a whole number; None where it is not given."""
        written = self[name]
        if not written:
            return None
        if not _NUMBER.fullmatch(written):
            raise ProblemError(f"{name} must be a whole number")
        return int(written)

    def page(self) -> int:
        """Return the number of the page that is asked for."""
        number = self.number("page")
        if number is not None and number < 1:
            raise ProblemError("pages are counted from 1")
        return number or 1

    def passage(self) -> None:
        """Hold that a passage is asked for by ``ref``, or by ``start`` and ``end``, or not."""
        if self["ref"] and (self["start"] or self["end"]):
            raise ProblemError("ref cannot be combined with start and end")
        if bool(self["start"]) is not bool(self["end"]):
            raise ProblemError("start and end are only used together")
