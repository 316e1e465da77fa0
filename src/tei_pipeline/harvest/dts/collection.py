"""The collection endpoint: the edition, its sets, and the documents in them.

The edition holds a collection of all documents, and the sets that stand in no other. A set holds
those below it (``war`` those that begin with ``war:``), then its own documents and theirs. Sets
without documents are found by who asks for them, and listed nowhere: there are clients that take
the first member of a collection, as long as there is one, to come to a document.
"""

from collections.abc import Iterator
from typing import NamedTuple

from tei_pipeline.catalogue.published import Document, Set, View
from tei_pipeline.exchange import Answer
from tei_pipeline.harvest.dts.addresses import ALL, Addresses
from tei_pipeline.harvest.dts.asking import Given, ProblemError
from tei_pipeline.harvest.dts.describing import (
    CONTEXT,
    VERSION,
    Thing,
    in_json,
    metadata,
    paged,
    resource,
)


class Hierarchy(NamedTuple):
    """The sets of an edition by their specs, the edition itself under the empty one.

    All documents are under ``ALL``. ``sizes`` says how many documents are in each.
    """

    sets: dict[str, Set]
    sizes: dict[str, int]

    @classmethod
    def of(cls, view: View) -> "Hierarchy":
        """Return the sets there are, with those above them that nobody has described."""
        found = {one.spec: one for one in view.sets()}
        for spec in list(found):
            parts = spec.split(":")
            for length in range(1, len(parts)):
                above = ":".join(parts[:length])
                found.setdefault(above, Set(above, parts[length - 1].replace("-", " ").title()))
        about = view.about()
        found[""] = Set("", about.get("title") or "Edition", about.get("introduction", ""))
        found[ALL] = Set(ALL, "All documents", "")
        sizes = view.sizes_of_sets()
        return cls(dict(sorted(found.items())), {**sizes, "": 0, ALL: sizes[""]})

    def above(self, spec: str) -> str | None:
        """Return the set that a set stands in; None for the edition itself."""
        return spec.rpartition(":")[0] if spec else None

    def below(self, spec: str) -> list[str]:
        """Return the sets that stand in a set, those that hold documents."""
        return [one for one in self.sets if self.sizes.get(one) and self.above(one) == spec]

    def around(self, document: Document) -> list[str]:
        """Return all sets that a document is in."""
        return [ALL] + [
            spec
            for spec in self.sets
            if spec and any(f"{one}:".startswith(f"{spec}:") for one in document.sets)
        ]

    def parents(self, document: Document) -> int:
        """Return how many collections a document is in."""
        return len(self.around(document))


def collection(view: View, at: Addresses, given: Given, size: int) -> Answer:
    """Answer a request for a collection or a document; raises ``ProblemError``."""
    if given["nav"] not in ("", "children", "parents"):
        raise ProblemError("nav must be children or parents")
    number = given.page()
    hierarchy = Hierarchy.of(view)
    made: Thing = {"@context": CONTEXT, "dtsVersion": VERSION}
    up = given["nav"] == "parents"
    spec = at.spec(given["id"], hierarchy.sets) if given["id"] else ""
    if spec is not None:
        made.update(_collection(hierarchy, spec, view, at))
        above = hierarchy.above(spec)
        parents = [] if above is None else [above]
    else:
        document = found(view, at, given["id"])
        parents = hierarchy.around(document)
        made.update(resource(document, view, at, len(parents)))
    total = len(parents) if up else made["totalChildren"]
    values = {name: given[name] for name in ("id", "nav") if given[name]}
    shown = paged(
        made,
        number,
        size,
        total,
        bool(given["page"]),
        lambda page: at.call("collection", **values, page=page),
    )
    if up:
        made["member"] = [_collection(hierarchy, one, view, at) for one in parents[shown]]
    elif spec is not None:
        made["member"] = list(_members(hierarchy, spec, view, at, shown))
    return in_json(made)


def found(view: View, at: Addresses, identifier: str) -> Document:
    """Return the document that is meant; raises ``ProblemError``."""
    document = at.document(view, identifier)
    if document is None:
        raise ProblemError("nothing of this identifier is published", 404)
    if document.withdrawn:
        raise ProblemError("this document was withdrawn", 404)
    return document


def _collection(hierarchy: Hierarchy, spec: str, view: View, at: Addresses) -> Thing:
    one = hierarchy.sets[spec]
    made: Thing = {
        "@id": at.set(spec),
        "@type": "Collection",
        "title": one.name or spec,
        "totalParents": 1 if spec else 0,
        "totalChildren": len(hierarchy.below(spec)) + hierarchy.sizes.get(spec, 0),
        "collection": at.template("collection", "id", at.set(spec), "page,nav"),
    }
    if one.description:
        made["description"] = one.description
    if not spec and (known := metadata(_about(view.about()))):
        made["dublinCore"] = known
    return made


def _about(about: dict[str, str]) -> Thing:
    """Return what is known of the edition, as Dublin Core."""
    words = {name: [about.get(key)] for name, key in (("title", "title"), ("language", "language"))}
    if about.get("language") and about.get("title"):
        words["title"] = [{"lang": about["language"], "value": about["title"]}]  # type: ignore[list-item]
    return {
        **words,
        "publisher": [about.get("publisher")],
        "license": [about.get("licence")],
        "hasVersion": [about.get("version")],
    }


def _members(
    hierarchy: Hierarchy, spec: str, view: View, at: Addresses, shown: slice
) -> Iterator[Thing]:
    below = hierarchy.below(spec)
    for one in below[shown]:
        yield _collection(hierarchy, one, view, at)
    if not spec:
        return
    first = max(0, shown.start - len(below))
    most = shown.stop - max(shown.start, len(below))
    if most > 0:
        for document in view.documents(first, most, "" if spec == ALL else spec):
            yield resource(document, view, at, hierarchy.parents(document))
