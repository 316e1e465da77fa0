"""Names that people bring from HTML, from other vocabularies or from older TEI, and what they mean.

A name of the right column is tried where one of the left is wrong; it is never proposed untried.
"""

from collections.abc import Collection

_HABITS = {
    "a": "ref ptr",
    "b": "hi emph",
    "blockquote": "quote cit",
    "br": "lb",
    "caption": "head figDesc",
    "chapter": "div",
    "em": "emph hi",
    "fig": "figure",
    "footnote": "note",
    "h": "head",
    "h1": "head",
    "h2": "head",
    "h3": "head",
    "header": "teiHeader head",
    "heading": "head",
    "i": "hi emph",
    "img": "graphic",
    "italic": "hi",
    "li": "item",
    "line": "l lb",
    "link": "ref ptr",
    "listItem": "item",
    "ol": "list",
    "organisation": "orgName org",
    "organization": "orgName org",
    "page": "pb",
    "para": "p",
    "paragraph": "p",
    "pagebreak": "pb",
    "person": "persName",
    "place": "placeName",
    "org": "orgName",
    "persName": "person",
    "placeName": "place",
    "orgName": "org",
    "section": "div",
    "span": "seg hi",
    "strong": "hi emph",
    "sup": "hi",
    "sub": "hi",
    "td": "cell",
    "th": "cell",
    "tr": "row",
    "u": "hi",
    "ul": "list",
    "verse": "l lg",
}


def meant_by_habit(name: str, names: Collection[str]) -> list[str]:
    """Return the names, of those in the same namespace, that a name may stand for by habit."""
    space, bracket, local = name.rpartition("}")
    meant = (f"{space}{bracket}{one}" for one in _HABITS.get(local, "").split())
    return [one for one in meant if one in names]
