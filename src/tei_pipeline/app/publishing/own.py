"""An edition's own pages in the frame of the site, and the files that it brings along."""

from collections.abc import Iterable

from tei_pipeline.app.custom.pages import OwnPage
from tei_pipeline.app.publishing.grounds import Grounds
from tei_pipeline.app.tasks import Lists
from tei_pipeline.cache import digest
from tei_pipeline.errors import InputError
from tei_pipeline.outputs.site import FOLDER, Filling, slots
from tei_pipeline.records import gather, written

_SLOT = '<slot name="{}"></slot>'


class OwnPublishing:
    """The steps of own pages; ``attributes`` are those of the frame, ``filling`` fills links.

    ``site`` are the addresses of pages that every edition of this shape has.
    """

    def __init__(
        self, grounds: Grounds, attributes: dict[str, str], filling: Filling, site: Iterable[str]
    ) -> None:
        self._at = grounds
        self._attributes = attributes
        self._site = frozenset(site)
        self._document = filling.document
        self._filling = filling._replace(document=self._leads)

    def _leads(self, pointer: str) -> str | None:
        name, _, anchor = pointer.partition("#")
        if name in self._site:
            return name + (f"#{anchor}" if anchor else "")
        return self._document(pointer)

    def introduction(self) -> str:
        """Return what the start page opens with."""
        return self.filled(self._at.own.introduction)

    def filled(self, content: str) -> str:
        """Return content with its links filled; one that leads nowhere is none."""
        return self._filling.fill(content)

    def run(self) -> None:
        """Make what is not fresh."""
        self._refuse_clashes()
        stale: dict[str, tuple[OwnPage, dict[str, str]]] = {}
        for page in self._at.own.pages:
            links = self._filling.answers(slots(page.content))
            inputs = {
                "page": digest(repr(page)),
                "links": digest(*links),
                "edition": digest(repr(self._attributes)),
                "program": self._at.program,
            }
            if not self._at.ledger.is_fresh(f"own {page.address}", inputs):
                stale[page.address] = (page, inputs)
        tasks = [Lists("own", self._xml(page)) for page, _ in stale.values()]
        for (page, inputs), files in zip(stale.values(), self._at.work(tasks), strict=True):
            (made,) = files
            content = made.content.replace(_SLOT.format("own"), self.filled(page.content))
            name = self._at.writer.write(f"{FOLDER}/{page.address}", f"{content}\n".encode())
            self._at.ledger.note(f"own {page.address}", inputs, [name])
        self._files()

    def _xml(self, page: OwnPage) -> str:
        told = page._replace(content="")._asdict()
        return gather([f"<own{written(told)}/>"], self._attributes)

    def _refuse_clashes(self) -> None:
        taken = {f"{identifier}.html".lower() for identifier, _ in self._at.catalogue.ids()}
        for page in self._at.own.pages:
            if page.address.lower() in taken:
                raise InputError(
                    f"the page {page.address} has the name of a document",
                    mend="give the page's file another name",
                )

    def _files(self) -> None:
        for path, content in self._at.own.files.items():
            inputs = {"content": digest(content)}
            if not self._at.ledger.is_fresh(f"own {path}", inputs):
                name = self._at.writer.write(f"{FOLDER}/{path}", content)
                self._at.ledger.note(f"own {path}", inputs, [name])


def introduced(page: str, introduction: str) -> str:
    """Return a page with what the edition says first; most pages have no place for it."""
    around = f'<div class="own introduction">\n{introduction}</div>' if introduction else ""
    return page.replace(_SLOT.format("introduction"), around)
