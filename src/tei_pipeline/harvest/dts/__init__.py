"""Distributed Text Services 1.0: collections, citable units and passages of what is published.

``docs/dts.md`` says which clause of the specification is held where.
"""

from collections.abc import Callable

from tei_pipeline.catalogue.published import Published, View
from tei_pipeline.exchange import Answer, Asked, Endpoint
from tei_pipeline.harvest.dts.addresses import Addresses
from tei_pipeline.harvest.dts.asking import Given, ProblemError
from tei_pipeline.harvest.dts.collection import collection
from tei_pipeline.harvest.dts.describing import CONTEXT, VERSION, in_json, refusal
from tei_pipeline.harvest.dts.document import Texts, document
from tei_pipeline.harvest.dts.navigation import navigation

_METHODS = "GET, HEAD"

__all__ = ["service"]


def service(published: Published, site: str, members: int = 100, units: int = 2000) -> Endpoint:
    """Return the service for what is published; ``site`` is the absolute address of its pages.

    ``members`` and ``units`` say how many of a collection and of a navigation stand on a page.
    """
    texts = Texts()
    answers: dict[str, Callable[[View, Addresses, Given], Answer]] = {
        "": _entry,
        "collection": lambda view, at, given: collection(view, at, given, members),
        "navigation": lambda view, at, given: navigation(view, at, given, units, texts.units),
        "document": lambda view, at, given: document(view, at, given, texts),
    }

    def answer(asked: Asked) -> Answer:
        try:
            if asked.method not in ("GET", "HEAD"):
                raise ProblemError("it can only be read", 405)
            made = answers.get(asked.path.removesuffix("/"))
            if made is None:
                raise ProblemError("the service has no such address", 404)
            given = Given.of(asked)
            with published.view() as view:
                return made(view, Addresses(asked.base.rstrip("/"), site), given)
        except ProblemError as problem:
            headers = (("Allow", _METHODS),) if problem.status == 405 else ()
            return refusal(str(problem), problem.status, headers)

    return answer


def _entry(view: View, at: Addresses, given: Given) -> Answer:
    return in_json(
        {
            "@context": CONTEXT,
            "dtsVersion": VERSION,
            "@id": f"{at.base}/",
            "@type": "EntryPoint",
            "collection": f"{at.base}/collection{{?id,page,nav}}",
            "navigation": f"{at.base}/navigation{{?resource,ref,start,end,down,tree,page}}",
            "document": f"{at.base}/document{{?resource,ref,start,end,tree,mediaType}}",
        }
    )
