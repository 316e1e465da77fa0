"""The table of validators, in the order in which they judge, and the schemas they judge by."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from tei_pipeline.errors import SchemaError
from tei_pipeline.saxon import Saxon
from tei_pipeline.validators.pointers import PointerValidator
from tei_pipeline.validators.protocol import Validator
from tei_pipeline.validators.schematron import SchematronValidator
from tei_pipeline.validators.wellformed import WellformedValidator
from tei_pipeline.validators.xsd import XsdValidator


@dataclass(frozen=True, slots=True)
class Schemas:
    """The schemas of a run; ``phase`` is the Schematron phase, all patterns where it is None.

    With ``any_vocabulary`` a root that is not TEI is judged like any other.
    """

    xsd: tuple[Path, ...] = ()
    schematron: tuple[Path, ...] = ()
    phase: str | None = None
    any_vocabulary: bool = False


def schemas_named(paths: Sequence[Path]) -> Schemas:
    """Sort schemas named by hand by their kind; raises ``SchemaError`` for one we do not read."""
    for path in paths:
        if path.suffix not in {".xsd", ".sch"}:
            raise SchemaError(
                f"schemas of the kind {path.suffix or '(no ending)'} are not read",
                path=path,
                mend="name an XSD (.xsd) or a Schematron schema (.sch)",
            )
        if not path.is_file():
            raise SchemaError("there is no such schema", path=path, mend="check its name")
    resolved = [path.resolve() for path in paths]
    return Schemas(
        xsd=tuple(path for path in resolved if path.suffix == ".xsd"),
        schematron=tuple(path for path in resolved if path.suffix == ".sch"),
        any_vocabulary=True,
    )


def make_validators(schemas: Schemas, saxon: Callable[[], Saxon]) -> list[Validator]:
    """Return the validators of a run; ``saxon`` is called only if one of them needs it."""
    found: list[Validator] = [WellformedValidator(any_vocabulary=schemas.any_vocabulary)]
    found += [XsdValidator(path) for path in schemas.xsd]
    if schemas.schematron:
        processor = saxon()
        found += [SchematronValidator(processor, p, schemas.phase) for p in schemas.schematron]
    found.append(PointerValidator())
    return found
