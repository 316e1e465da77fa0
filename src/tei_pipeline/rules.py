"""Every rule in one table. A code is never reused; its page stands in ``docs/rules/CODE.md``.

Families: ``TPW`` well-formedness and loading, ``TPS`` schema, ``TPR`` references, ``TPE``
editorial, ``TPB`` build.
"""

from typing import NamedTuple

from tei_pipeline.diagnostics import Severity

# Names of editorial rules end so where something is not there yet.
_LACKS = ("-missing", "-incomplete", "-unattributed", "-unsourced", "-unlinked", "-empty")
ERROR, WARNING = Severity.ERROR, Severity.WARNING


class Rule(NamedTuple):
    """What is judged: ``slug`` is its name in words, ``since`` the version that brought it.

    ``unusable`` marks what could not be judged at all: the run's exit code is then 2.
    """

    code: str
    slug: str
    severity: Severity
    summary: str
    since: str = "0.1.0"
    unusable: bool = False

    @property
    def lack(self) -> bool:
        """Return whether a document that is still being written may yet get what lacks."""
        return self.code.startswith("TPE") and self.slug.endswith(_LACKS)


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
    Rule("TPW108", "include-broken", ERROR, "What xi:include names cannot be read."),
    # XSD.
    Rule("TPS101", "root-unknown", ERROR, "The schema declares no root element of this name."),
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
    Rule("TPS108", "identity-broken", ERROR, "A key or an id is repeated, or leads to nothing."),
    Rule("TPS109", "schema-rule-broken", ERROR, "A rule of an XSD 1.1 schema is broken."),
    # Schematron.
    Rule("TPS201", "assertion-failed", ERROR, "A rule of the project's own Schematron is broken."),
    Rule("TPS202", "assertion-broken", ERROR, "A Schematron rule could not be run."),
    Rule("TPS203", "assertion-unending", ERROR, "A Schematron rule did not end in time."),
    Rule("TPS901", "schema-unusable", ERROR, "A schema is missing or malformed.", unusable=True),
    Rule(
        "TPS902",
        "schema-unreachable",
        ERROR,
        "A schema is named that is not at hand.",
        unusable=True,
    ),
    Rule("TPS903", "schema-not-read", WARNING, "A schema is named of a kind that is not read."),
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
    # Editorial.
    Rule("TPE101", "date-text-differs", ERROR, "The text names another date than its attribute."),
    Rule(
        "TPE102",
        "date-impossible",
        ERROR,
        "A date attribute holds a date that the calendar does not have.",
    ),
    Rule("TPE103", "date-order", ERROR, "A span of time ends before it begins."),
    Rule("TPE104", "date-unnormalised", ERROR, "A date of the text has no normalised value."),
    Rule(
        "TPE105",
        "year-inferred-unmarked",
        ERROR,
        "A year that the text does not give is not marked as inferred.",
    ),
    Rule("TPE106", "life-reversed", ERROR, "A person dies before being born."),
    Rule("TPE111", "title-missing", ERROR, "The header has no title."),
    Rule("TPE112", "author-missing", ERROR, "The header names neither an author nor a sender."),
    Rule(
        "TPE113",
        "publication-incomplete",
        ERROR,
        "The header lacks a publisher or the terms of use.",
    ),
    Rule("TPE114", "source-missing", ERROR, "The header does not say where the text comes from."),
    Rule("TPE115", "language-missing", ERROR, "The document does not say what language it is in."),
    Rule(
        "TPE116",
        "correspondence-incomplete",
        ERROR,
        "The correspDesc lacks a sender or the date of sending.",
    ),
    Rule("TPE117", "revision-missing", ERROR, "The header records no dated change."),
    Rule(
        "TPE118",
        "sent-date-differs",
        ERROR,
        "Header and dateline disagree about the date of sending.",
    ),
    Rule("TPE119", "abstract-missing", WARNING, "The document has no summary."),
    Rule(
        "TPE120",
        "language-undeclared",
        ERROR,
        "A language is used that the header does not declare.",
    ),
    Rule(
        "TPE121",
        "citable-id-missing",
        ERROR,
        "A division, paragraph or stanza cannot be cited: it has no xml:id.",
    ),
    Rule("TPE122", "mention-id-missing", ERROR, "A mention has no xml:id."),
    Rule("TPE123", "entry-id-missing", ERROR, "An authority entry has no xml:id."),
    Rule("TPE124", "entry-name-missing", ERROR, "An authority entry has no name."),
    Rule("TPE125", "identifier-ill-formed", ERROR, "An identifier has no type or a wrong form."),
    Rule("TPE131", "element-empty", ERROR, "An element that is to hold text holds nothing."),
    Rule("TPE141", "character-stray", ERROR, "The text holds a character that cannot be seen."),
    Rule("TPE142", "space-no-break", WARNING, "The text holds a no-break space."),
    Rule("TPE143", "markdown-left", ERROR, "Marks of Markdown stand where elements should."),
    Rule("TPE144", "encoding-mixed", ERROR, "A character was read in the wrong encoding."),
    Rule("TPE145", "space-at-edge", ERROR, "White space stands inside a tag, at its edge."),
    Rule("TPE151", "signature-missing", WARNING, "A letter or telegram has no signature."),
    Rule("TPE152", "signer-unknown", ERROR, "Somebody signs who is no sender in the header."),
    Rule(
        "TPE161", "division-type-missing", ERROR, "A division does not say what kind of part it is."
    ),
    Rule("TPE162", "heading-missing", ERROR, "The text has no heading."),
    Rule("TPE163", "paragraph-number", ERROR, "The numbers of paragraphs do not run without gap."),
    Rule("TPE164", "division-number", ERROR, "The numbers of divisions do not run without gap."),
    Rule("TPE171", "mention-unlinked", ERROR, "A mention leads to no entry."),
    Rule(
        "TPE172",
        "reference-type-missing",
        ERROR,
        "A phrase is tagged with rs, but not by a known kind.",
    ),
    Rule("TPE181", "addition-unattributed", ERROR, "Supplied text does not say who supplied it."),
    Rule("TPE182", "note-unattributed", ERROR, "An editorial note does not say who wrote it."),
    Rule("TPE183", "note-unsourced", WARNING, "An editorial note names no source."),
    # Build.
    Rule("TPB201", "element-unrendered", WARNING, "An element has no rendering of its own."),
    Rule("TPB202", "document-left-out", ERROR, "A document could not be rendered."),
    Rule("TPB203", "document-unnamable", ERROR, "A document's id cannot name its page."),
    Rule("TPB204", "stylesheet-message", WARNING, "A stylesheet said something of a document."),
    Rule(
        "TPB205",
        "citation-unusable",
        WARNING,
        "A declaration of references finds no units, or two.",
    ),
    Rule("TPB301", "glyph-missing", WARNING, "The book's fonts have no form for a character."),
    Rule("TPB303", "image-missing", WARNING, "A picture cannot be shown."),
    Rule("TPB304", "address-lost", WARNING, "An address of the build before leads nowhere."),
    Rule("TPB302", "typesetting-warning", WARNING, "Typst was not content with a book."),
)

RULES: dict[str, Rule] = {rule.code: rule for rule in _TABLE}
