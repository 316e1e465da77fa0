"""Whether the addresses of earlier builds still lead somewhere: pages, and places in them.

Those that are gone are remembered until they are there again or lead on, so that no build forgets
them. Ids that were counted rather than written in a source are no addresses: they hold a colon.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property
from pathlib import Path

from tei_pipeline.app.packing import unpacked
from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.cache import digest
from tei_pipeline.diagnostics import Diagnostic, Location, Severity
from tei_pipeline.names import SETTINGS

_CODE = "TPB304"
_STEP = "addresses of "
_WHOLE = "addresses"
_LOST = "lost addresses"
_NAMED = 12  # places of a page that a finding names
_UNIT = re.compile(r'<unit id="([^":]+)"')


class LostAddressError(Exception):
    """Addresses would be lost, which a strict build refuses."""

    def __init__(self, findings: list[Diagnostic]) -> None:
        super().__init__()
        self.findings = findings


class Addresses:
    """The addresses of a site: ``pages`` are those of the whole; asks before anything is written.

    Of each document is kept what its pages are called and, after these, ``#`` and the ids in it.
    """

    def __init__(self, grounds: Grounds, pages: Iterable[str]) -> None:
        self._at = grounds
        self._whole = tuple(pages)

    def check(self, *, strict: bool) -> None:
        """Note what is there and what is gone; raises ``ConfigError``, ``LostAddressError``."""
        self._at.own.moved.check(self.exists)
        lost = self._lost()
        self._at.ledger.note(_LOST, {}, [], tuple(sorted(lost.items())))
        if strict and lost:
            raise LostAddressError(list(lost_addresses(self._at, Severity.ERROR)))

    @cached_property
    def _now(self) -> Mapping[str, tuple[str, ...]]:
        """The addresses of documents by their files."""
        ledger, now = self._at.ledger, {}
        for identifier, file in self._at.catalogue.ids():
            step, inputs = f"{_STEP}{file}", {file: self._at.sources.key(file)}
            if not ledger.is_fresh(step, inputs):
                ledger.reasons.pop(step, None)  # nothing is made in it
                ledger.note(step, inputs, [], tuple(self._read(identifier, file)))
            now[file] = ledger.said(step)
        for step, said in self._before.items():
            file = step.removeprefix(_STEP)
            if file not in now and self._at.sources.is_known(file):  # it was left out this time
                ledger.note(step, {}, [], said)
                now[file] = said
        ledger.note(_WHOLE, {"pages": digest(*self._whole)}, [], self._whole)
        return now

    @cached_property
    def _before(self) -> dict[str, tuple[str, ...]]:
        return self._at.ledger.said_before(_STEP)

    def _read(self, identifier: str, file: str) -> Iterator[str]:
        yield f"{identifier}.html"
        for path, _ in unpacked(self._at.catalogue.pages(file)):
            if path.endswith(".html") and path != f"{identifier}.html":
                yield path
        for place in _UNIT.findall(str(unpacked(self._at.catalogue.record(file)))):
            yield f"#{place}"

    @cached_property
    def _pages(self) -> dict[str, str]:
        """The pages that there are, with the files of documents."""
        own = {page.address: "" for page in self._at.own.pages}
        of_whole = dict.fromkeys(self._whole, "")
        documents = {
            page: file
            for file, said in self._now.items()
            for page in said
            if not page.startswith("#")
        }
        return {**own, **of_whole, **documents}

    def exists(self, address: str) -> bool:
        """Return whether an address leads to a page, and in a document to a place of it."""
        page, mark, place = address.partition("#")
        file = self._pages.get(page)
        return file is not None and (not mark or not file or f"#{place}" in self._now[file])

    def _lost(self) -> dict[str, str]:
        """Return the addresses that are gone, with the files of documents that had them."""
        now = self._now  # noted, even where there is nothing to compare it with
        gone = dict(self._at.ledger.said_before(_LOST).get(_LOST, ()))
        for step, said in self._before.items():
            file = step.removeprefix(_STEP)
            if now.get(file) != said:
                gone |= dict.fromkeys(_complete(said), file)
        for page in self._at.ledger.said_before(_WHOLE).get(_WHOLE, ()):
            gone.setdefault(page, "")
        moved = {one.old for one in self._at.own.moved.moved}
        return {
            address: file
            for address, file in gone.items()
            if not self.exists(address) and not {address, address.partition("#")[0]} & moved
        }


def lost_addresses(grounds: Grounds, severity: Severity = Severity.WARNING) -> Iterator[Diagnostic]:
    """Yield what is gone in the build that was made or is being made, for each page one finding."""
    lost = dict(grounds.ledger.said(_LOST))
    places: dict[str, list[str]] = {}
    for address in lost:
        page, _, place = address.partition("#")
        places.setdefault(page, []).extend([place] if place else [])
    for page, ids in places.items():
        old = page if page in lost else f"{page}#{ids[0]}"
        whole = f"the page {page} of an earlier build is gone"
        yield Diagnostic(
            _CODE,
            whole if page in lost else f"gone from {page}: {_named(ids)}",
            Location(_place(grounds, lost[old])),
            severity,
            expected="an address that was published leads somewhere for good",
            suggestion=f'bring it back, or say where it has moved to: put "{old}" = "…" into the '
            "file that [site] redirects names",
        )


def _place(grounds: Grounds, file: str) -> Path:
    sources = grounds.sources
    return sources.path(file) if sources.is_known(file) else sources.folder / SETTINGS


def _complete(said: tuple[str, ...]) -> Iterator[str]:
    """Yield the addresses of a document as they are written."""
    return (said[0] + part if part.startswith("#") else part for part in said)


def _named(ids: list[str]) -> str:
    more = f" and {len(ids) - _NAMED} more" if len(ids) > _NAMED else ""
    return ", ".join(f"#{one}" for one in ids[:_NAMED]) + more
