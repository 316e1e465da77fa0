"""What of a page is searched, how documents are spread over shards, and what a shard is made of."""

import gzip
import json
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace

import pytest

from tei_pipeline.errors import OutputError
from tei_pipeline.outputs import search
from tei_pipeline.outputs.search import Shard, index_shard, manifest, own_index, shard_of, shards
from tei_pipeline.outputs.searching import SearchPage, blocks, packed_text, words
from tests.outputs.wholes import Shape, made, tree
from tests.outputs.wholes import words as words_of

TEXT = """<!DOCTYPE html><html lang="en"><head><title>A letter</title></head><body><nav>Menu</nav>
<main><h1>A letter</h1><div class="text" lang="de"><div class="body"><section id="s">
<div class="par"><a class="pn" href="#p1">1</a><p id="p1">Die Stra&shy;ße<a class="note-ref"
href="#n1">1</a><span class="note" id="n1"><a class="note-n" href="#r">1</a> Eine
<b>Note</b>.</span> ist na<b>ß</b>.</p></div>
<p>Ohne Nummer.<br>Neue Zeile <span class="pb">|7|</span>ge<span class="line-end">-</span><span
class="lb"></span>trennt.</p><ul><li>eins</li><li id="two">zwei</li></ul>Ende</section></div>
<details class="folded"><summary>Persons</summary><p id="pmb1">Ada</p></details></div>
<section>About this text</section></main></body></html>"""


def found(content: str) -> list[tuple[str, str]]:
    return [(block.anchor, block.text) for block in blocks(content)]


def page(number: int, text: str = "", **facets: tuple[str, ...]) -> SearchPage:
    return SearchPage(
        f"letter-{number}.html",
        f"Letter {number}",
        f'<main><div class="text"><p id="p1">Word{number} {text}</p></div></main>',
        f"1842-05-{number:02}",
        facets,
    )


def test_the_text_is_read_in_blocks_and_notes_come_after_them() -> None:
    assert found(TEXT) == [
        ("p1", "Die Straße ist naß."),
        ("n1", "Eine Note."),
        ("s", "Ohne Nummer. Neue Zeile getrennt. eins"),
        ("two", "zwei"),
        ("s", "Ende"),
    ]


def test_where_no_text_is_marked_the_main_part_is_read() -> None:
    assert found("<body>No<main id='m'>Yes <p hidden>No</p></main></body>") == [("m", "Yes")]
    assert found("<p>Alone</p>") == [("", "Alone")]


def test_what_is_marked_for_the_search_goes_before() -> None:
    marked = (
        '<main><div class="text">No<p data-pagefind-body>Yes <i data-pagefind-ignore>no</i></p>'
    )
    assert found(marked) == [("", "Yes")]


def choice(*forms: str) -> str:
    inner = "".join(f'<span class="{form}">{text}</span>' for form, text in
                    (form.split(" ", 1) for form in forms))  # fmt: skip
    return f'<span class="choice">{inner}</span>'


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"It is {choice('sic teh', 'corr the')}.", "It is the. [teh.]"),
        (f"c{choice('orig ō', 'reg om')}mon", "common [cōmon]"),
        (f"{choice('abbr Dr', 'expan Doctor')} No, Dr No", "Doctor No, Dr No"),
        (f"{choice('seg x', 'seg y')}z", "x yz"),
        ('w<span class="subst"><del>a</del><ins>i</ins></span>n', "win [wan]"),
        ("<del>gone</del> <ins>come</ins>", "gone come"),
        ('<span class="l"><a class="ln">205</a>For love</span>', "For love"),
        (
            '<span class="lb"> </span>a<span class="line-end">-</span><span class="lb"></span>b',
            "ab",
        ),
    ],
)
def test_the_text_to_be_read_is_searched_and_what_only_the_source_has(
    text: str, expected: str
) -> None:
    assert found(f"<main><p>{text}</p></main>") == [("", expected)]


