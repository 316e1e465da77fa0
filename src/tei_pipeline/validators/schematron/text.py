"""A document as text for Saxon, with what stands before and after its root."""

import re

from lxml import etree

from tei_pipeline.document import Document

_DECLARATION = re.compile(
    r"""<\?xml\s+version\s*=\s*(?:"1\.0"|'1\.0')(?:\s+encoding\s*=\s*(?:"[\w.-]+"|'[\w.-]+'))?"""
    r"""(?:\s+standalone\s*=\s*(?:"(?:yes|no)"|'(?:yes|no)'))?\s*\?>""",
    re.ASCII,
)
_DECLARES = re.compile(r"<\?xml\s", re.ASCII)


def saxon_text(document: Document) -> str:
    """Return a document as XML without DTD and entities: rules may be about ``xml-model`` too."""
    written = written_text(document)
    return tree_text(document) if written is None else written


def written_text(document: Document) -> str | None:
    """Return what the file holds, unparsed; None where that is not all of the document.

    It may be no well-formed XML.
    """
    data = plain_bytes(document)
    if data is None:
        return None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return None
    declaration = _DECLARATION.match(text)
    if declaration is None:
        return None if _DECLARES.match(text) else text
    return text[declaration.end() :]


def plain_bytes(document: Document) -> bytes | None:
    """Return a document in UTF-8 where it has no DOCTYPE and includes nothing; else None."""
    data = document.stream
    return None if data is None or b"<!DOCTYPE" in data else data


def tree_text(document: Document) -> str:
    """Return a document's tree as XML; raises ``LoadError`` where it has none."""
    root = document.root
    before = [_alone(node) for node in root.itersiblings(preceding=True)]
    after = [_alone(node) for node in root.itersiblings()]
    if not before and not after:
        return document.text
    return "".join([*reversed(before), document.text, *after])


def _alone(node: etree._Element) -> str:
    return etree.tostring(node, encoding="unicode", with_tail=False)
