"""What runs the server elsewhere: an image and a unit that say what they should."""

import re
import shlex
from fnmatch import fnmatch

import pytest

from tei_pipeline.cli.serve import command
from tests.oracles import ROOT

DEPLOY = ROOT / "deploy"
INSTRUCTIONS = {
    *("FROM", "WORKDIR", "RUN", "ENV", "COPY", "USER", "EXPOSE"),
    *("STOPSIGNAL", "HEALTHCHECK", "ENTRYPOINT", "CMD"),
}
UNIT = {"Unit": {"Description"}, "Service": {"ExecStart"}, "Install": {"WantedBy"}}


def instructions() -> list[tuple[str, str]]:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    lines = re.sub(r"^#.*\n", "", text, flags=re.M).replace("\\\n", " ").splitlines()
    return [tuple(line.split(maxsplit=1)) for line in lines if line.strip()]  # type: ignore[misc]


def settings() -> dict[str, list[tuple[str, str]]]:
    found: dict[str, list[tuple[str, str]]] = {}
    section: list[tuple[str, str]] = []
    for line in (DEPLOY / "tei-pipeline.service").read_text(encoding="utf-8").splitlines():
        if head := re.fullmatch(r"\[(\w+)\]", line):
            section = found.setdefault(head[1], [])
        elif line and not line.startswith("#"):
            name, equals, value = line.partition("=")
            assert equals
            assert re.fullmatch(r"[A-Z]\w+", name)
            section.append((name, value))
    return found


def options(words: list[str]) -> None:
    """Let the command read its options, as it would."""
    assert words[0] == "serve"
    assert command.make_context("serve", words[1:]).params["no_build"]


def test_the_image_has_two_stages_and_runs_as_no_one_special() -> None:
    found = instructions()
    assert {name for name, _ in found} <= INSTRUCTIONS
    assert [name for name, _ in found].count("FROM") == 2
    last = [name for name, _ in found[::-1]].index("FROM")
    final = found[-last - 1 :]
    names = [name for name, _ in final]
    assert names.index("USER") < names.index("ENTRYPOINT")
    assert not dict(final)["USER"].startswith(("0", "root"))
    assert names.count("CMD") == 1


def test_the_image_holds_no_secret_and_names_no_index() -> None:
    text = (DEPLOY / "Dockerfile").read_text(encoding="utf-8")
    assert not re.search(r"https?://|index-url|password|token|secret", text, re.I)


def test_what_the_image_copies_is_there_and_let_through() -> None:
    ignored = (DEPLOY / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    allowed = {line[1:] for line in ignored if line.startswith("!")}
    copied = {
        source
        for name, told in instructions()
        if name == "COPY" and not told.startswith("--from")
        for source in told.split()[:-1]
    }
    assert copied == allowed
    for source in copied:
        assert (ROOT / source).exists()
    assert "*" in ignored


def test_the_image_starts_the_server() -> None:
    told = dict(instructions())
    assert told["ENTRYPOINT"] == '["tei-pipeline"]'
    options([word.strip('" ') for word in told["CMD"].strip("[]").split(",")])
    assert "/health" in told["HEALTHCHECK"]


def test_the_unit_starts_the_server_and_keeps_it_in() -> None:
    found = settings()
    for section, needed in UNIT.items():
        assert needed <= {name for name, _ in found[section]}
    service = dict(found["Service"])
    program, *words = shlex.split(service["ExecStart"])
    assert program.endswith("/tei-pipeline")
    options(words)
    for name, value in (
        ("DynamicUser", "yes"),
        ("NoNewPrivileges", "yes"),
        ("ProtectSystem", "strict"),
        ("ProtectHome", "yes"),
        ("CapabilityBoundingSet", ""),
    ):
        assert service[name] == value


@pytest.mark.parametrize("pattern", ["*.env", "*key*", "*.pem"])
def test_no_file_of_secrets_lies_beside_them(pattern: str) -> None:
    assert not [path for path in DEPLOY.iterdir() if fnmatch(path.name, pattern)]
