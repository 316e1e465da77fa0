"""Harvest: take documents from a server of others into a project folder, and validate them."""

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from pathlib import Path
from typing import NamedTuple
from urllib.parse import parse_qsl, urlencode, urlsplit, urlunsplit

from tei_pipeline.app.harvester.alone import alone
from tei_pipeline.app.harvester.asking import Asker, Got, check_address, printable
from tei_pipeline.app.harvester.dts import Thing, Walk, entry_of
from tei_pipeline.app.harvester.filenames import folder_name
from tei_pipeline.app.harvester.keeping import Folder
from tei_pipeline.app.harvester.oai import Provider, Repository, Taking
from tei_pipeline.app.harvester.parsing import OAI, parse
from tei_pipeline.app.harvester.state import State, read_state
from tei_pipeline.app.harvester.withdrawals import withdraw_unlisted
from tei_pipeline.app.validate import exit_code, silent, validate
from tei_pipeline.errors import InputError
from tei_pipeline.files import write_atomically
from tei_pipeline.names import SETTINGS, TEI
from tei_pipeline.reporters.report import Report

_DATE = re.compile(r"\d{4}-\d\d-\d\d(?:T\d\d:\d\d:\d\dZ)?")
_TEI_FOLDER = "tei"
_ELSEWHERE = "TPR104"
Progress = Callable[[int, int], None]


class Order(NamedTuple):
    """What is asked for; an empty text leaves it to the server."""

    url: str
    set: str = ""
    first: str = ""
    until: str = ""
    prefix: str = ""
    resource: str = ""


@dataclass(frozen=True, slots=True)
class Harvested:
    """What a harvest did; ``problems`` are what could not be taken.

    ``report`` is of the TEI files that were written, None where there are none.
    """

    source: str
    written: tuple[Path, ...]
    withdrawn: tuple[Path, ...]
    unchanged: int
    notes: tuple[str, ...]
    problems: tuple[str, ...]
    report: Report | None

    @property
    def exit_code(self) -> int:
        """Return 2 where something could not be taken or read, 1 where there are errors, else 0."""
        found = exit_code(self.report.diagnostics) if self.report else 0
        return 2 if self.problems else found


def harvest(
    order: Order,
    target: Path,
    *,
    asker: Asker | None = None,
    progress: Progress = silent,
) -> Harvested:
    """Take what is new on a server into the folder ``target``, and judge it.

    Raises ``InputError``, ``ConfigError`` and ``OutputError``; what came until then is kept, and
    the next call goes on there.
    """
    check_address(order.url)
    for date in (order.first, order.until):
        _check_date(date)
    for text in (order.set, order.prefix, order.resource):
        _check_text(text)
    if order.first and order.until and order.first[:10] > order.until[:10]:
        raise InputError("--from is later than --until", mend="exchange them")
    if target.exists() and not target.is_dir():
        raise InputError("is no folder", path=target, mend="name a folder, new or not")
    with asker or Asker() as asking:
        address, entry = _recognised(order.url, asking)
        if entry is None:
            folder, problems = _by_oai(order, address, target, asking, progress)
        else:
            folder, problems = _by_dts(order, address, entry, target, asking, progress)
    judged = [path for path in folder.written if folder.where == _TEI_FOLDER]
    report = _judged(judged) if judged else None
    return Harvested(
        folder.title or address,
        tuple(folder.written),
        tuple(folder.withdrawn),
        folder.unchanged,
        tuple(folder.notes),
        tuple(problems),
        report,
    )


def _recognised(url: str, asker: Asker) -> tuple[str, Thing | None]:
    """Return the address of a service, and its entry point where it speaks DTS."""
    parts = urlsplit(url.strip())
    query = [(k, v) for k, v in parse_qsl(parts.query) if k not in ("verb", "metadataPrefix")]
    address = urlunsplit(parts._replace(query=urlencode(query), fragment=""))
    answers: list[Got] = []
    for asked in ([("verb", "Identify")], []):
        got = asker.ask(address, asked, "text/xml, application/xml, application/ld+json")
        answers.append(got)
        if (entry := entry_of(got)) is not None:
            return address, entry
        if _is_oai(got):
            return address, None
    got = answers[0]
    raise InputError(
        f"“{address}” speaks neither OAI-PMH nor DTS: it answered {got.status}"
        f"{f' ({got.media})' if got.media else ''}",
        mend="ask for the address of its OAI-PMH interface (often …/oai) or its DTS entry point",
    )


