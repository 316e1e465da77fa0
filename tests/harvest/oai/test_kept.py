"""Parts that were given are kept, within their bound and as long as they are true."""

from pathlib import Path

from tei_pipeline.harvest.oai import Limits
from tei_pipeline.harvest.oai.kept import Kept, Part
from tests.harvest.oai.repository import ABOUT, Repository, letter


def part(size: int) -> Part:
    return Part(b"x" * size, 1, (0, None))


def test_what_was_not_asked_for_longest_goes_first() -> None:
    kept = Kept(100)
    for name in "abc":
        kept.put(name, part(40))
        kept.get("a")
    assert [kept.get(name) is None for name in "abc"] == [False, True, False]


def test_a_part_larger_than_all_is_not_kept() -> None:
    kept = Kept(100)
    kept.put("a", part(101))
    assert kept.get("a") is None
    kept.put("b", part(100))
    assert kept.get("b")


def test_a_part_is_put_once() -> None:
    kept = Kept(100)
    for _ in range(5):
        kept.put("a", part(60))
    kept.put("b", part(40))
    assert kept.get("a")


def test_an_answer_is_as_what_is_published(tmp_path: Path) -> None:
    held = Repository(tmp_path, Limits())
    told = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}

    def titles() -> list[str]:
        return [one.text for one in held.ask(**told).iterfind(".//{*}metadata//{*}title")]

    held.publish(letter("a", "old"))
    assert titles() == titles() == ["old"]
    held.publish(letter("a", "new"))
    assert titles() == ["new"]
    held.about = {**ABOUT, "licence": "", "publisher": "Another"}
    held.publish()
    assert held.ask(**told).find(".//{*}about") is None
    held.path.rename(tmp_path / "away")
    held.about = {**ABOUT, "secret": "another"}
    held.publish(letter("b", "of another"))
    assert titles() == ["of another"]


def test_what_is_withdrawn_is_not_given_until_its_second_comes(tmp_path: Path) -> None:
    held = Repository(tmp_path, Limits())
    held.publish(letter("a"), letter("b"))
    told = {"verb": "ListRecords", "metadataPrefix": "oai_dc"}
    assert held.listed(**told) == ["a", "b"]
    held.publish(withdrawn=("a",))
    held.now -= 10  # the moment of the publication, which is dated a second later
    assert held.listed(**told) == ["-a", "b"]
