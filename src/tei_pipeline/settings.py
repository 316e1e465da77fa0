"""What ``tei-pipeline.toml`` may say, as named tuples: a class a section, a field a key.

Keys are written with ``-`` for ``_``. The text below a field says what the key is for: the
reference of all settings (``docs/settings.md``) is made from it. ``config`` reads and checks the
file.
"""

import re
from typing import NamedTuple

TARGETS = ("site", "pdf", "metadata")
LANGUAGES = ("en", "de", "fr")
RESERVED_SETS = ("type", "correspondent")
"""What sets are called that every edition has."""
SET_WORD = re.compile(r"[A-Za-z0-9\-_.!~*'()]+")
"""A part of the spec of a set (OAI-PMH 2.0, ``setSpecType``), or the prefix of a format."""
SET_SPEC = re.compile(rf"{SET_WORD.pattern}(?::{SET_WORD.pattern})*")
SECTIONS = ("documents", "registers", "chronology", "map", "network", "search", "about")


class EditionSettings(NamedTuple):
    """What the edition calls itself."""

    title: str = "Untitled edition"
    """The title, on every page and in citations."""
    language: str = "en"
    """The language of the site's own words: `en`, `de` or `fr`; documents may be in any."""
    publisher: str = ""
    """Who publishes the edition."""
    base_url: str = ""
    """Where the site will stand (`https://…`), for absolute addresses in citations."""
    contact: str = ""
    """Whom readers may write to: a mail or web address, named in the accessibility statement."""


class SourceSettings(NamedTuple):
    """Which TEI files belong to the edition."""

    documents: tuple[str, ...] = ("tei/*.xml",)
    """Globs of the documents, from the project's folder."""
    authority: tuple[str, ...] = ("tei/authority/*.xml",)
    """Globs of the authority files: persons, places and so on."""


class FilesSettings(NamedTuple):
    """What some of the documents are judged by; there may be several such tables."""

    files: tuple[str, ...]
    """Globs of the documents that the table is about, from the project's folder."""
    schemas: tuple[str, ...]
    """The schemas that judge them; an empty list means that none does."""
    phase: str = ""
    """The phase of their Schematron schemas."""


class ValidationSettings(NamedTuple):
    """What documents are judged by."""

    schemas: tuple[str, ...] | None = None
    """Files of the project or addresses, for every document that no `[[validation.for]]` is about;
    without the key, documents choose for themselves."""
    phase: str = ""
    """The phase of the Schematron schemas."""
    time_limit: int = 60
    """The seconds that Schematron's rules may take on a document."""
    catalogs: tuple[str, ...] = ()
    """XML catalogs that say where schemas lie."""
    for_: tuple[FilesSettings, ...] = ()
    """Tables for some of the documents; see `[[validation.for]]`."""


class BuildSettings(NamedTuple):
    """What is published, and where."""

    output: str = "build"
    """The folder that is written to."""
    targets: tuple[str, ...] = TARGETS
    """What is made: `site`, `pdf`, `metadata` (for libraries that harvest)."""


class SiteSettings(NamedTuple):
    """What the pages hold."""

    image_hosts: tuple[str, ...] = ()
    """Hosts that pages may ask for images, as `https://iiif.example.org`."""
    split_level: int = 1
    """The divisions that long documents are split at: 1 the outermost; 0 keeps them whole."""
    split_words: int = 20_000
    """Documents of more words than this are split."""
    sections: tuple[str, ...] = SECTIONS
    """The sections that pages lead to, in this order."""
    view: str = "reading"
    """How a text with two views is first shown: `reading` (corrected, regularised) or `source`."""
    pages: tuple[str, ...] = ()
    """Globs of own pages in Markdown, as `pages/*.md`."""
    introduction: str = ""
    """A Markdown file that the start page opens with."""
    stylesheet: str = ""
    """A CSS file that is linked last on every page."""
    redirects: str = ""
    """A file of addresses that have moved: `"old.html" = "new.html"`, one a line."""
    document_stylesheet: str = ""
    """An XSLT file that imports `tei-pipeline:html/main.xsl`, for the pages of documents."""
    site_stylesheet: str = ""
    """An XSLT file that imports `tei-pipeline:html/site.xsl`, for start page, lists, registers."""


class PdfSettings(NamedTuple):
    """How books are made."""

    stylesheet: str = ""
    """An XSLT file that imports `tei-pipeline:print/main.xsl`."""


class SetSettings(NamedTuple):
    """A set of documents that can be harvested by itself; there may be several such tables."""

    spec: str
    """Its name in requests: letters, digits, `-_.!~*'()`; `:` between a set and its part."""
    name: str
    """What people read."""
    files: tuple[str, ...]
    """Globs of its documents, from the project's folder."""
    description: str = ""
    """What is in it, in a sentence or two."""


class HarvestSettings(NamedTuple):
    """What libraries are told that take the edition over (OAI-PMH, DTS)."""

    catalogue: str = ""
    """The file that remembers what was published when, and what was withdrawn, to be kept between
    builds. Without it `catalogue.sqlite` in the output folder."""
    namespace: str = ""
    """The domain name in the identifiers of records (`oai:NAME:id`); not to be changed once they
    were harvested. Without it the host of `base-url`."""
    admin_email: str = ""
    """Whom harvesters write to. Without it the mail address in `contact`."""
    sets: tuple[SetSettings, ...] = ()
    """Sets of the edition's own, beside those by type and by correspondent; see
    `[[harvest.sets]]`."""


class DesignSettings(NamedTuple):
    """How pages look."""

    text_size: int = 20
    """The size of the text in pixels, from 16 to 28; readers' own enlargement comes on top."""
    text_width: int = 66
    """The width of the column in characters, from 40 to 90."""
    font: str = ""
    """A font that readers may have, to be taken before the one that is shipped."""
    paragraph_numbers: bool = True
    """Whether paragraphs show their numbers."""


class ColourSettings(NamedTuple):
    """Colours, as `#8c2f1b`; what is not set stays as it is. The dark theme has its own section."""

    paper: str = ""
    """The background of a page."""
    ink: str = ""
    """The text; at least 7 : 1 against paper and tint."""
    quiet: str = ""
    """What is said beside the text; at least 4.5 : 1, as all that follow but line and tint."""
    line: str = ""
    """Hairlines."""
    tint: str = ""
    """The background of what is marked."""
    accent: str = ""
    """Links and the focus."""
    person: str = ""
    """Mentions of persons that are switched on."""
    place: str = ""
    """Those of places."""
    organisation: str = ""
    """Those of organisations."""
    event: str = ""
    """Those of events."""
    date: str = ""
    """Those of dates."""
    work: str = ""
    """Those of works."""


class Settings(NamedTuple):
    """The whole of ``tei-pipeline.toml``."""

    edition: EditionSettings = EditionSettings()
    sources: SourceSettings = SourceSettings()
    validation: ValidationSettings = ValidationSettings()
    build: BuildSettings = BuildSettings()
    site: SiteSettings = SiteSettings()
    pdf: PdfSettings = PdfSettings()
    harvest: HarvestSettings = HarvestSettings()
    design: DesignSettings = DesignSettings()
    colours: ColourSettings = ColourSettings()
    colours_dark: ColourSettings = ColourSettings()
