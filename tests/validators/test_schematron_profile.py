"""The time by rule."""

from pathlib import Path

import pytest

from tei_pipeline.document import load
from tei_pipeline.saxon import Processor, Saxon
from tei_pipeline.saxon_apart import SaxonApart
from tests.schematron.making import context, failing, rule, validator, written

SLOW = "count(for $x in 1 to 100000 return string($x)[contains(., '77')]) = 9"


@pytest.mark.parametrize("saxon", [Saxon, SaxonApart])
def test_rules_are_timed_and_their_nodes_counted(tmp_path: Path, saxon: type[Processor]) -> None:
    schema = (
        f'<pattern id="p"><rule context="b[@n]">{failing("x")}</rule>\n'
        f'<rule context="b">{failing("x")}</rule></pattern>\n'
        + rule("a", f'<report test="{SLOW}">slow</report>')
        + rule("c", failing("x"))
    )
    written(tmp_path, {"a.sch": schema, "a.xml": '<a><b n="1"/><b/><b/></a>'})
    made = validator(tmp_path, saxon=saxon())
    times = made.profile(load(tmp_path / "a.xml"), context(tmp_path))
    assert times[0].context == "a"
    assert times[0].seconds > max(one.seconds for one in times[1:])
    found = {(one.pattern, one.context, one.file.name, one.line, one.nodes) for one in times}
    assert found == {
        ("p", "b[@n]", "a.sch", 2, 1), ("p", "b", "a.sch", 3, 2), ("", "a", "a.sch", 4, 1),
        ("", "c", "a.sch", 4, 0),
    }  # fmt: skip


def test_a_rule_run_by_itself_still_leaves_nodes_to_the_rules_before_it(tmp_path: Path) -> None:
    schema = (
        f'<pattern><rule context="b">{failing("x")}</rule>'
        f'<rule context="*">{failing("x")}</rule></pattern>'
    )
    written(tmp_path, {"a.sch": schema, "a.xml": "<a><b/><b/></a>"})
    times = validator(tmp_path).profile(load(tmp_path / "a.xml"), context(tmp_path))
    assert {one.context: one.nodes for one in times} == {"b": 2, "*": 1}
