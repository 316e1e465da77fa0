"""Addresses that have moved: a file of old and new ones, and the pages that lead on.

A line is ``old = new``, both from the site's folder (``letter.html``, ``letter.html#p-3``), the new
one an address of the web too; quotes around them are allowed, and ``#`` at its beginning makes a
line a remark. A place in a page that is still there can move within that page only.
"""

import html
import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from tei_pipeline.errors import ConfigError

_LINE = re.compile(r"""("[^"]*"|'[^']*'|\S+)\s*=\s*("[^"]*"|'[^']*'|\S+)""")
_PAGE = re.compile(r"(?:[A-Za-z0-9_~][A-Za-z0-9_.~-]*/)*[A-Za-z0-9_~][A-Za-z0-9_.~-]*\.html")
_ID = re.compile(r"[^\s\"'<>&#]+")
_FORM = 'write "old.html" = "new.html", with addresses from the site\'s folder'
_HOLDS_TEXT = re.compile("p|div|section|article|li|t[dh]|dd|h[1-6]|span|figure|blockquote|a")


class Redirect(NamedTuple):
    """An address that has moved, where to, and the line that says so."""

    old: str
    new: str
    line: int


class Redirects(NamedTuple):
    """All of them, and the file that they stand in."""

    path: Path | None = None
    moved: tuple[Redirect, ...] = ()

    @property
    def pages(self) -> dict[str, str]:
        """Return the new addresses by the old ones, of whole pages."""
        return {one.old: one.new for one in self.moved if "#" not in one.old}

    @property
    def anchors(self) -> dict[str, dict[str, str]]:
        """Return by page the new ids of places that have moved within it, by the old ones."""
        found: dict[str, dict[str, str]] = {}
        for one in self.moved:
            page, _, place = one.old.partition("#")
            same, _, new = one.new.partition("#")
            if place and new and page == same:
                found.setdefault(page, {})[place] = new
        return found

    def check(self, exists: Callable[[str], bool]) -> None:
        """Raise ``ConfigError`` unless each old address is gone and each new one ``exists``."""
        ends = {one.old: one.new for one in self.moved}
        for one in self.moved:
            if exists(one.old):
                raise self._error(one, f"{one.old} still exists", "remove the line")
            seen, new = {one.old}, one.new
            while new in ends:
                if new in seen:
                    raise self._error(one, f"{one.old} leads back to itself", _FORM)
                seen.add(new)
                new = ends[new]
            if not _is_outside(new) and not exists(new):
                raise self._error(one, f"{one.new} is no address of the edition", "correct it")
            page, _, place = one.old.partition("#")
            if place and page not in ends and exists(page) and new.partition("#")[0] != page:
                mend = f"name a place in {page}, or move the whole page"
                raise self._error(one, f"{one.old} is a place in a page that is still there", mend)

    def _error(self, one: Redirect, message: str, mend: str) -> ConfigError:
        return ConfigError(message, path=self.path, line=one.line, mend=mend)


def read_redirects(path: Path, content: str) -> Redirects:
    """Return the redirects that a file holds; raises ``ConfigError``."""
    moved: dict[str, Redirect] = {}
    for number, text in enumerate(content.splitlines(), 1):
        line = text.strip()
        if not line or line.startswith("#"):
            continue
        found = _LINE.fullmatch(line)
        old, new = (part.strip("\"'") for part in found.groups()) if found else ("", "")
        if not _is_address(old) or not (_is_address(new) or _is_outside(new)):
            raise ConfigError("is no redirect", path=path, line=number, mend=_FORM)
        if old in moved:
            first = moved[old].line
            raise ConfigError(
                f"{old} moves twice", path=path, line=number, mend=f"see line {first}"
            )
        moved[old] = Redirect(old, new, number)
    ends = {one.old: one.new for one in moved.values()}
    return Redirects(path, tuple(one._replace(new=_end(one, ends)) for one in moved.values()))


def _end(one: Redirect, ends: dict[str, str]) -> str:
    """Return where an address leads in the end; where that is a circle, its first step."""
    new, seen = one.new, {one.old}
    while new in ends:
        if new in seen:
            return one.new
        seen.add(new)
        new = ends[new]
    return new


def _is_address(address: str) -> bool:
    page, mark, place = address.partition("#")
    return bool(_PAGE.fullmatch(page)) and (not mark or bool(_ID.fullmatch(place)))


def _is_outside(address: str) -> bool:
    return bool(re.match(r"https?://[^\s\"<>]+$", address))


def redirect_pages(
    redirects: Redirects, base: str, language: str, said: str
) -> Iterator[tuple[str, str]]:
    """Yield path and content of the pages that lead on, and the list that some servers read.

    ``said`` is the sentence on a page in ``language``, as HTML with the link in place of {1}.
    """
    pages = redirects.pages
    for old, new in pages.items():
        outside = _is_outside(new)
        leads = new if outside else "../" * old.count("/") + new
        whole = new if outside or not base else f"{base.rstrip('/')}/{new}"
        yield old, _page(leads, whole if outside or base else "", language, said)
    if pages:
        ends = {old: new if _is_outside(new) else f"/{new}" for old, new in pages.items()}
        yield "_redirects", "".join(f"/{old} {new} 301\n" for old, new in ends.items())


def _page(leads: str, canonical: str, language: str, said: str) -> str:
    to = html.escape(leads)
    link = f'<a href="{to}">{to}</a>'
    place = html.escape(canonical.partition("#")[0])
    return "".join(
        (
            f'<!DOCTYPE html>\n<html lang="{language}"><head><meta charset="utf-8">',
            '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta name="color-scheme" content="light dark">',
            f'<title>{to}</title><meta http-equiv="refresh" content="0; url={to}">',
            '<meta name="robots" content="noindex">',
            f'<link rel="canonical" href="{place}">' if canonical else "",
            f"</head><body><main><p>{said.replace('{1}', link)}</p></main></body></html>\n",
        )
    )


def anchored(content: str, anchors: Mapping[str, str]) -> str:
    """Return a page with old ids as places where the new ones are."""
    for old, new in anchors.items():
        written = re.escape(html.escape(new))
        found = re.search(rf'<([a-z0-9]+)\b[^<>]* id="{written}"[^<>]*>', content)
        if found:
            at = found.end() if _HOLDS_TEXT.fullmatch(found[1]) else found.start()
            place = f'<span id="{html.escape(old)}"></span>'
            content = content[:at] + place + content[at:]
    return content