def test_a_text_of_any_depth_is_read() -> None:
    deep = "<div id='d'>" * 5000 + "word" + "</div>" * 5000
    assert [text for _, text in found(f"<main>{deep}</main>")] == ["word"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Straße, naß!", ["strasse", "nass"]),
        ("Élan ﬁn ſeyn", ["elan", "fin", "seyn"]),
        ("Ἀχιλλεύς ΛΌΓΟΣ", ["αχιλλευσ", "λογοσ"]),
        ("don’t 1.5 a_b", ["don", "t", "1", "5", "a", "b"]),
        ("ܐܳܡܰܪ", ["ܐܡܪ"]),
        ("हिन्दी", ["हनद"]),
    ],
)
def test_words_are_compared_without_capitals_accents_and_ligatures(
    text: str, expected: list[str]
) -> None:
    assert list(words(text)) == expected


def test_the_year_is_a_facet_made_from_the_date() -> None:
    made_of = {"person": ("Zoe", "Ada", "Ada", "")}
    assert SearchPage("a.html", "A", "", "1842-05-01", made_of).values("year") == ("1842",)
    assert SearchPage("a.html", "A", "", "-0043-03-15").values("year") == ("-43",)
    assert SearchPage("a.html", "A", "").values("year") == ()
    assert SearchPage("a.html", "A", "", facets=made_of).values("person") == ("Ada", "Zoe")


def test_documents_are_spread_by_language_and_evenly() -> None:
    documents = [(f"L{n:05}", "de-AT" if n % 4 else "") for n in range(2000)]
    made_of = shards(documents)
    assert list(made_of) == [Shard("de", 0), Shard("de", 1), Shard("de", 2), Shard("und", 0)]
    assert sorted(id for ids in made_of.values() for id in ids) == sorted(d for d, _ in documents)
    assert all(400 < len(ids) < 600 for ids in made_of.values())
    assert made_of == shards(reversed(documents))
    assert shards([]) == {}


def test_the_shard_of_a_document_is_the_same_everywhere() -> None:
    assert [shard_of(name, 8) for name in ("L00001", "L00002", "telegram", "é")] == [1, 6, 2, 3]
    assert shard_of("anything", 1) == 0


@pytest.mark.parametrize("language", ["../..", "x", "i-klingon", "de<", "español"])
def test_no_language_leads_out_of_the_folder(language: str) -> None:
    (made_of,) = shards([("a", language)])
    assert made_of.folder == "search/und-0"


def test_a_shard_holds_the_index_and_only_the_first_one_the_engine() -> None:
    pages = [page(1, "Zufall", person=("Ada",)), page(2)]
    first = index_shard(pages, Shard("de", 0))
    names = {name.removeprefix("search/de-0/") for name in first}
    fixed = {"dates.json", "pagefind-entry.json", "pagefind-worker.js", "pagefind.js"}
    assert names >= fixed | {"wasm.de.pagefind", "words.js"}
    assert sum(name.endswith(".pf_fragment") for name in names) == 2
    assert not any("ui" in name or "unknown" in name for name in names)
    second = index_shard(pages, Shard("de", 1))
    assert not any(name.endswith(("pagefind.js", ".pagefind", "worker.js")) for name in second)
    assert all(name.startswith("search/de-1/") for name in second)


def test_a_language_without_rules_of_its_own_is_indexed_as_it_is() -> None:
    made_of = index_shard([page(1)], Shard("syc", 0))
    assert "search/syc-0/wasm.unknown.pagefind" in made_of


def test_pagefind_is_given_blocks_facets_and_dates() -> None:
    marked = page(3, "<b>&amp; more</b>", person=('A "quoted" <name>',), type=("letter",))
    made_of = index_shard([marked], Shard("en", 0))
    (name,) = (name for name in made_of if name.endswith(".pf_fragment"))
    fragment = json.loads(gzip.decompress(made_of[name])[12:])
    assert fragment["url"] == "/letter-3.html"
    assert fragment["content"].startswith("Word3 & more")
    assert fragment["meta"] == {"title": "Letter 3", "date": "1842-05-03"}
    assert fragment["filters"] == {
        "person": ['A "quoted" <name>'], "type": ["letter"], "year": ["1842"],
    }  # fmt: skip
    assert [(anchor["id"], anchor["location"]) for anchor in fragment["anchors"]] == [("p1", 0)]
    dates = json.loads(made_of["search/en-0/dates.json"])
    assert dates == {Path(name).stem: "1842-05-03"}


