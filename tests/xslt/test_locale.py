"""The catalogues: every language has what English has, and everything asked for is there."""

import re

import pytest
from lxml import etree

from tei_pipeline.resources import resource
from tests.xslt.sheets import sheets

ENGLISH = "en"
LANGUAGES = sorted(path.stem for path in resource("xslt", "locale").glob("*.xml"))
#: Families whose last part is data: of a record, of a TEI document, of a register.
FAMILIES = {
    "about", "amount", "as", "authority", "cert", "chain", "copy", "division", "empty", "fact",
    "field", "heard", "idno-cert", "kind", "language", "limit", "list", "mark", "method",
    "milestone", "month", "ms", "place", "principle", "reading", "reason", "register", "result",
    "section", "sequence", "sign", "sort", "status", "tested", "time", "unit", "version", "view",
    "way", "weekday",
}  # fmt: skip


def catalogue(language: str) -> dict[str, etree._Element]:
    root = etree.parse(resource("xslt", f"locale/{language}.xml")).getroot()
    assert root.get("{http://www.w3.org/XML/1998/namespace}lang") == language
    assert root.get("one")
    messages = root.findall("message")
    found = {str(message.get("id")): message for message in messages}
    assert len(found) == len(messages), "an id occurs twice"
    return found


def shape(message: etree._Element) -> tuple[list[str | None], list[str]]:
    """Return the forms of a message and the arguments that it uses."""
    forms = [form.get("count") for form in message]
    words = "".join(map(str, message.itertext()))
    return forms, sorted(set(re.findall(r"\{\d\}", words)))


def test_there_are_catalogues_in_english_german_and_french() -> None:
    assert LANGUAGES == ["de", "en", "fr"]


@pytest.mark.parametrize("language", [name for name in LANGUAGES if name != ENGLISH])
def test_a_catalogue_has_the_ids_forms_and_arguments_of_english(language: str) -> None:
    english, other = catalogue(ENGLISH), catalogue(language)
    assert list(other) == list(english)
    for name, message in english.items():
        assert shape(other[name]) == shape(message), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_messages_have_words_and_both_forms_or_none(language: str) -> None:
    for name, message in catalogue(language).items():
        assert "".join(map(str, message.itertext())).strip(), name
        assert [form.get("count") for form in message] in ([], ["one", "other"]), name


def test_french_colons_and_quotation_marks_do_not_begin_a_line() -> None:
    for name, message in catalogue("fr").items():
        assert not re.search(r" [:;?!»]|« ", "".join(map(str, message.itertext()))), name


def test_every_message_is_asked_for_and_every_one_asked_for_is_there() -> None:
    text = "\n".join(sheet.text for sheet in sheets())
    known = set(catalogue(ENGLISH))
    asked = set(re.findall(r"f:(?:say|label|around|message)\(\s*'([\w-]*\w)'", text))
    assert asked <= known
    # Ids that are chosen between, or made from data.
    words = set(re.findall(r"'([\w-]+)'", text))
    families = {name for name in known if any(name.startswith(f"{f}-") for f in FAMILIES)}
    assert known - asked - words - families == set()
    for family in FAMILIES:
        assert re.search(rf"'{family}-?'", text) or any(
            word.startswith(f"{family}-") for word in words
        ), family
