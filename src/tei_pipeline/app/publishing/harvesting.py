"""What libraries harvest: documents are deposited in the published catalogue as they change.

A document's metadata come from its record, its text and citable units from the document; both are
made again only where something that they read has changed.
"""

import json
import os
import re
import secrets
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property, partial
from pathlib import Path

from tei_pipeline.app.packing import packed, unpacked
from tei_pipeline.app.publishing.grounds import Grounds, Step
from tei_pipeline.app.publishing.harvested import Described, about, entities, sets_of
from tei_pipeline.app.publishing.manifests import Manifests
from tei_pipeline.app.publishing.said import said_of, to_be_said
from tei_pipeline.app.tasks import Excerpts, Harvested, Text
from tei_pipeline.cache import digest
from tei_pipeline.catalogue import Indexes, Row, keyed
from tei_pipeline.catalogue.published import (
    Deposit,
    Entity,
    Facts,
    HeldFile,
    Publication,
    Published,
    Set,
    Unit,
    offered,
)
from tei_pipeline.config import Settings
from tei_pipeline.diagnostics import Diagnostic
from tei_pipeline.harvest.signposting import Held, site_of
from tei_pipeline.harvest.static import linksets, static_files
from tei_pipeline.outputs.iiif import may_show
from tei_pipeline.outputs.metadata import (
    FORMATS,
    Description,
    EditionFiles,
    Share,
    describe,
)
from tei_pipeline.outputs.site import FOLDER
from tei_pipeline.project import Project

METADATA = "metadata"
"""The folder of metadata files, below the output folder."""
_STEPS = ("page", "book", "harvest")
"""The steps that leave the files of a document."""