def test_the_own_index_is_a_script_that_says_in_which_documents_words_are() -> None:
    pages = [page(n, "both " * (n > 1) + "end\u2028", place=("Łódź",)) for n in (1, 2, 3)]
    text = own_index([(one, blocks(one.content)) for one in pages]).decode()
    assert text.startswith("window.editionWords.push({")
    assert "\u2028" not in text
    index = json.loads(text.removeprefix("window.editionWords.push(").removesuffix(");\n"))
    assert index["words"]["both"] == "1 1"
    assert index["words"]["letter"] == "0 1 1"
    assert index["words"]["word3"] == "2"
    assert index["facets"]["place"] == ["Łódź"]
    assert index["documents"][0] == [
        "letter-1.html",
        "Letter 1",
        "1842-05-01",
        [],
        [0],
        [],
        [],
        [0],
    ]


def test_the_own_index_of_very_many_words_keeps_titles_and_facets(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(search, "_MOST", 3)
    one = page(1, "many more words")
    text = own_index([(one, blocks(one.content))]).decode()
    assert '"words":{}' in text
    assert "Letter 1" in text


def test_an_index_is_made_where_there_is_no_room_in_memory(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    expected = index_shard([page(1)], Shard("en", 0))
    monkeypatch.setattr(search, "_IN_MEMORY", tmp_path / "none")
    assert set(index_shard([page(1)], Shard("en", 0))) == set(expected)


def test_no_more_is_put_into_memory_than_there_is_room_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(search, "_IN_MEMORY", Path.cwd())
    monkeypatch.setattr("shutil.disk_usage", lambda _: SimpleNamespace(free=8_001))
    assert search._scratch(1_000) == Path.cwd()
    assert search._scratch(1_001) is None


def test_an_engine_that_does_not_run_is_told_of_in_words(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(search, "get_executable", lambda: tmp_path / "nothing")
    with pytest.raises(OutputError, match="the search index cannot be made") as told:
        index_shard([page(1)], Shard("en", 0))
    assert "pagefind-bin" in str(told.value.mend)
    monkeypatch.setattr(search, "get_executable", lambda: Path("/bin/false"))
    with pytest.raises(OutputError, match="Pagefind says"):
        index_shard([page(1)], Shard("en", 0))


def test_a_text_that_was_read_before_makes_the_same_index() -> None:
    whole = page(1, "once &amp; <slot name='masthead'></slot>again")
    read = replace(whole, content="", text=packed_text(whole.content))
    assert json.loads(read.text) == [["p1", "Word1 once & again"]]
    first, second = (index_shard([one], Shard("en", 0)) for one in (whole, read))
    for name in ("words.js", "dates.json"):
        assert first[f"search/en-0/{name}"] == second[f"search/en-0/{name}"]
    assert set(first) == set(second)


def test_the_manifest_lists_the_shards() -> None:
    text = manifest([Shard("fr", 0), Shard("de", 1), Shard("de", 0)]).decode()
    assert text == (
        'window.editionShards = [["search/de-0", "de"], ["search/de-1", "de"], '
        '["search/fr-0", "fr"]];\n'
    )


def test_the_page_has_a_form_and_its_words_and_may_run_the_index() -> None:
    pages = made(Shape(language="fr"), "search")
    tree_of = tree(pages, "search.html")
    assert words_of(tree_of.iter("h1")) == ["Recherche"]
    (form,) = tree_of.xpath("//form[@role='search']")
    assert form.get("data-results") == "{1} documents"
    assert form.get("data-results-one") == "1 document"
    assert {field.get("name") for field in form.xpath(".//input | .//select")} == {
        "q", "sort", "from", "to",
    }  # fmt: skip
    (policy,) = tree_of.xpath("//meta[@http-equiv]/@content")
    assert "script-src 'self' 'wasm-unsafe-eval';" in policy
    assert "connect-src 'self';" in policy
    (other,) = tree(made(Shape(), "network"), "network.html").xpath("//meta[@http-equiv]/@content")
    assert "wasm" not in other
    assert "connect-src" not in other
