"""Collections, resources, trees and units as DTS 1.0 writes them in JSON-LD."""

import json
from collections.abc import Callable
from typing import Any

from tei_pipeline.catalogue.published import Document, Tree, Unit, View
from tei_pipeline.exchange import Answer
from tei_pipeline.harvest.dts.addresses import Addresses
from tei_pipeline.harvest.dts.asking import ProblemError

CONTEXT = "https://dtsapi.org/context/v1.0.json"
VERSION = "1.0"
_PHRASES = {400: "Bad Request", 404: "Not Found", 405: "Method Not Allowed"}
MEDIA_TYPES = ("application/tei+xml", "text/html", "text/plain")

Thing = dict[str, Any]


def in_json(thing: Thing, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Return an object as an answer."""
    return Answer(json.dumps(thing).encode(), "application/ld+json", 200, headers)


def refusal(message: str, status: int, headers: tuple[tuple[str, str], ...] = ()) -> Answer:
    """Return what is said to a request that cannot be answered (RFC 9457)."""
    told = {"title": _PHRASES[status], "status": status, "detail": message}
    return Answer(json.dumps(told).encode(), "application/problem+json", status, headers)


def resource(document: Document, view: View, at: Addresses, parents: int) -> Thing:
    """Return a document as a ``Resource``."""
    identifier = at.resource(document)
    made: Thing = {
        "@id": identifier,
        "@type": "Resource",
        "title": document.facts.title or document.id,
        "totalParents": parents,
        "totalChildren": 0,
        "dublinCore": metadata(json.loads(document.facts.more)),
        "collection": at.template("collection", "id", identifier, "page,nav"),
        "navigation": at.template(
            "navigation", "resource", identifier, "ref,start,end,down,tree,page"
        ),
        "document": at.template("document", "resource", identifier, "ref,start,end,tree,mediaType"),
        "download": at.call("document", resource=identifier),
        "mediaTypes": list(MEDIA_TYPES),
        "citationTrees": [citation_tree(tree) for tree in view.trees(document.id)],
    }
    return {name: value for name, value in made.items() if value != {}}


def metadata(found: object) -> Thing:
    """Return a ``MetadataObject``: terms with lists of values, nothing that is empty."""
    made: Thing = {}
    for term, values in found.items() if isinstance(found, dict) else ():
        held = values if isinstance(values, list) else [values]
        known = [value for value in held if value not in (None, "", {}, [])]
        if known:
            made[term] = known
    return made


def citation_tree(tree: Tree) -> Thing:
    """Return a ``CitationTree``; the default one has no identifier."""
    made: Thing = {"@type": "CitationTree"}
    if tree.name:
        made["identifier"] = tree.name
    if tree.description:
        made["description"] = tree.description
    structure = json.loads(tree.structure)
    waiting = list(structure)
    while waiting:
        one = waiting.pop()
        one["@type"] = "CiteStructure"
        waiting.extend(one.get("citeStructure", ()))
    if structure:
        made["citeStructure"] = structure
    return made


def citable_unit(unit: Unit, resource: str, at: Addresses) -> Thing:
    """Return a ``CitableUnit``; it is identified by the address of its passage."""
    tree = {"tree": unit.tree} if unit.tree else {}
    made: Thing = {
        "@id": at.call("document", resource=resource, ref=unit.ref, **tree),
        "@type": "CitableUnit",
        "identifier": unit.ref,
        "level": unit.level,
        "parent": unit.parent or None,
        "citeType": unit.kind,
    }
    facts = json.loads(unit.facts) if unit.facts else {}
    known = {name: metadata(facts.get(name)) for name in ("dublinCore", "extensions")}
    made.update({name: found for name, found in known.items() if found})
    if known["extensions"]:
        # RDF needs no more than these names, which are URIs; the specification asks for a context.
        defined = {name: name for name in known["extensions"] if ":" in name}
        made["extensions"] = {"@context": defined, **known["extensions"]}
    return made


def paged(
    thing: Thing, number: int, size: int, total: int, asked: bool, call: Callable[[str], str]
) -> slice:
    """Return which members stand on a page; say on ``thing`` which pages there are.

    ``call`` gives the address of a page by its number; raises ``ProblemError``.
    """
    last = max(1, -(-total // size))
    if number > last:
        raise ProblemError(f"there are {last} pages", 404)
    if last > 1 or asked:
        near = {"previous": number - 1, "next": number + 1}
        thing["view"] = {
            "@id": call(str(number)),
            "@type": "Pagination",
            "first": call("1"),
            **{name: call(str(one)) for name, one in near.items() if 1 <= one <= last},
            "last": call(str(last)),
        }
    return slice((number - 1) * size, number * size)
