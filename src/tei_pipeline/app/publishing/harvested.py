"""What the published catalogue is told of the whole: the repository, its sets, its entities."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import NamedTuple
from urllib.parse import urlsplit

from lxml import etree

from tei_pipeline.catalogue import FOLDERS, Catalogue, Indexes, Row, Subject
from tei_pipeline.catalogue.published import Entity, Set
from tei_pipeline.config import Settings
from tei_pipeline.harvest.identifiers import NOWHERE
from tei_pipeline.names import RECORD
from tei_pipeline.outputs.metadata import doubted
from tei_pipeline.project import Project
from tei_pipeline.settings import SET_WORD

_KINDS = {"person", "organisation"}
_NS = f"{{{RECORD}}}"


def about(settings: Settings, attributes: Mapping[str, str]) -> dict[str, str]:
    """Return what is said of the repository; ``attributes`` are those of the edition."""
    edition, harvest = settings.edition, settings.harvest
    host = urlsplit(edition.base_url).hostname or ""
    namespace = harvest.namespace or (host if "." in host else NOWHERE)
    contact = edition.contact.removeprefix("mailto:")
    mail = contact if re.fullmatch(r"[^@\s/]+@[^@\s/]+", contact) else f"editors@{namespace}"
    names = ("title", "language", "publisher", "base-url", "contact", "version")
    return {
        **{name: attributes.get(name, "") for name in names},
        "identifier-namespace": namespace,
        "admin-email": harvest.admin_email or mail,
    }


class Described(NamedTuple):
    """The sets by their specs, and the specs of each document by its file."""

    sets: Mapping[str, Set]
    specs: Mapping[str, tuple[str, ...]]


def sets_of(
    catalogue: Catalogue, rows: Iterable[Row], settings: Settings, project: Project
) -> Described:
    """Return the sets: by type, by correspondent, and those of the settings."""
    sets: dict[str, Set] = {}
    specs: dict[str, tuple[str, ...]] = {}
    own = settings.harvest.sets
    for row, told in zip(rows, catalogue.headers(), strict=True):
        header = etree.fromstring(f'<row xmlns="{RECORD}">{told}</row>')
        found = [*_types(header), *_correspondents(catalogue, header)]
        path = project.folder / row.file
        found += (
            Set(one.spec, one.name, one.description)
            for one in own
            if project.matches(path, one.files)
        )
        for one in found:
            sets.setdefault(one.spec, one)
        specs[row.file] = tuple(sorted({one.spec for one in found}))
    for named in own:
        sets.setdefault(named.spec, Set(named.spec, named.name, named.description))
    above = {"type": "By type", "correspondent": "By correspondent"}
    for spec, name in above.items():
        if any(one.startswith(f"{spec}:") for one in sets):
            sets[spec] = Set(spec, name)
    return Described(sets, specs)


def _types(header: etree._Element) -> Iterator[Set]:
    for term in header.iter(f"{_NS}term"):
        word = _words(term)
        if word:
            yield Set(f"type:{_spec(word)}", word)


def _correspondents(catalogue: Catalogue, header: etree._Element) -> Iterator[Set]:
    for agent in header.iter(f"{_NS}agent"):
        if agent.get("role") in ("sender", "recipient"):
            entity = catalogue.meant(agent.get("entry", ""))
            if entity and entity.kind in _KINDS:
                yield Set(f"correspondent:{_spec(entity.anchor)}", entity.name)


def _spec(word: str) -> str:
    """Return a word as the spec of a set may hold it."""
    if SET_WORD.fullmatch(word):
        return word
    return "-".join(re.findall(r"[A-Za-z0-9_.]+", word)) or f"~{word.encode().hex()}"


def entities(indexes: Indexes) -> Iterator[tuple[Entity, str]]:
    """Yield the entities of the registers that the edition speaks of, with their first entries."""
    for subject in indexes.subjects():
        if subject.entity:
            bodies = indexes.entries(subject.entity)
            yield _entity(subject, bodies), next(iter(bodies), "")


def _entity(subject: Subject, bodies: Iterable[str]) -> Entity:
    entity = subject.entity
    assert entity is not None
    names, identifiers, said = {entity.name: None}, dict[str, None](), ""
    for body in bodies:
        entry = etree.fromstring(f'<e xmlns="{RECORD}">{body}</e>')[0]
        for name in (*entry.iter(f"{_NS}name"), *entry.iter(f"{_NS}variant")):
            names[_words(name)] = None
        identifiers |= {
            str(one.get("uri")): None
            for one in entry.iter(f"{_NS}idno")
            if one.get("uri") and not doubted(one)
        }
        said = said or _description(entry)
    names.pop("", None)
    return Entity(
        key=f"{FOLDERS[entity.kind]}/{entity.anchor}",
        kind=entity.kind,
        id=entity.anchor,
        names=tuple(names),
        description=said,
        identifiers=tuple(identifiers),
        page=entity.address,
        mentions=subject.spoken.mentions,
    )


def _description(entry: etree._Element) -> str:
    """Return who or what an entry is about, in a line: its time and its first role."""
    time = "–".join(filter(None, (_fact(entry, "born"), _fact(entry, "died"))))
    role = next((_words(one) for one in entry.iter(f"{_NS}role")), "")
    return ", ".join(filter(None, (role, time)))


def _fact(entry: etree._Element, name: str) -> str:
    found = entry.find(f"{_NS}{name}")
    return "" if found is None else (found.get("when") or _words(found))[:40]


def _words(element: etree._Element) -> str:
    return " ".join("".join(map(str, element.itertext())).split())
