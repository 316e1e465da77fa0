"""A document on several pages: links between them, and the way on from old addresses.

``{id}.html#p-12`` leads to a paragraph whatever the settings say about splitting: a script that the
document's page asks for knows which part has which id. Links among the pages need no script.
"""

import html
import json
import re
from collections.abc import Iterable, Mapping, Sequence

from tei_pipeline.outputs.made import MadePage

_ID = re.compile(r' id="([^"]*)"')
_LINK = re.compile(r' href="#([^"]*)"')
# Ids that pages have for themselves; no id of a source has a colon, and made ones begin otherwise.
_OWN = ("page:", "card:", "show:")

_SCRIPT = """\
// Leads from an address of the whole document to the part that has the place.
(() => {
  "use strict";

  const parts = %s;
  const go = () => {
    const id = decodeURIComponent(location.hash.slice(1));
    if (!id || document.getElementById(id)) return;
    for (const [page, ids] of Object.entries(parts)) {
      if (ids.includes(id)) location.replace(`${page}#${encodeURIComponent(id)}`);
    }
  };
  addEventListener("hashchange", go);
  document.addEventListener("DOMContentLoaded", go);
})();
"""


def joined(pages: Sequence[MadePage]) -> tuple[MadePage, ...]:
    """Return pages whose links lead to the right one, with the script beside the first of them."""
    whole = [page for page in pages if page.path.endswith(".html")]
    if len(whole) < 2:
        return tuple(pages)
    ids = {page.path: _ids(page.content) for page in whole}
    places: dict[str, str] = {}
    for path, own in ids.items():
        for one in own:
            places.setdefault(one, path)
    linked = (
        page._replace(content=_linked(page.content, ids[page.path], places))
        if page.path in ids
        else page
        for page in pages
    )
    return (*linked, _script(whole[0].path, ids))


def _ids(content: str) -> list[str]:
    return [one for one in _ID.findall(content) if not one.startswith(_OWN)]


def _linked(content: str, own: Iterable[str], places: Mapping[str, str]) -> str:
    here = set(own)

    def lead(link: re.Match[str]) -> str:
        page = places.get(link[1])
        return link[0] if page is None or link[1] in here else f' href="{page}#{link[1]}"'

    return _LINK.sub(lead, content)


def _script(main: str, ids: Mapping[str, Sequence[str]]) -> MadePage:
    known = set(ids[main])
    parts = {
        path: [html.unescape(one) for one in own if one not in known]
        for path, own in ids.items()
        if path != main
    }
    # A line for each part; "<" cannot end the script, for it is a file of its own.
    written = json.dumps(parts, ensure_ascii=False, separators=(",", ":")).replace("],", "],\n    ")
    return MadePage(f"{main.removesuffix('.html')}.parts.js", "", _SCRIPT.replace("%s", written))
