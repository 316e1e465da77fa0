"""A grammar in simple form: what a schema becomes once it is read and found correct."""

from dataclasses import dataclass, field

from tei_pipeline.relaxng.patterns import NameClass, Patterns


@dataclass(frozen=True, slots=True)
class Words:
    """What a schema says to people about what it names; loaded only when something is reported.

    ``elements`` is the documentation by definition, ``attributes`` and ``values`` by the number of
    their pattern, where a pattern has one wherever it stands. ``own_attributes``, by definition and
    pattern, is that of the attributes which have another in another element; ``own_values``, by
    attribute and pattern, that of such values. ``groups`` are the named patterns that are a choice
    of elements (TEI's model classes), with their definitions, larger ones later. ``places`` has
    file and line by definition.
    """

    elements: dict[int, str] = field(default_factory=dict)
    attributes: dict[int, str] = field(default_factory=dict)
    values: dict[int, str] = field(default_factory=dict)
    groups: list[tuple[str, tuple[int, ...]]] = field(default_factory=list)
    places: dict[int, tuple[str, int]] = field(default_factory=dict)
    own_attributes: dict[tuple[int, int], str] = field(default_factory=dict)
    own_values: dict[tuple[int, int], str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Grammar:
    """A correct schema.

    ``definitions`` are the elements (name class, content pattern); ``start`` is a pattern.
    ``id_types`` says which attributes are of type ID, IDREF or IDREFS, by element name and
    attribute name (RELAX NG DTD Compatibility, section 5), names as ``uri}local`` or ``local``.
    ``files`` are the files that were read, with the digest of each.
    """

    patterns: Patterns
    definitions: list[tuple[NameClass, int]]
    start: int
    id_types: dict[tuple[str, str], str]
    files: tuple[tuple[str, str], ...]
    words: Words
