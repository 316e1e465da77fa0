"""What a document says of its schemas, before anything is looked for.

``xml-model`` is read as in "Associating Schemas with XML documents 1.0" (third edition), the older
``oxygen`` instruction as it was written, and ``xsi:schemaLocation`` on the root.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from tei_pipeline.schemas.kinds import COMPACT_TYPE, NAMESPACES, UNREAD, Kind
from tei_pipeline.schemas.prolog import Instruction, Place, Prolog

LOCATION, NO_NAMESPACE = "xsi:schemaLocation", "xsi:noNamespaceSchemaLocation"

_PAIR = re.compile(r"""([^\s=<>&"']+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')(\s*)""")
_REFERENCE = re.compile(r"&(?:#x([0-9A-Fa-f]+)|#([0-9]+)|(lt|gt|amp|quot|apos));|&")
_CHARACTER = re.compile("[\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML, 2.2
_PREDEFINED = {"lt": "<", "gt": ">", "amp": "&", "quot": '"', "apos": "'"}
_OXYGEN: dict[str, Kind] = {"RNGSchema": "relaxng", "SCHSchema": "schematron", "XSDSchema": "xsd"}


class Statement(NamedTuple):
    """One schema that a document names.

    ``kind`` is what the document says it is, None where it does not. ``problem`` says why it
    cannot be followed, ``unread`` which kind that we do not read it is of. ``namespace`` is the one
    that ``xsi:schemaLocation`` gives an XSD for.
    """

    address: str
    by: str
    place: Place
    kind: Kind | None = None
    phase: str | None = None
    compact: bool = False
    problem: str | None = None
    unread: str | None = None
    namespace: str = ""


def statements(prolog: Prolog) -> Iterator[Statement]:
    """Yield what a document says, in its order; the places of attributes are the root's."""
    for instruction in prolog.instructions:
        yield from _instructed(instruction)
    if prolog.root is not None:
        yield from _located(prolog.locations, prolog.root)


def pseudo_attributes(data: str) -> dict[str, str]:
    """Return the pseudo-attributes of an instruction; raises ``ValueError`` in words."""
    found: dict[str, str] = {}
    position = len(data) - len(data.lstrip())
    while position < len(data):
        pair = _PAIR.match(data, position)
        if pair is None:
            raise ValueError(f'“{data[position : position + 20]}” is not written as name="value"')
        name, value = pair[1], pair[2] if pair[2] is not None else pair[3]
        if name in found:
            raise ValueError(f"{name} stands there twice")
        found[name] = _REFERENCE.sub(_character, value)
        position = pair.end()
        if position < len(data) and not pair[4]:
            raise ValueError(f"there is no space after the value of {name}")
    return found


def _character(reference: re.Match[str]) -> str:
    hexadecimal, decimal, name = reference.groups()
    if name:
        return _PREDEFINED[name]
    if hexadecimal is None and decimal is None:
        raise ValueError("an & stands there that begins no reference to a character")
    number = int(hexadecimal, 16) if hexadecimal else int(decimal[:9])
    if not _CHARACTER.fullmatch(chr(number) if number < 0x110000 else ""):
        raise ValueError(f"{reference[0]} is no character")
    return chr(number)


def _instructed(instruction: Instruction) -> Iterator[Statement]:
    blank = Statement("", instruction.target, instruction.place)
    try:
        attributes = pseudo_attributes(instruction.data)
    except ValueError as error:
        yield blank._replace(problem=str(error))
        return
    if instruction.target == "xml-model":
        yield _modelled(blank, attributes)
        return
    for name, value in attributes.items():
        if name in _OXYGEN and value:
            compact = name == "RNGSchema" and attributes.get("type") == "compact"
            yield blank._replace(address=value, kind=_OXYGEN[name], compact=compact)
        elif name in ("NVDLSchema", "NVDLSchemaURI"):
            yield blank._replace(address=value, unread="NVDL")


def _modelled(blank: Statement, attributes: dict[str, str]) -> Statement:
    address = attributes.get("href", "").strip()
    if not address:
        return blank._replace(problem="it has no href")
    media, named = (
        attributes.get("type", "").partition(";")[0].strip(),
        attributes.get("schematypens"),
    )
    said = blank._replace(address=address, phase=attributes.get("phase", "").strip() or None)
    if media == COMPACT_TYPE:
        said = said._replace(compact=True, kind="relaxng")
    if media == "application/xml-dtd":
        return said._replace(unread="DTD")
    if named is None or not named.strip():
        return said
    kind = NAMESPACES.get(named.strip())
    if kind is None:
        if named.strip() in UNREAD:
            return said._replace(unread=UNREAD[named.strip()])
        return said._replace(problem=f"no schema language is known by schematypens “{named}”")
    return said._replace(kind=kind)


def _located(locations: tuple[str | None, str | None], place: Place) -> Iterator[Statement]:
    pairs, single = locations
    blank = Statement("", LOCATION, place, kind="xsd")
    if pairs is not None:
        words = pairs.split()
        for namespace, address in zip(words[::2], words[1::2], strict=False):
            yield blank._replace(address=address, namespace=namespace)
        if len(words) % 2:
            problem = f"the namespace “{words[-1]}” has no address of a schema after it"
            yield blank._replace(problem=problem)
    if single is not None and single.strip():
        yield blank._replace(address=single.strip(), by=NO_NAMESPACE)
