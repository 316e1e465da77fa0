"""What documents know of the whole: everything, or of large registers what they may speak of."""

import pytest

from tei_pipeline.app import known
from tei_pipeline.app.known import Known

ENTRIES = {
    "p.xml#ada": '<entry id="ada" kind="person"><name>Ada</name></entry>',
    "p.xml#b": '<entry id="b" kind="person"><place entry="q.xml#rome">Rome</place></entry>',
    "q.xml#rome": '<entry id="rome" kind="place"><in entry="q.xml#&amp;"/></entry>',
    "q.xml#&": '<entry id="x" kind="place"/>',
    "r.xml#ada": '<entry id="ada" kind="place"/>',
}


def test_small_registers_are_known_to_every_document() -> None:
    told = Known({"title": 'A "title"'}, ENTRIES, 1)
    assert told.part('<TEI><rs ref="#b"/></TEI>') is None
    assert told.everything().count("<entry ") == len(ENTRIES)
    assert 'title="A &quot;title&quot;"' in told.everything()


@pytest.mark.parametrize(
    ("text", "keys"),
    [
        ('<rs ref="p.xml#ada"/>', ["p.xml#ada", "r.xml#ada"]),
        ('<rs ref="../b #nobody"/>', ["p.xml#b", "q.xml#rome", "q.xml#&amp;"]),
        ("<p>nobody</p>", []),
    ],
)
def test_of_large_ones_what_a_document_may_speak_of(
    monkeypatch: pytest.MonkeyPatch, text: str, keys: list[str]
) -> None:
    monkeypatch.setattr(known, "_LARGE", 10)
    told = Known({}, ENTRIES, 1).part(f"<TEI>{text}</TEI>")
    assert told
    assert [line.partition('"')[0] for line in told.split('<entry key="')[1:]] == keys


def test_prefixes_may_lead_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(known, "_LARGE", 10)
    assert Known({}, ENTRIES, 1).part('<TEI><prefixDef ident="a"/><rs ref="a:1"/></TEI>') is None


def test_few_documents_are_told_their_own_of_registers_that_many_are_told_whole() -> None:
    entries = {f"p.xml#{n}": f'<entry id="{n}">{"x" * 1_000}</entry>' for n in range(25)}
    assert Known({}, entries, 2).part("<TEI/>") is None
    told = Known({}, entries, 1).part('<TEI><rs ref="#7"/></TEI>')
    assert told
    assert told.count("<entry ") == 1
