"""The library that the tests of the service ask."""

from collections.abc import Iterator

import pytest

from tei_pipeline.catalogue.published import Published
from tei_pipeline.harvest.dts import service
from tests.harvest.dts.library import SITE, Client, publish


@pytest.fixture(scope="session")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Published]:
    folder = tmp_path_factory.mktemp("library")
    publish(folder / "catalogue.sqlite", folder)
    published = Published(folder / "catalogue.sqlite")
    yield published
    published.close()


@pytest.fixture(scope="session")
def ask(library: Published) -> Client:
    return Client(service(library, SITE))


@pytest.fixture(scope="session")
def ask_small(library: Published) -> Client:
    """Return a service that shows two members and three units on a page."""
    return Client(service(library, SITE, members=2, units=3))
