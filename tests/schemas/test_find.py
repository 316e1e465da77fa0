"""From an address to a local copy: files, stores and catalogs, in their order."""

from pathlib import Path

import pytest

from tei_pipeline.errors import ConfigError, SchemaError
from tei_pipeline.project import find_project
from tei_pipeline.schemas.find import Finder, NotAtHandError, finder_for
from tei_pipeline.schemas.keep import digest_of, keep
from tei_pipeline.schemas.store import Entry, Store
from tests.schemas.material import RNG, write
from tests.schemas.test_catalogs import write as write_catalog

ADDRESS = "https://e.org/schemas/a.rng"


def stored(folder: Path, address: str, text: str = RNG, file: str = "", **more: str) -> Path:
    """Put a copy into the store in ``folder`` and return its path."""
    content = text.encode()
    file = file or address.partition("://")[2]
    entry = Entry(address, "relaxng", file, digest_of(content), "2026-01-01T00:00:00Z", address)
    store = Store(folder)
    (entry,) = keep(store, [(entry._replace(**more), content)])  # type: ignore[arg-type]
    return store.path(entry)


@pytest.fixture
def edition(tmp_path: Path) -> Path:
    folder = tmp_path / "edition"
    return write(folder, **{"tei-pipeline_toml": "", "tei__x_xml": "<a/>"})


def test_a_file_comes_first_then_the_project_then_the_user_then_the_catalogs(
    edition: Path, at_home: Path
) -> None:
    document = edition / "tei/x.xml"
    write(edition, tei__a_rng=RNG, catalog__a_rng=RNG)
    assert finder_for(find_project(edition)).resolve("a.rng", document) == edition / "tei/a.rng"
    write_catalog(edition, f'<uri name="{ADDRESS}" uri="catalog/a.rng"/>')
    found = finder_for(find_project(edition)).resolve(ADDRESS, document)
    assert found == edition / "catalog/a.rng"
    of_user = stored(at_home / "tei-pipeline/schemas", ADDRESS)
    assert finder_for(find_project(edition)).resolve(ADDRESS, document) == of_user
    of_project = stored(edition / "schema/store", ADDRESS)
    assert finder_for(find_project(edition)).resolve(ADDRESS, document) == of_project


def test_files_in_no_project_have_the_users_store_and_a_catalog_beside_them(
    tmp_path: Path, at_home: Path
) -> None:
    finder = finder_for(find_project(tmp_path))
    with pytest.raises(NotAtHandError):
        finder.resolve(ADDRESS, tmp_path / "x.xml")
    write(tmp_path, b_rng=RNG)
    write_catalog(tmp_path, f'<system systemId="{ADDRESS}" uri="b.rng"/>')
    finder = finder_for(find_project(tmp_path))
    assert finder.resolve(ADDRESS, tmp_path / "x.xml") == tmp_path / "b.rng"
    copy = stored(at_home / "tei-pipeline/schemas", ADDRESS)
    finder = finder_for(find_project(tmp_path))
    assert finder.resolve(ADDRESS, tmp_path / "x.xml") == copy


@pytest.mark.parametrize(
    "asked",
    [
        "http://e.org/schemas/a.rng",
        "HTTPS://E.ORG:443/schemas/a.rng",
        "https://e.org/schemas/./x/../a.rng",
        "https://e.org/schemas/a.rng#part",
        "https://alias.org/ä",
        "https://alias.org/%C3%A4",
    ],
)
def test_an_address_is_known_in_other_writings(edition: Path, asked: str) -> None:
    more = {"aliases": ("https://alias.org/ä",)}
    copy = stored(edition / "schema/store", ADDRESS, **more)  # type: ignore[arg-type]
    finder = finder_for(find_project(edition))
    assert finder.resolve(asked, edition / "tei/x.xml") == copy


def test_a_query_and_another_port_are_other_addresses(edition: Path) -> None:
    stored(edition / "schema/store", ADDRESS)
    finder = finder_for(find_project(edition))
    for asked in (f"{ADDRESS}?version=2", "https://e.org:8443/schemas/a.rng", "https://e.org/a"):
        with pytest.raises(NotAtHandError):
            finder.resolve(asked, edition / "tei/x.xml")


def test_what_a_copy_includes_is_relative_to_its_address(edition: Path) -> None:
    store = edition / "schema/store"
    main = stored(store, ADDRESS, file="elsewhere.rng")
    part = stored(store, "https://e.org/parts/b.rng", file="other/place.rng")
    finder = finder_for(find_project(edition))
    assert finder.open("../parts/b.rng", main) == (part, RNG.encode())
    with pytest.raises(NotAtHandError) as caught:
        finder.open("../parts/c.rng", main)
    assert caught.value.mend == "tei-pipeline schema add https://e.org/parts/c.rng"


