"""The site: pages of documents filled, lists and registers made, files copied."""

from collections.abc import Callable, Iterator
from functools import cached_property, partial
from itertools import islice
from typing import Any

from tei_pipeline.app.publishing.grounds import Grounds, Step
from tei_pipeline.app.publishing.images import ImagePublishing
from tei_pipeline.app.publishing.machine import MachinePublishing
from tei_pipeline.app.publishing.own import OwnPublishing
from tei_pipeline.app.publishing.pages import PagePublishing
from tei_pipeline.app.publishing.searching import SearchPublishing
from tei_pipeline.app.publishing.whole import WholePublishing
from tei_pipeline.catalogue import Indexes, is_shown
from tei_pipeline.outputs.correspondence import is_network
from tei_pipeline.outputs.site import FOLDER
from tei_pipeline.resources import resource

_FILLED = 20  # pages of documents that are filled for each step that workers have carried out


class SitePublishing:
    """The steps of the site."""

    def __init__(self, grounds: Grounds) -> None:
        self._at = grounds
        self._introduction: str | None = None

    def run(self) -> None:
        """Carry out all that is not fresh."""
        for _ in self._at.carry_out(self._steps()):
            for _ in islice(self._filled, _FILLED):
                pass

    def _steps(self) -> Iterator[Step]:
        """Yield what workers are to make for the whole, what takes longest first.

        While they are at it, all else is made here.
        """
        if is_shown(self._at.attributes, "search"):
            search = SearchPublishing(self._at)
            for task, done in search.steps():
                yield task, partial(self._after_check, done)
            self._check()
            search.list_shards()
        yield from WholePublishing(self._at, self._indexes).steps(self._check())
        for _ in self._filled:
            pass
        self._copies()
        self._machine.run(self.pages.fragments.texts)

    def _after_check(self, done: Callable[[Any], None], made: Any) -> None:
        self._check()
        done(made)

    def _check(self) -> str:
        """See that no address is lost before anything is written; return what the site opens with.

        Then what the edition brings along is written, on which lists and pages depend.
        """
        if self._introduction is None:
            self._machine.addresses.check(strict=self._at.strict)
            self._introduction = self._own_pages()
            ImagePublishing(self._at).run()
        return self._introduction

    def _own_pages(self) -> str:
        """Write what the edition brings of its own; return what the start page opens with."""
        indexes = self._indexes
        own = OwnPublishing(self._at, indexes.attributes, self.pages.filling, indexes.addresses())
        own.run()
        return own.introduction()

    @cached_property
    def _indexes(self) -> Indexes:
        indexes = Indexes(self._at.catalogue, self._at.attributes)
        if not is_network(indexes.listing.each()):
            indexes.leave_out("network")
        return indexes

    @cached_property
    def _machine(self) -> MachinePublishing:
        return MachinePublishing(self._at, self._indexes)

    @cached_property
    def pages(self) -> PagePublishing:
        """The steps of documents."""
        return PagePublishing(self._at, self._indexes)

    @cached_property
    def _filled(self) -> Iterator[None]:
        self._check()
        return self.pages.run()

    # Files that are copied.

    def _copies(self) -> None:
        for file, name in self._at.beside.items():
            inputs = {file: self._at.sources.digest(file)}
            if not self._at.ledger.is_fresh(f"copy {file}", inputs):
                content = self._at.sources.path(file).read_bytes()
                written = self._at.writer.write(f"{FOLDER}/{name}", content)
                self._at.ledger.note(f"copy {file}", inputs, [written])
        self._assets()

    def _assets(self) -> None:
        folder = resource("xslt", "html/assets")
        inputs = {"program": self._at.program}
        if not self._at.ledger.is_fresh("assets", inputs):
            written = [
                self._at.writer.write(
                    f"{FOLDER}/assets/{path.relative_to(folder).as_posix()}", path.read_bytes()
                )
                for path in sorted(path for path in folder.rglob("*") if path.is_file())
            ]
            self._at.ledger.note("assets", inputs, written)
