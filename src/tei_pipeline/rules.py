"""Every rule in one table. A code is never reused; its page stands in ``docs/rules/CODE.md``.

Families: ``TPW`` well-formedness and loading, ``TPS`` schema, ``TPR`` references, ``TPE``
editorial, ``TPB`` build.
"""

from dataclasses import dataclass

from tei_pipeline.diagnostics import Severity

ERROR, WARNING = Severity.ERROR, Severity.WARNING


@dataclass(frozen=True, slots=True)
class Rule:
    """What is judged: ``slug`` is its name in words, ``since`` the version that brought it.

    ``unusable`` marks what could not be judged at all: the run's exit code is then 2.
    """

    code: str
    slug: str
    severity: Severity
    summary: str
    since: str = "0.1.0"
    unusable: bool = False


_TABLE = (
    # Loading.
    Rule(
        "TPW100", "file-unreadable", ERROR, "The file is missing or may not be read.", unusable=True
    ),
    Rule("TPW101", "not-well-formed", ERROR, "The file is not well-formed XML."),
    Rule("TPW102", "file-empty", ERROR, "The file holds nothing."),
    Rule("TPW103", "encoding-wrong", ERROR, "The bytes are not in the encoding declared."),
    Rule("TPW104", "entity-undefined", ERROR, "An entity is not defined in the document itself."),
    Rule("TPW105", "root-not-tei", ERROR, "The root element is not TEI."),
    Rule("TPW106", "namespace-unknown", ERROR, "The root is in a namespace that is not TEI's."),
    Rule("TPW107", "document-too-large", ERROR, "Depth, text or entities exceed safe bounds."),
    # XSD.
    Rule("TPS101", "element-unknown", ERROR, "The schema knows no element of this name."),
    Rule("TPS102", "element-not-allowed", ERROR, "An element stands where it may not."),
    Rule("TPS103", "element-missing", ERROR, "An element lacks content that it needs."),
    Rule("TPS104", "attribute-not-allowed", ERROR, "An element may not carry this attribute."),
    Rule("TPS105", "attribute-missing", ERROR, "An element lacks an attribute that it needs."),
    Rule(
        "TPS106",
        "value-not-allowed",
        ERROR,
        "An attribute or text has a value that is not allowed.",
    ),
    Rule("TPS107", "text-not-allowed", ERROR, "Text stands where only elements may."),
    # Schematron.
    Rule("TPS201", "assertion-failed", ERROR, "A rule of the project's own Schematron is broken."),
    Rule("TPS202", "assertion-broken", ERROR, "A Schematron rule could not be run."),
    Rule("TPS901", "schema-unusable", ERROR, "A schema is missing or malformed.", unusable=True),
    # Pointers.
    Rule("TPR101", "pointer-unresolved", ERROR, "A pointer leads to an id that does not exist."),
    Rule("TPR102", "id-repeated", ERROR, "Two elements carry the same xml:id."),
    Rule("TPR103", "id-ill-formed", ERROR, "An xml:id is not an XML name."),
    Rule("TPR104", "pointer-file-missing", ERROR, "A pointer leads to a file that does not exist."),
    Rule("TPR105", "pointer-outside", ERROR, "A pointer leads to a file outside the project."),
    Rule("TPR106", "entry-unused", WARNING, "No document points to this authority entry."),
    Rule("TPR107", "entry-repeated", WARNING, "Two authority entries share an identifier."),
    Rule("TPR108", "pointer-kind", ERROR, "A mention of one kind points to an entry of another."),
    Rule(
        "TPR109", "pointer-prefix-unknown", ERROR, "A pointer uses a prefix no prefixDef declares."
    ),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _TABLE}
