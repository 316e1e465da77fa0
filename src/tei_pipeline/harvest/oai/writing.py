"""XML of responses, as bytes put together: what is stored as XML is never parsed again."""

import re
from collections.abc import Iterable, Mapping
from functools import lru_cache

from tei_pipeline.catalogue.published import Header
from tei_pipeline.harvest.dates import written
from tei_pipeline.harvest.oai.refusals import Refusal

OAI = "http://www.openarchives.org/OAI/2.0/"
OAI_DC = "http://www.openarchives.org/OAI/2.0/oai_dc/"
OAI_DC_SCHEMA = "http://www.openarchives.org/OAI/2.0/oai_dc.xsd"
IDENTIFIER = "http://www.openarchives.org/OAI/2.0/oai-identifier"
XSI = "http://www.w3.org/2001/XMLSchema-instance"
DC = "http://purl.org/dc/elements/1.1/"

_XML = "\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff"
LEGAL = re.compile(f"[{_XML}]*")
"""Text that XML 1.0 can hold."""
_ILLEGAL = re.compile(f"[^{_XML}]")
_ESCAPES = str.maketrans(
    {
        **{"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;"},
        **{"\t": "&#9;", "\n": "&#10;", "\r": "&#13;"},
    }
)
_SHOWN = 60  # characters of a value in a message

# What XML Schema calls anyURI, so narrowly that all processors agree.
_URI = re.compile(
    r"(?:[A-Za-z][A-Za-z0-9+.\-]*:)?(?://[A-Za-z0-9.\-]+(?=[/?]|$))?(?!/?/)"
    r"(?:[A-Za-z0-9\-_.!~*'();/?@&=+$,\"<>]|(?<=.):|%[0-9A-Fa-f]{2})*"
)
_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    f'<OAI-PMH xmlns="{OAI}" xmlns:xsi="{XSI}"'
    f' xsi:schemaLocation="{OAI} {OAI}OAI-PMH.xsd">\n'
)


def escaped(text: str) -> str:
    """Return text for content and for attributes; what XML cannot hold becomes U+FFFD."""
    return _ILLEGAL.sub("\ufffd", text).translate(_ESCAPES)


def shown(value: str) -> str:
    """Return a value of a request for a message to people, shortened."""
    short = value if len(value) <= _SHOWN else f"{value[:_SHOWN]}…"
    return f"“{short}”"


def element(name: str, text: str) -> str:
    """Return an element with text."""
    return f"<{name}>{escaped(text)}</{name}>"


def response(now: int, base: str, told: Mapping[str, str], body: bytes) -> bytes:
    """Return a whole response; ``told`` are the arguments to be repeated, with the verb."""
    attributes = "".join(
        f' {name}="{escaped(value)}"' for name, value in told.items() if _tellable(name, value)
    )
    head = (
        f"{_HEAD}<responseDate>{written(now)}</responseDate>\n"
        f"<request{attributes}>{escaped(base)}</request>\n"
    )
    return b"".join((head.encode(), body, b"\n</OAI-PMH>\n"))


def _tellable(name: str, value: str) -> bool:
    """Return whether a response that repeats the argument is still valid."""
    if name == "identifier":
        return bool(_URI.fullmatch(value))
    return bool(LEGAL.fullmatch(value))


def errors(refusals: Iterable[Refusal]) -> bytes:
    """Return the elements of refusals."""
    return "\n".join(
        f'<error code="{one.code}">{escaped(one.message)}</error>' for one in refusals
    ).encode()


def header(identifier: str, told: Header) -> bytes:
    """Return the header of a record; of what XML escapes, an identifier has ``&`` alone."""
    identifier = identifier.replace("&", "&amp;")
    deleted = ' status="deleted"' if told.deleted else ""
    return (
        f"<header{deleted}><identifier>{identifier}</identifier>"
        f"<datestamp>{written(told.stamp)}</datestamp>{_specs(told.sets)}</header>"
    ).encode()


@lru_cache(maxsize=4096)
def _specs(sets: tuple[str, ...]) -> str:
    # A set implies those above it (OAI-PMH 2.0, 2.6), which are never listed beside it.
    least = (one for one in sets if not any(two.startswith(f"{one}:") for two in sets))
    return "".join(element("setSpec", one) for one in least)


_START = re.compile(rb"(<[^\s<>/?!]+)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
_PREFIX = re.compile(rb"xmlns:([^\s=]+)\s*=\s*[\"']" + XSI.encode() + rb"[\"']")


_DEFAULT = re.compile(rb"\sxmlns\s*=")
_UNPREFIXED = re.compile(rb"<[^\s<>/?!:]+[\s/>]")
_ID = re.compile(rb"\sxml:id\s*=\s*[\"']\s*([^\"'\s]+)")


def placed(content: bytes, location: str) -> tuple[bytes, ...]:
    """Return the parts of an element that is to stand in a response.

    It says where its schema is, which it may do already, and elements in it that are in no
    namespace are not in that of the protocol, which is the default one of responses.
    """
    start = _START.match(content)
    if start is None:
        return (content,)
    told = ""
    if b"schemaLocation" not in start.group():
        bound = _PREFIX.search(start.group())
        prefix = bound.group(1).decode() if bound else "xsi"
        declared = "" if bound else f' xmlns:xsi="{XSI}"'
        told = f'{declared} {prefix}:schemaLocation="{escaped(location)}"'
    if not _DEFAULT.search(start.group()) and _UNPREFIXED.search(content):
        told += ' xmlns=""'
    return content[: start.end(1)], told.encode(), content[start.end(1) :]


def ids(content: bytes) -> list[bytes]:
    """Return the ids in an element, as XML knows them."""
    return _ID.findall(content) if b"xml:id" in content else []  # in most formats there are none


def dublin_core(values: Iterable[tuple[str, str]]) -> str:
    """Return an ``oai_dc:dc`` of elements with text; those without are left out."""
    held = "".join(element(f"dc:{name}", text) for name, text in values if text)
    return (
        f'<oai_dc:dc xmlns:oai_dc="{OAI_DC}" xmlns:dc="{DC}"'
        f' xsi:schemaLocation="{OAI_DC} {OAI_DC_SCHEMA}">{held}</oai_dc:dc>'
    )
