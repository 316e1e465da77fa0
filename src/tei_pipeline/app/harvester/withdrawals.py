"""What a provider has withdrawn without a word: OAI-PMH 2.0 allows it (2.5.1).

One that does not keep deleted records for ever is asked which identifiers it has: headers alone,
no documents.
"""

from collections.abc import Iterator

from tei_pipeline.app.harvester.keeping import Folder
from tei_pipeline.app.harvester.oai import Provider
from tei_pipeline.app.harvester.parsing import OAI
from tei_pipeline.errors import InputError

_LIST = f"{OAI}ListIdentifiers"


def withdraw_unlisted(provider: Provider, folder: Folder) -> Iterator[tuple[int, int]]:
    """Withdraw what is no longer listed; yield how many identifiers came, and of how many known.

    A list that breaks off, or is empty, withdraws nothing.
    """
    records = folder.state.records
    there: set[str] = set()
    try:
        for page in _pages(provider, folder):
            there |= page
            yield len(there), max(len(there), len(records))
    except InputError:
        folder.notes.append("what was withdrawn could not be found out: the next run asks again")
        return
    for identifier in records.keys() - there if there else ():
        folder.withdraw(identifier)
    if any(records[identifier].withdrawn for identifier in records.keys() & there):
        # They are back with the dates that they had: no list of what changed would have them.
        folder.state.complete = ""
        folder.notes.append("the provider has again what was withdrawn: the next run asks for all")


def _pages(provider: Provider, folder: Folder) -> Iterator[set[str]]:
    asked = {"metadataPrefix": folder.state.prefix, "set": folder.state.set}
    query = {name: value for name, value in asked.items() if value}
    tokens: set[str] = set()
    while True:
        root = provider.root({"verb": "ListIdentifiers"} | query)
        headers = root.iterfind(f"{_LIST}/{OAI}header")
        live = (header for header in headers if header.get("status") != "deleted")
        yield {header.findtext(f"{OAI}identifier", "").strip() for header in live}
        token = root.findtext(f"{_LIST}/{OAI}resumptionToken", "").strip()
        if not token:
            return
        if token in tokens:
            raise InputError("the provider's list has no end")
        tokens.add(token)
        query = {"resumptionToken": token}
