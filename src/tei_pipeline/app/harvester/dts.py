"""The client's side of DTS 1.0: walks collections, and takes the document of each resource.

It is tolerant of what servers are known for: addresses that are not absolute, a single member
that stands in no array, names of the drafts; ``notes`` say so.
"""

import json
import re
from collections import deque
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote, urljoin

from tei_pipeline.app.harvester.asking import Asker, Got, printable, refused
from tei_pipeline.app.harvester.keeping import Folder
from tei_pipeline.app.harvester.parsing import parse
from tei_pipeline.app.harvester.state import Running
from tei_pipeline.errors import InputError

Thing = dict[str, Any]
_JSON = "application/ld+json, application/json;q=0.9"
_TEI = "application/tei+xml, application/xml;q=0.9, text/xml;q=0.8"
_IDLE = 5
_EXPRESSION = re.compile(r"\{([?&/]?)([A-Za-z0-9_,*]*)\}")


def entry_of(got: Got) -> Thing | None:
    """Return the entry point that an answer is; None where it is none."""
    thing = _object(got)
    if thing is None:
        return None
    ends = {name: thing.get(name) or thing.get(f"{name}s") for name in ("collection", "document")}
    if not all(isinstance(end, str) for end in ends.values()):
        return None
    return {name: urljoin(got.address, end) for name, end in ends.items()}


def _object(got: Got) -> Thing | None:
    try:
        thing = json.loads(got.content)
        json.dumps(thing, ensure_ascii=False).encode()  # half a character is none (RFC 8259, 8.2)
    except (ValueError, RecursionError):
        return None
    return thing if got.status == 200 and isinstance(thing, dict) else None


def expanded(template: str, **values: str) -> str:
    """Return the address that a template makes (RFC 6570, as far as DTS uses it)."""
    left = dict(values)

    def one(found: re.Match[str]) -> str:
        names = [name.rstrip("*") for name in found[2].split(",")]
        given = [(name, quote(left.pop(name), safe="")) for name in names if name in left]
        if found[1] in ("?", "&"):
            return "".join(
                f"{found[1] if n == 0 else '&'}{name}={value}"
                for n, (name, value) in enumerate(given)
            )
        return "".join(f"{found[1]}{value}" for _, value in given)

    address = _EXPRESSION.sub(one, template)
    for name, value in left.items():
        if f"{name}=" not in address:
            address += f"{'&' if '?' in address else '?'}{name}={quote(value, safe='')}"
    return address


class Walk:
    """A harvest of resources into a folder, one request after the other."""

    def __init__(self, entry: Thing, asker: Asker, folder: Folder) -> None:
        self._entry = entry
        self._asker = asker
        self._folder = folder
        self._whole = True
        self.problems: list[str] = []

    def documents(self, resource: str) -> Iterator[tuple[int, int]]:
        """Take document after document; yield how many came, and of how many known so far.

        Those that an interrupted run had taken are not asked for again.
        """
        state = self._folder.state
        running = state.running = state.running or Running()
        done = set(running.done)
        resources = list(self._resources(resource))
        for number, (identifier, address) in enumerate(resources, 1):
            if identifier not in done:
                if self._take(identifier, address):
                    running.done.append(identifier)
                self._folder.remember()
            yield number, len(resources)
        if self._whole and not resource:
            there = {identifier for identifier, _ in resources}
            for identifier in state.records.keys() - there:
                self._folder.withdraw(identifier)
        state.running = None

    def _take(self, identifier: str, address: str) -> bool:
        try:
            etag = self._folder.etag(identifier)
            got = self._asker.ask(address, (), _TEI, etag)
            if got.status == 304 and etag:
                self._folder.keep(identifier)
                return True
            if got.status != 200:
                raise refused(got)
            _check(got)
        except InputError as error:
            self.problems.append(f"{printable(identifier)}: {error.message}")
            return False
        self._folder.put(identifier, got.content, "", got.etag)
        return True

    def _resources(self, start: str) -> Iterator[tuple[str, str]]:
        """Yield the identifier of each resource, and the address of its document."""
        seen: set[str] = set()
        waiting = deque([(start, "")])
        while waiting:
            identifier, template = waiting.popleft()
            for thing, base in self._pages(identifier, template):
                for one in [thing] if _kind(thing) == "Resource" else self._members(thing):
                    own = one.get("@id")
                    if not isinstance(own, str) or not own or own in seen:
                        continue
                    seen.add(own)
                    if _kind(one) == "Resource":
                        yield own, self._document(one, own, base)
                    else:
                        waiting.append((own, _address(one, "collection", base)))

    def _document(self, thing: Thing, identifier: str, base: str) -> str:
        template = _address(thing, "document", base) or self._entry["document"]
        return expanded(template, resource=identifier)

    def _pages(self, identifier: str, template: str) -> Iterator[tuple[Thing, str]]:
        """Yield the pages of a collection, each with its address."""
        values = {"id": identifier} if identifier else {}
        address = expanded(template or self._entry["collection"], **values)
        name = printable(identifier) or "the collection"
        asked: set[str] = set()
        known: set[str] = set()
        idle = 0
        while address and address not in asked:
            asked.add(address)
            try:
                thing, base = self._page(address)
            except InputError as error:
                self._miss(f"{name}: {error.message}")
                return
            if isinstance(title := thing.get("title"), str):
                self._folder.title = self._folder.title or title
            yield thing, base
            new = {str(one.get("@id")) for one in self._members(thing)} - known
            known |= new
            idle = 0 if new else idle + 1
            view = thing.get("view")
            following = _address(view, "next", base) if isinstance(view, dict) else ""
            if following and (idle == _IDLE or (following in asked and following != address)):
                self._miss(f"the pages of {name} have no end")
                return
            address = following

    def _page(self, address: str) -> tuple[Thing, str]:
        """Return a page, and the address that it came from; raises ``InputError``."""
        got = self._asker.ask(address, (), _JSON)
        thing = _object(got)
        if thing is None:
            raise refused(got) if got.status != 200 else InputError("it is no JSON object")
        members = thing.get("member", thing.get("hydra:member"))
        is_collection = _kind(thing) == "Collection" or members is not None
        if not (_kind(thing) == "Resource" or is_collection) or isinstance(members, str | int):
            raise InputError("it is neither a collection nor a resource")
        return thing, got.address

    def _miss(self, problem: str) -> None:
        """Note what could not be walked: then nothing that is not found was withdrawn."""
        self._whole = False
        self.problems.append(problem)

    def _members(self, thing: Thing) -> list[Thing]:
        found = thing.get("member") or thing.get("hydra:member") or []
        if isinstance(found, dict):
            self._note("the server writes a single member without an array")
            found = [found]
        return [one for one in found if isinstance(one, dict)] if isinstance(found, list) else []

    def _note(self, text: str) -> None:
        if text not in self._folder.notes:
            self._folder.notes.append(text)


def _kind(thing: Thing) -> str:
    kinds = thing.get("@type")
    first = kinds[0] if isinstance(kinds, list) and kinds else kinds
    return re.split(r"[:/#]", first)[-1] if isinstance(first, str) else ""


def _address(thing: Thing, key: str, base: str) -> str:
    value = thing.get(key)
    try:
        return urljoin(base, value) if isinstance(value, str) and value else ""
    except ValueError:
        return ""


def _check(got: Got) -> None:
    """Raise where a document is no XML: a page that says so is not what is harvested.

    Its DTD, if it has one, is judged with the document.
    """
    try:
        parse(got.content)
    except ValueError as error:
        if "DTD" not in str(error):
            raise InputError(f"what came is no document: {error}") from error
