"""Slots are filled, and nothing that a document says can be one."""

import pytest

from tei_pipeline.outputs.site.filling import Filling, slots

FILLING = Filling(
    {"a.xml#ada": "registers/persons/ada.html", 'q"&.xml#x': "x.html"}.get,
    {"b.xml#p-1": "b.html#p-1"}.get,
    {"a.xml#ada": 40}.get,  # type: ignore[arg-type]
    {"masthead": "<header>M</header>"},
    ", {1} in all",
)


@pytest.mark.parametrize(
    ("slot", "filled"),
    [
        (
            '<a data-to="entry:a.xml#ada" class="m">Ada</a>',
            '<a href="registers/persons/ada.html" class="m">Ada</a>',
        ),
        ('<a data-to="entry:none.xml#x">X</a>', "<a>X</a>"),
        ('<a data-to="entry:q&quot;&amp;.xml#x">X</a>', '<a href="x.html">X</a>'),
        ('<a data-to="document:b.xml#p-1">b</a>', '<a href="b.html#p-1">b</a>'),
        ('<slot name="masthead"></slot>', "<header>M</header>"),
        ('<slot name="nothing"></slot>', ""),
        ('<slot name="in-all" data-of="a.xml#ada" data-here="3"></slot>', ", 40 in all"),
        ('<slot name="in-all" data-of="a.xml#ada" data-here="40"></slot>', ""),
    ],
)
def test_a_slot_is_filled(slot: str, filled: str) -> None:
    assert FILLING.fill(f"before {slot} after") == f"before {filled} after"


@pytest.mark.parametrize(
    "text",
    [
        '&lt;slot name="masthead"&gt;&lt;/slot&gt;',
        '<p title="&lt;slot name=&quot;masthead&quot;&gt;">x</p>',
        '<p title="<a data-to=&quot;entry:a.xml#ada&quot;">x</p>',
    ],
)
def test_what_a_document_says_is_no_slot(text: str) -> None:
    assert FILLING.fill(text) == text


def test_the_answers_tell_whether_a_page_would_change() -> None:
    page = (
        '<slot name="masthead"></slot><a data-to="entry:a.xml#ada"><a data-to="document:no.xml#">'
        '<slot name="in-all" data-of="a.xml#ada" data-here="3"></slot>'
    )
    assert list(FILLING.answers(slots(page))) == ["registers/persons/ada.html", "", "40"]