def test_what_a_redirected_copy_includes_is_relative_to_where_it_was_found(edition: Path) -> None:
    store = edition / "schema/store"
    main = stored(store, ADDRESS, file="m.rng", origin="https://new.org/x/a.rng")
    part = stored(store, "https://new.org/x/b.rng", file="p.rng")
    assert finder_for(find_project(edition)).open("b.rng", main)[0] == part


def test_a_dead_address_of_a_file_may_stand_in_the_store(edition: Path) -> None:
    dead = "file:/home/somebody/odd/a.rng"
    copy = stored(edition / "schema/store", dead, file="dead.rng")
    assert finder_for(find_project(edition)).resolve(dead, edition / "tei/x.xml") == copy


def test_catalogs_speak_of_relative_addresses_as_written_and_as_meant(edition: Path) -> None:
    write(edition, b_rng=RNG)
    meant = (edition / "gone/c.rng").as_uri()
    write_catalog(edition, f'<uri name="a.rng" uri="b.rng"/><uri name="{meant}" uri="b.rng"/>')
    finder = finder_for(find_project(edition))
    for asked in ("a.rng", "../gone/c.rng"):
        assert finder.resolve(asked, edition / "tei/x.xml") == edition / "b.rng"


def test_a_catalog_may_lead_to_a_copy_in_the_store(edition: Path) -> None:
    copy = stored(edition / "schema/store", ADDRESS)
    write_catalog(edition, f'<uri name="urn:x" uri="{ADDRESS}"/><uri name="u:l" uri="u:m"/>'
                           '<uri name="u:m" uri="u:l"/>')  # fmt: skip
    finder = finder_for(find_project(edition))
    assert finder.resolve("urn:x", edition / "tei/x.xml") == copy
    with pytest.raises(NotAtHandError, match="which a catalog leads to from “u:l”"):
        finder.resolve("u:l", edition / "tei/x.xml")


def test_named_catalogs_stand_in_place_of_the_one_in_the_folder(
    edition: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write(edition, b_rng=RNG, c_rng=RNG, d_rng=RNG)
    write_catalog(edition, '<uri name="u:folder" uri="b.rng"/>')
    write_catalog(edition, '<uri name="u:named" uri="c.rng"/>', "mine.xml")
    others = tmp_path / "others"
    others.mkdir()
    write_catalog(others, f'<uri name="u:environment" uri="{(edition / "d.rng").as_uri()}"/>')
    (edition / "tei-pipeline.toml").write_text('[validation]\ncatalogs = ["mine.xml"]\n')
    monkeypatch.setenv(
        "XML_CATALOG_FILES", f"{others / 'catalog.xml'} file:///none/catalog.xml http://e.org/c"
    )
    finder = finder_for(find_project(edition))
    document = edition / "tei/x.xml"
    assert finder.resolve("u:named", document).name == "c.rng"
    assert finder.resolve("u:environment", document).name == "d.rng"
    with pytest.raises(NotAtHandError):
        finder.resolve("u:folder", document)


def test_a_catalog_outside_the_project_is_refused(edition: Path) -> None:
    (edition / "tei-pipeline.toml").write_text('[validation]\ncatalogs = ["../c.xml"]\n')
    finder = finder_for(find_project(edition))
    with pytest.raises(ConfigError, match="outside the project"):
        finder.resolve("https://e.org/a.rng", edition / "a.xml")


def test_a_copy_that_is_missing_is_said(edition: Path) -> None:
    stored(edition / "schema/store", ADDRESS).unlink()
    with pytest.raises(SchemaError) as caught:
        finder_for(find_project(edition)).resolve(ADDRESS, edition / "tei/x.xml")
    assert "is not in the store" in caught.value.message
    assert caught.value.mend == f"tei-pipeline schema add {ADDRESS}"


def test_what_cannot_be_opened_is_said(tmp_path: Path) -> None:
    path = write(tmp_path, a_rng=RNG) / "a.rng"
    assert Finder().open("a.rng", tmp_path / "x.xml") == (path, RNG.encode())
    with pytest.raises(SchemaError, match="leads to no file"):
        Finder().open("b.rng", tmp_path / "x.xml")


@pytest.mark.parametrize("address", ["file://[x", "http://[::1", "x://[", "http://a]b/"])
def test_what_is_no_address_is_said_in_words(address: str, tmp_path: Path) -> None:
    with pytest.raises(SchemaError, match="is no address"):
        Finder().resolve(address, tmp_path / "a.xml")
