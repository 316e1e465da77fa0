"""What is kept for who asks next."""

from pathlib import Path

from tei_pipeline.catalogue.published import Publication, Published
from tei_pipeline.harvest.dts import service
from tei_pipeline.harvest.dts.kept import Kept
from tei_pipeline.outputs.citation import CitationMaker
from tei_pipeline.saxon import Saxon
from tests.harvest.dts.library import POEM, SITE, Client, cited, deposit, publish, refs


def test_the_latest_are_kept_up_to_a_size() -> None:
    made: list[str] = []
    kept = Kept[str](10)

    def ask(name: str, size: int) -> str:
        def make() -> tuple[str, int]:
            made.append(name)
            return name.upper(), size

        return kept.get((name,), make)

    assert [ask(name, 4) for name in "abacab"] == ["A", "B", "A", "C", "A", "B"]
    assert made == ["a", "b", "c", "b"]
    assert ask("huge", 99) == ask("huge", 99) == "HUGE"
    assert made[-1] == "huge"


def test_a_document_that_is_published_anew_is_read_anew(tmp_path: Path) -> None:
    path = tmp_path / "catalogue.sqlite"
    publish(path, tmp_path, {"poem": POEM})
    published = Published(path)
    ask = Client(service(published, SITE))
    assert refs(ask.json("navigation", resource="poem", ref="l2", down=0)["member"]) == [
        "s1:1",
        "l2",
    ]
    assert b"deux" in ask("document", "GET", resource="poem", ref="l2").content
    file = tmp_path / "poem.xml"
    file.write_text(POEM.replace("<l>Un</l>", "").replace("deux", "zwei"), encoding="utf-8")
    saxon = Saxon()
    document, trees = cited(file, saxon, CitationMaker(saxon))
    with Publication(path) as publication:
        publication.put(deposit(document, trees))
        publication.finish()
    assert refs(ask.json("navigation", resource="poem", ref="l2", down=0)["member"]) == ["l2"]
    assert b"zwei" in ask("document", "GET", resource="poem", ref="l2").content
    published.close()
