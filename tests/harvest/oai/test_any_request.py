"""Whatever is asked, the answer is one of the protocol's (``Repository`` judges each)."""

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from tests.harvest.oai.repository import OAI, ODD, Repository, filled, letter

_TEXT = st.text(max_size=12)
_NAMES = st.sampled_from(
    ["verb", "identifier", "metadataPrefix", "from", "until", "set", "resumptionToken", "x"]
)
_VALUES = st.one_of(
    _TEXT,
    st.sampled_from(
        ["Identify", "ListRecords", "ListIdentifiers", "ListSets", "GetRecord",
         "ListMetadataFormats", "oai_dc", "tei", "type", "type:letter", "2026-01-01",
         "2026-01-01T00:00:01Z", "2026-02-30", "\x00", "\ud800", "\ufffe", "%", "oai:", ":",
         "http://[", "a b", "#", "//", "oai:letters.example.org:g",
         "oai:letters.example.org:%00", "oai:letters.example.org:%FF", "9" * 5000]
    ),
    st.dates().map(str),
)  # fmt: skip
_QUERY = st.lists(st.tuples(_NAMES, _VALUES), max_size=5)
_VERB = st.sampled_from(["ListRecords", "ListIdentifiers", "GetRecord", "ListMetadataFormats"])


@pytest.fixture(scope="module")
def held(tmp_path_factory: pytest.TempPathFactory) -> Repository:
    held = filled(tmp_path_factory.mktemp("oai"))
    held.publish(letter(ODD))
    return held


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_QUERY)
@example([("verb", "GetRecord"), ("identifier", "http://[x"), ("metadataPrefix", "oai_dc")])
@example([("verb", "ListSets"), ("resumptionToken", "\x00")])
def test_any_parameters(held: Repository, query: list[tuple[str, str]]) -> None:
    assert held.ask(*query) is not None


@settings(
    max_examples=300, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(_VERB, st.text(st.characters(codec=None), max_size=20) | _VALUES)
def test_any_identifier_is_repeated_only_where_it_may_be(
    held: Repository, verb: str, value: str
) -> None:
    query = {"verb": verb, "metadataPrefix": "oai_dc", "identifier": value}
    if verb == "ListMetadataFormats":
        del query["metadataPrefix"]
    assert held.ask(**query).find(f"{OAI}request") is not None
