"""XML catalogs: every kind of entry, their order, chains, loops, and what is wrong in one."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tei_pipeline.errors import SchemaError
from tei_pipeline.schemas.catalogs import Catalogs
from tei_pipeline.schemas.places import CatalogFile

NAMESPACE = "urn:oasis:names:tc:entity:xmlns:xml:catalog"


def write(folder: Path, entries: str, name: str = "catalog.xml", attributes: str = "") -> Path:
    path = folder / name
    path.write_text(
        f'<catalog xmlns="{NAMESPACE}"{attributes}>{entries}</catalog>', encoding="utf-8"
    )
    return path


def catalogs(folder: Path, entries: str, attributes: str = "") -> Catalogs:
    return Catalogs([CatalogFile(write(folder, entries, attributes=attributes))])


def local(folder: Path, name: str) -> str:
    return (folder / name).as_uri()


@pytest.mark.parametrize(
    ("entry", "asked", "answer"),
    [
        ('<uri name="https://e.org/a.rng" uri="a.rng"/>', "https://e.org/a.rng", "a.rng"),
        ('<uri name="https://e.org/a.rng" uri="a.rng"/>', "https://e.org/b.rng", None),
        ('<uri name="https://e.org/ä b" uri="a.rng"/>', "https://e.org/%C3%A4%20b", "a.rng"),
        ('<system systemId="https://e.org/a.xsd" uri="a.xsd"/>', "https://e.org/a.xsd", "a.xsd"),
        (
            '<rewriteURI uriStartString="https://e.org/" rewritePrefix="copies/"/>',
            "https://e.org/x/a.rng",
            "copies/x/a.rng",
        ),
        (
            '<rewriteSystem systemIdStartString="https://e.org/" rewritePrefix="c/"/>',
            "https://e.org/a.rng",
            "c/a.rng",
        ),
        ('<uriSuffix uriSuffix="/a.rng" uri="a.rng"/>', "https://any.org/x/a.rng", "a.rng"),
        ('<systemSuffix systemIdSuffix="a.rng" uri="a.rng"/>', "https://any.org/a.rng", "a.rng"),
        ('<public publicId="-//A//B C//EN" uri="a.rng"/>', "urn:publicid:-:A:B+C:EN", "a.rng"),
        ('<public publicId=" -//A//B \n C//EN" uri="a.rng"/>', "urn:publicid:-:A:B+C:EN", "a.rng"),
        ('<group xml:base="x/"><uri name="u:a" uri="a.rng"/></group>', "u:a", "x/a.rng"),
        ('<other xmlns="urn:o"><uri/></other><uri name="u:a" uri="a.rng"/>', "u:a", "a.rng"),
        ('<other xmlns="urn:o"><uri name="u:a" uri="a.rng"/></other>', "u:a", "a.rng"),
    ],
)
def test_each_kind_of_entry(tmp_path: Path, entry: str, asked: str, answer: str | None) -> None:
    found = catalogs(tmp_path, entry).resolve(asked)
    if "<other" in entry and entry.endswith("</other>"):
        answer = None  # what stands inside a foreign element is foreign
    assert found == (answer and local(tmp_path, answer))


def test_of_alike_entries_the_most_exact_is_taken(tmp_path: Path) -> None:
    some = catalogs(
        tmp_path,
        '<uriSuffix uriSuffix="a.rng" uri="suffix"/><uriSuffix uriSuffix="/a.rng" uri="longer"/>'
        '<rewriteURI uriStartString="https://e.org/" rewritePrefix="short/"/>'
        '<rewriteURI uriStartString="https://e.org/x/" rewritePrefix="long/"/>'
        '<uri name="https://e.org/x/a.rng" uri="exact"/>'
        '<uri name="https://e.org/x/a.rng" uri="2"/>',
    )
    assert some.resolve("https://e.org/x/a.rng") == local(tmp_path, "exact")
    assert some.resolve("https://e.org/x/b.rng") == local(tmp_path, "long/b.rng")
    assert some.resolve("https://e.org/b.rng") == local(tmp_path, "short/b.rng")
    assert some.resolve("https://o.org/a.rng") == local(tmp_path, "longer")


def test_what_is_meant_is_relative_to_the_base_that_is_in_force(tmp_path: Path) -> None:
    entries = (
        '<uri name="u:a" uri="a"/><group xml:base="deep/"><uri name="u:b" uri="b"/>'
        '<uri name="u:c" xml:base="er/" uri="c"/></group><uri name="u:d" uri="d"/>'
    )
    some = catalogs(tmp_path, entries, ' xml:base="https://e.org/base/"')
    assert [some.resolve(f"u:{one}") for one in "abcd"] == [
        "https://e.org/base/a",
        "https://e.org/base/deep/b",
        "https://e.org/base/deep/er/c",
        "https://e.org/base/d",
    ]


def test_public_identifiers_follow_what_is_preferred(tmp_path: Path) -> None:
    some = catalogs(
        tmp_path,
        '<group prefer="system"><public publicId="P" uri="p"/></group>'
        '<public publicId="Q" uri="q"/><system systemId="s.dtd" uri="s"/>',
    )
    assert some.external("P", None) == local(tmp_path, "p")
    assert some.external("P", "other.dtd") is None
    assert some.external("Q", "other.dtd") == local(tmp_path, "q")
    assert some.external("Q", "s.dtd") == local(tmp_path, "s")
    assert some.external("urn:publicid:Q", None) == local(tmp_path, "q")
    assert some.external(None, "urn:publicid:Q") == local(tmp_path, "q")
    assert some.external(None, "none.dtd") is None


def test_catalogs_follow_each_other_in_order(tmp_path: Path) -> None:
    write(tmp_path, '<uri name="u:a" uri="second"/><uri name="u:b" uri="second"/>', "second.xml")
    write(tmp_path, '<uri name="u:b" uri="third"/><uri name="u:c" uri="third"/>', "third.xml")
    chain = '<nextCatalog catalog="second.xml"/><nextCatalog catalog="third.xml"/>'
    some = catalogs(tmp_path, chain + '<uri name="u:a" uri="first"/>')
    assert some.resolve("u:a") == local(tmp_path, "first")
    assert some.resolve("u:b") == local(tmp_path, "second")
    assert some.resolve("u:c") == local(tmp_path, "third")
    assert some.resolve("u:d") is None


def test_who_delegates_asks_nobody_else(tmp_path: Path) -> None:
    write(tmp_path, '<uri name="https://e.org/x/a" uri="long"/>', "long.xml")
    write(tmp_path, '<uri name="https://e.org/b" uri="short"/>', "short.xml")
    write(tmp_path, '<uri name="https://e.org/c" uri="next"/>', "next.xml")
    some = catalogs(
        tmp_path,
        '<delegateURI uriStartString="https://e.org/" catalog="short.xml"/>'
        '<delegateURI uriStartString="https://e.org/x/" catalog="long.xml"/>'
        '<nextCatalog catalog="next.xml"/>',
    )
    assert some.resolve("https://e.org/x/a") == local(tmp_path, "long")
    assert some.resolve("https://e.org/b") == local(tmp_path, "short")
    assert some.resolve("https://e.org/c") is None


def test_public_and_system_identifiers_are_delegated_too(tmp_path: Path) -> None:
    write(tmp_path, '<public publicId="-//A//B" uri="p"/><system systemId="s:b" uri="s"/>', "d.xml")
    some = catalogs(
        tmp_path,
        '<delegatePublic publicIdStartString="-//A" catalog="d.xml"/>'
        '<delegateSystem systemIdStartString="s:" catalog="d.xml"/>'
        '<group prefer="system">'
        '<delegatePublic publicIdStartString="-//A" catalog="d.xml"/></group>',
    )
    assert some.external("-//A//B", None) == local(tmp_path, "p")
    assert some.external("-//A//B", "other") == local(tmp_path, "p")
    assert some.external(None, "s:b") == local(tmp_path, "s")
    assert some.resolve("s:b") == local(tmp_path, "s")


def test_loops_end(tmp_path: Path) -> None:
    write(tmp_path, '<nextCatalog catalog="catalog.xml"/><uri name="u:b" uri="b"/>', "other.xml")
    some = catalogs(
        tmp_path,
        '<nextCatalog catalog="catalog.xml"/><nextCatalog catalog="other.xml"/>'
        '<delegateURI uriStartString="d:" catalog="catalog.xml"/>',
    )
    assert some.resolve("u:a") is None
    assert some.resolve("u:b") == local(tmp_path, "b")
    assert some.resolve("d:a") is None


def test_a_chain_of_any_length_is_followed(tmp_path: Path) -> None:
    for number in range(1, 1500):
        write(tmp_path, f'<nextCatalog catalog="{number + 1}.xml"/>', f"{number}.xml")
    write(tmp_path, '<uri name="u:a" uri="a"/>', "1500.xml")
    some = catalogs(tmp_path, '<nextCatalog catalog="1.xml"/>')
    assert some.resolve("u:a") == local(tmp_path, "a")


def test_a_nest_of_any_depth_is_read(tmp_path: Path) -> None:
    depth = 10_000
    nest = "<group>" * depth + '<uri name="u:a" uri="a"/>' + "</group>" * depth
    assert catalogs(tmp_path, nest).resolve("u:a") == local(tmp_path, "a")


@pytest.mark.parametrize(
    ("entries", "line", "message"),
    [
        ("\n<uri name='a'/>", 2, "uri lacks uri"),
        ("\n\n<rewriteURI rewritePrefix='a'/>", 3, "rewriteURI lacks uriStartString"),
        ("\n<uris name='a' uri='b'/>", 2, "a catalog has no entry uris"),
        ("\n<group prefer='none'/>", 2, "prefer is to be public or system"),
        ("\n<nextCatalog catalog='none.xml'/>", 2, "leads to one that is not at hand"),
        ("\n<nextCatalog catalog='https://e.org/c.xml'/>", 2, "leads to one that is not at hand"),
        ("\n<uri", 2, "is not well-formed"),
    ],
)
def test_a_broken_catalog_names_its_line(
    tmp_path: Path, entries: str, line: int, message: str
) -> None:
    with pytest.raises(SchemaError) as caught:
        catalogs(tmp_path, entries).resolve("u:a")
    assert message in caught.value.message
    assert caught.value.line == line
    assert caught.value.path == tmp_path / "catalog.xml"


@pytest.mark.parametrize("text", ["<catalog/>", '<TEI xmlns="u"/>', "", "\xff\xfe"])
def test_a_file_that_is_no_catalog_is_refused_where_it_was_named(tmp_path: Path, text: str) -> None:
    path = tmp_path / "catalog.xml"
    path.write_text(text, encoding="latin-1")
    with pytest.raises(SchemaError, match="catalog"):
        Catalogs([CatalogFile(path)]).resolve("u:a")
    assert Catalogs([CatalogFile(path, optional=True)]).resolve("u:a") is None


def test_a_catalog_that_is_missing_is_refused_where_it_was_named(tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="cannot be read"):
        Catalogs([CatalogFile(tmp_path / "none.xml")]).resolve("u:a")
    assert Catalogs([CatalogFile(tmp_path / "none.xml", optional=True)]).resolve("u:a") is None


def test_a_catalog_reads_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("u:secret", encoding="utf-8")
    (tmp_path / "catalog.xml").write_text(
        '<!DOCTYPE catalog PUBLIC "-//OASIS//DTD XML Catalogs V1.1//EN" "none.dtd" '
        f'[<!ENTITY s SYSTEM "secret.txt">]><catalog xmlns="{NAMESPACE}">&s;'
        '<uri name="u:a" uri="a"/></catalog>',
        encoding="utf-8",
    )
    assert Catalogs([CatalogFile(tmp_path / "catalog.xml")]).resolve("u:a") == local(tmp_path, "a")


PARTS = st.lists(st.sampled_from("ab/"), max_size=4).map("".join)


@given(
    exact=st.dictionaries(PARTS, PARTS, max_size=3),
    rewrites=st.dictionaries(PARTS, PARTS, max_size=3),
    suffixes=st.dictionaries(PARTS.filter(bool), PARTS, max_size=3),
    asked=PARTS,
)
@settings(deadline=None)
def test_an_answer_is_what_the_standard_says(
    tmp_path_factory: pytest.TempPathFactory,
    exact: dict[str, str],
    rewrites: dict[str, str],
    suffixes: dict[str, str],
    asked: str,
) -> None:
    folder = tmp_path_factory.mktemp("catalog")
    base = f"u:/{'{}'}"
    entries = [f'<uri name="u:/{name}" uri="e-{to}"/>' for name, to in exact.items()]
    entries += [f'<rewriteURI uriStartString="u:/{name}" rewritePrefix="r-{to}"/>'
                for name, to in rewrites.items()]  # fmt: skip
    entries += [f'<uriSuffix uriSuffix="{n}" uri="s-{to}"/>' for n, to in suffixes.items()]
    found = catalogs(folder, "".join(entries)).resolve(base.format(asked))
    expected: str | None = None
    ends = [end for end in suffixes if f"u:/{asked}".endswith(end)]
    begins = [begin for begin in rewrites if asked.startswith(begin)]
    if asked in exact:
        expected = f"e-{exact[asked]}"
    elif begins:
        begin = max(begins, key=len)
        expected = f"r-{rewrites[begin]}"
        rest = asked[len(begin) :]
        assert found == urljoin(folder.as_uri() + "/", expected) + rest
        return
    elif ends:
        expected = f"s-{suffixes[max(ends, key=len)]}"
    assert found == (expected and urljoin(folder.as_uri() + "/", expected))
