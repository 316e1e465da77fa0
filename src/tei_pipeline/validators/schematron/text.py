"""A document as text for Saxon, with what stands before and after its root."""

from lxml import etree

from tei_pipeline.document import Document


def saxon_text(document: Document) -> str:
    """Return a document as XML without DTD and entities: rules may be about ``xml-model`` too."""
    root = document.root
    before = [_alone(node) for node in root.itersiblings(preceding=True)]
    after = [_alone(node) for node in root.itersiblings()]
    if not before and not after:
        return document.text
    return "".join([*reversed(before), document.text, *after])


def _alone(node: etree._Element) -> str:
    return etree.tostring(node, encoding="unicode", with_tail=False)