class HarvestPublishing:
    """The steps; ``path`` is where the published catalogue lies."""

    def __init__(self, grounds: Grounds, project: Project, settings: Settings, path: Path) -> None:
        self._at = grounds
        self._project = project
        self._settings = settings
        self._path = path
        self._about = about(settings, grounds.attributes)
        self._rows = {row.file: row for row in grounds.catalogue.rows()}
        self._manifests = Manifests(grounds) if "site" in settings.build.targets else None

    def run(self) -> None:
        """Deposit what has changed, withdraw what is gone, and make it public."""
        with Publication(self._path) as publication:
            self._deposit(publication)
            ids = {row.id for row in self._rows.values()}
            for identifier in publication.inputs().keys() - ids:
                publication.withdraw(identifier)
            known = dict(entities(Indexes(self._at.catalogue, self._at.attributes)))
            publication.entities(known)
            publication.sets(self._sets.values())
            publication.about(self._told(publication.told()))
            self._whole(known)
            publication.files(self._held(), self._read)
            publication.finish(_stamp())
        if "site" in self._settings.build.targets and self._about["base-url"]:
            self._static()

    def _told(self, before: Mapping[str, str]) -> dict[str, str]:
        """Return what is said of the whole; a secret is made once, and kept."""
        secret = before.get("secret") or secrets.token_hex(32)
        formats = {prefix: one._asdict() for prefix, one in FORMATS.items()}
        return {**self._about, "secret": secret, "formats": json.dumps(formats)}

    # Documents.

    def _deposit(self, publication: Publication) -> None:
        before = publication.inputs()
        for _ in self._at.carry_out(self._stale(publication, before)):
            pass

    def _stale(self, publication: Publication, before: Mapping[str, str]) -> Iterator[Step]:
        for file, row in self._rows.items():
            fresh = self._at.ledger.is_fresh(f"harvest {file}", self._inputs[file])
            if not fresh or before.get(row.id) != self._keys[file]:
                record = self._record(file)
                path, entries = self._at.sources.path(file), self._entries(file)
                task = Text(path, file, record, entries, self._about)
                yield task, partial(self._put, publication, row, _digest(record))

    @cached_property
    def _inputs(self) -> Mapping[str, Mapping[str, str]]:
        """What each document is deposited from, by its file."""
        about = digest(repr(self._about))
        return {file: self._of(row, about) for file, row in self._rows.items()}

    @cached_property
    def _keys(self) -> Mapping[str, str]:
        return {file: digest(*inputs.values()) for file, inputs in self._inputs.items()}

    def _of(self, row: Row, about: str) -> dict[str, str]:
        return {
            row.file: self._at.sources.key(row.file),
            "about": about,
            "sets": digest(*self._specs[row.file]),
            "program": self._at.program,
            **(self._manifests.inputs(row.file) if self._manifests else {"site": ""}),
        }

    def _put(self, publication: Publication, row: Row, source: str, made: Harvested) -> None:
        deposit = Deposit(
            row.id,
            self._keys[row.file],
            row.sort or "~",  # those without a date come last
            _facts(row, source, made),
            self._specs[row.file],
            made.contents,
            made.cited.trees,
            tuple(self._placed(row, made.cited.units)),
        )
        publication.put(deposit)
        said = to_be_said(made.cited.findings, made.excerpts)
        written = [
            self._at.writer.write(f"{METADATA}/{name}", content) for name, content in made.files
        ]
        if self._manifests and may_show(made.contents["tei"]):
            shown = self._manifests.made(row.file, made.contents["tei"], self._describe(row))
            written += [self._at.writer.write(name, content) for name, content in shown.items()]
        self._at.ledger.note(f"harvest {row.file}", self._inputs[row.file], written, said)

    def _describe(self, row: Row) -> Description:
        return describe(self._record(row.file), self._entries(row.file), self._about)

    def _record(self, file: str) -> str:
        return str(unpacked(self._at.catalogue.record(file)))

    @cached_property
    def _bodies(self) -> Mapping[str, str]:
        return self._at.catalogue.authority_bodies()

    def _entries(self, file: str) -> dict[str, str]:
        """Return the entries of authority files that a record speaks of, by key."""
        used = self._at.catalogue.uses(file)
        return {key: keyed(key, self._bodies[key]) for key in used if key in self._bodies}

    def _placed(self, row: Row, units: tuple[Unit, ...]) -> Iterator[Unit]:
        """Yield units with the pages that they stand on: a long document has several."""
        pages = [
            (path, content)
            for path, content, *_ in unpacked(self._at.catalogue.pages(row.file))
            if path.endswith(".html")
        ]
        for unit in units:
            found = [
                path
                for path, content in pages
                if unit.anchor and (len(pages) == 1 or f' id="{unit.anchor}"' in content)
            ]
            anchor = unit.anchor if found else ""
            yield unit._replace(page=found[0] if found else f"{row.id}.html", anchor=anchor)

    # Sets.

    @cached_property
    def _described(self) -> Described:
        return sets_of(self._at.catalogue, self._rows.values(), self._settings, self._project)

    @property
    def _sets(self) -> Mapping[str, Set]:
        return self._described.sets

    @property
    def _specs(self) -> Mapping[str, tuple[str, ...]]:
        return self._described.specs

    # Files.

    def _held(self) -> Iterator[HeldFile]:
        """Yield the files of each document, and the metadata of the whole."""
        steps = [(f"{kind} {file}", row.id) for file, row in self._rows.items() for kind in _STEPS]
        for step, identifier in [*steps, ("harvest", "")]:
            for path, stamp in self._at.ledger.left(step).items():
                yield HeldFile(path, identifier, "{} {}".format(*stamp))

    def _read(self, path: str) -> bytes:
        return (self._at.writer.folder / path).read_bytes()

    def _whole(self, known: Mapping[Entity, str]) -> None:
        """Write the metadata files of the whole edition."""
        date = self._at.catalogue.changed()
        inputs = {
            "records": digest(*self._keys.values()),
            "entities": digest(repr(known)),
            "date": date,
        }
        if not self._at.ledger.is_fresh("harvest", inputs):
            made = EditionFiles(known, {**self._about, "date": date})
            shares = self._shares(made, digest(*map(repr, map(_meaning, known))))
            written = [
                self._at.writer.write(f"{METADATA}/{name}", content)
                for name, content in made.made(shares)
            ]
            self._at.ledger.note("harvest", inputs, written)

    def _shares(self, made: EditionFiles, meanings: str) -> Iterator[Share]:
        """Yield what each document puts into them: made again only where it may be another."""
        kept = self._at.catalogue.shares()
        for file, row in self._rows.items():
            key, content = kept.get(file, ("", b""))
            wanted = digest(self._keys[file], meanings)
            if key == wanted:
                yield Share(*unpacked(content))
                continue
            share = made.share(self._describe(row))
            self._at.catalogue.put_share(file, wanted, packed(tuple(share)))
            yield share

    def _static(self) -> None:
        """Write what a plain host offers to harvesters."""
        base = site_of(self._about)
        with Published(self._path).view() as view:
            told = view.about()
            formats = offered(told)
            around = {"about": digest(repr(sorted(told.items()))), "program": self._at.program}
            files = list(view.resources())
            paths: dict[str, list[str]] = {}
            for one in files:
                paths.setdefault(one.document, []).append(one.path)
            for document in view.documents():
                held = Held(document, paths.get(document.id, ()))
                inputs = {"document": digest(repr(held)), **around}
                self._write(f"links {document.id}", inputs, linksets(held, formats, base))
            known = map(repr, (*view.every_document(), *files))
            inputs = {"documents": digest(*known), **around}
            self._write("static harvest", inputs, static_files(view, base))

    def _write(
        self, step: str, inputs: Mapping[str, str], made: Iterable[tuple[str, bytes]]
    ) -> None:
        """Write what is not there as it is; it is made only where it may be another."""
        if not self._at.ledger.is_fresh(step, inputs):
            written = [self._at.writer.write(f"{FOLDER}/{name}", content) for name, content in made]
            self._at.ledger.note(step, inputs, written)

    def findings(self) -> tuple[list[Diagnostic], Excerpts]:
        """Return what is to be said of all texts, and the lines that it is about."""
        return said_of(self._at.ledger, (f"harvest {file}" for file in self._rows))


def _facts(row: Row, source: str, made: Harvested) -> Facts:
    return Facts(
        title=row.title,
        language=row.language,
        date=row.date,
        page=f"{row.id}.html",
        file=row.file,
        source=source,
        words=row.words,
        more=json.dumps(made.terms, ensure_ascii=False),
        **made.signposts._asdict(),
    )


def _meaning(entity: Entity) -> Entity:
    """Return what of an entity decides whether something means it, and where that leads."""
    return entity._replace(description="", mentions=0)


def _digest(record: str) -> str:
    """Return the digest of the source that a record tells."""
    found = re.search(r' digest="([^"]*)"', record)
    return found[1] if found else ""


def _stamp() -> int | None:
    """Return the second that a reproducible build is made for."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    return int(epoch) if epoch else None
