"""Who wrote to whom: what is counted, and the page that shows it."""

from lxml import etree

from tei_pipeline.outputs.correspondence import SHOWN, network
from tests.outputs.wholes import Shape, documents, made, tree, words

REC = "{urn:tei-pipeline:record}"


def letter(number: int, senders: str, recipients: str, date: str = "") -> str:
    """Return a record; people are named by letters, those in capitals have pages."""
    agents = "".join(
        f'<agent role="{role}"' + (f' to="registers/persons/{name}.html"' if name.isupper() else "")
        + f">{name}</agent>"
        for role, names in (("sender", senders), ("recipient", recipients))
        for name in names
    )  # fmt: skip
    dated = f'<date role="sent" sort="{date}"/>' if date else ""
    return f'<record id="L{number}" kind="document">{agents}{dated}</record>'


def counted(*letters: str) -> etree._Element:
    found = network(Shape("".join(letters)).xml().encode())
    assert found is not None
    return etree.fromstring(found)


def rows(root: etree._Element, name: str, *attributes: str) -> list[tuple[str | None, ...]]:
    return [tuple(e.get(a) for a in attributes) for e in root.iter(f"{REC}{name}")]


def test_letters_are_counted_by_sender_and_recipient() -> None:
    root = counted(
        letter(1, "A", "B", "1842-05-02"),
        letter(2, "A", "B", "1841-01-01"),
        letter(3, "B", "A"),
        letter(4, "A", "c", "-0043-03-15"),
        letter(5, "A", "c", "0012-01-01"),
    )
    assert rows(root, "correspondent", "name", "to", "sent", "received", "row") == [
        ("A", "registers/persons/A.html", "4", "1", "1"),
        ("B", "registers/persons/B.html", "1", "2", "2"),
        ("c", None, "0", "2", "3"),
    ]
    assert rows(root, "pair", "from", "to", "letters", "first", "last") == [
        ("1", "2", "2", "1841-01-01", "1842-05-02"),
        ("1", "3", "2", "-0043-03-15", "0012-01-01"),
        ("2", "1", "1", None, None),
    ]
    assert rows(root, "arc", "rows", "width") == [("1 2", "9.0"), ("1 3", "7.3")]


def test_a_letter_of_two_to_two_is_one_of_each_to_each() -> None:
    root = counted(letter(1, "AB", "CC"), letter(2, "AA", "D"))
    assert rows(root, "correspondent", "name", "sent", "received") == [
        ("A", "2", "0"), ("B", "1", "0"), ("C", "0", "1"), ("D", "0", "1"),
    ]  # fmt: skip
    assert [pair[:2] for pair in rows(root, "pair", "from", "to")] == [
        ("1", "3"), ("1", "4"), ("2", "3"),
    ]  # fmt: skip


def test_one_who_writes_to_himself_has_a_row_and_no_arc() -> None:
    root = counted(letter(1, "A", "A"), letter(2, "B", "C"))
    assert ("1", "1", "1") in rows(root, "pair", "from", "to", "letters")
    assert rows(root, "arc", "rows") == [("2 3",)]


def test_two_correspondents_are_no_network() -> None:
    assert network(Shape(letter(1, "A", "B") + letter(2, "B", "A")).xml().encode()) is None
    assert network(Shape(letter(1, "ABC", "")).xml().encode()) is None
    assert network(Shape().xml().encode()) is None


def test_the_diagram_holds_so_many_and_the_table_all() -> None:
    many = [
        letter(n, "A", "B").replace(">B<", f">{n}<").replace("/B.html", f"/{n}.html")
        for n in range(SHOWN + 5)
    ]
    root = counted(*many)
    assert len(rows(root, "correspondent", "row")) == SHOWN + 6
    assert [row for (row,) in rows(root, "correspondent", "row") if row][-1] == str(SHOWN)
    assert len(rows(root, "arc", "d")) == SHOWN - 1
    page = tree(made(_shape(root), "network"), "network.html")
    assert words(page.xpath("//p[@class='quiet']")) == [
        "6 more correspondents stand in the table only."
    ]
    assert len(page.xpath("//tbody/tr")) == SHOWN + 5


def test_the_order_of_documents_does_not_matter() -> None:
    letters = [letter(n, "ABCd"[n % 4], "XYz"[n % 3], f"1842-05-{n + 10}") for n in range(12)]
    assert etree.tostring(counted(*letters)) == etree.tostring(counted(*reversed(letters)))


def test_the_page_shows_rows_with_links_and_all_pairs() -> None:
    root = counted(
        letter(1, "A", "B", "1842-05-02"), letter(2, "A", "c", "1843"), letter(3, "A", "B")
    )
    page = tree(made(_shape(root), "network"), "network.html")
    assert words(page.xpath("//div[@class='rows']//li")) == [
        "A sent 3", "B received 2", "c received 1",
    ]  # fmt: skip
    assert words(page.xpath("//th")) == ["From", "To", "Letters", "Time"]
    assert [words(row.iter("td")) for row in page.xpath("//tbody/tr")] == [
        ["A", "B", "2", "2 May 1842"], ["A", "c", "1", "1843"],
    ]  # fmt: skip
    assert page.xpath("//tbody/tr[2]/td/a/@href") == ["registers/persons/A.html"]
    assert not page.xpath("//@style")


def test_an_edition_of_letters_has_its_network() -> None:
    shape = documents(300, language="fr")
    found = network(shape.xml().encode())
    assert found is not None
    page = tree(made(_shape(etree.fromstring(found), "fr"), "network"), "network.html")
    assert words(page.iter("h1")) == ["Correspondance"]
    assert "–" in words(page.xpath("//tbody/tr/td[4]"))[0]


def _shape(root: etree._Element, language: str = "en") -> Shape:
    return Shape(
        "".join(etree.tostring(child, encoding="unicode") for child in root), language=language
    )