def _is_oai(got: Got) -> bool:
    try:
        return parse(got.content).tag == f"{OAI}OAI-PMH"
    except ValueError:
        return False


def _judged(paths: list[Path]) -> Report:
    """Judge what came; of what it points to, files that no protocol sends along are no error."""
    report = validate(paths)
    own = tuple(found for found in report.diagnostics if found.code != _ELSEWHERE)
    count = len(report.diagnostics) - len(own)
    if not count:
        return report
    pointers = "1 pointer leads" if count == 1 else f"{count} pointers lead"
    note = f"{pointers} to files that did not come along: “tei-pipeline validate” names them"
    return report._replace(diagnostics=own, notes=(*report.notes, note))


_Taken = tuple[Folder, list[str]]


def _by_oai(order: Order, address: str, target: Path, asker: Asker, progress: Progress) -> _Taken:
    if order.resource:
        raise InputError("--resource is for DTS; this server speaks OAI-PMH", mend="use --set")
    provider = Provider(address, asker)
    repository = Repository.of(provider)
    prefix = repository.prefix(order.prefix)
    is_tei = repository.formats.get(prefix) == TEI or prefix == "tei"
    where = _TEI_FOLDER if is_tei else folder_name(prefix)
    with alone(target):
        state = read_state(target, State(address, "oai", prefix, order.set))
        folder = Folder(target, state, where, repository.name)
        first = repository.dated(order.first or state.complete)
        until = repository.dated(order.until, end=True)
        if first and until and first > until:
            reason = f"everything until {until} was taken already"
            raise InputError(reason, mend="leave --until out")
        taking = Taking(provider, repository, folder)
        steps = taking.pages(first, until)
        if state.complete and not (repository.remembers or order.first or order.until):
            steps = chain(steps, withdraw_unlisted(provider, folder))
        _take(folder, steps, progress)
    if where != _TEI_FOLDER and folder.written:
        folder.notes.append(f"{prefix} is no TEI: kept in {where}/, and not validated")
    return folder, taking.problems


def _by_dts(
    order: Order, address: str, entry: Thing, target: Path, asker: Asker, progress: Progress
) -> _Taken:
    given = {"--set": order.set, "--from": order.first, "--until": order.until}
    given["--prefix"] = order.prefix
    if wrong := next((name for name, value in given.items() if value), ""):
        raise InputError(f"{wrong} is for OAI-PMH; this server speaks DTS", mend="use --resource")
    with alone(target):
        state = read_state(target, State(address, "dts", resource=order.resource))
        folder = Folder(target, state, _TEI_FOLDER)
        walk = Walk(entry, asker, folder)
        _take(folder, walk.documents(order.resource), progress)
    return folder, walk.problems


def _take(folder: Folder, steps: Iterator[tuple[int, int]], progress: Progress) -> None:
    """Go through a harvest; however it ends, what came is known to the next one."""
    try:
        for done, total in steps:
            progress(done, max(done, total))
    finally:
        folder.state.save(folder.root)
        _begin(folder.root, folder.title or folder.state.url)


def _begin(target: Path, title: str) -> None:
    """Make a folder an edition, as ``init`` does, where it is none."""
    settings = target / SETTINGS
    if settings.exists():
        return
    quoted = json.dumps(printable(title).strip()[:200] or "A harvest", ensure_ascii=False)
    text = f'[edition]\ntitle = {quoted}\n\n[sources]\ndocuments = ["{_TEI_FOLDER}/*.xml"]\n'
    write_atomically(settings, text.encode("utf-8", "replace"))


def _check_text(text: str) -> None:
    if printable(text) != text:
        raise InputError(f"“{printable(text)}” cannot be asked for: it is not all text")


def _check_date(date: str) -> None:
    if not date:
        return
    try:
        if not _DATE.fullmatch(date):
            raise ValueError
        datetime.fromisoformat(date.removesuffix("Z"))
    except ValueError as error:
        raise InputError(
            f"“{date}” is no date of OAI-PMH", mend="write 2026-01-31, or 2026-01-31T12:00:00Z"
        ) from error
