"""Rows of the crosswalk: dates, places and languages."""

from tei_pipeline.outputs.metadata import properties as p
from tei_pipeline.outputs.metadata.row import (
    CMIF_FILE,
    CMIF_RECEIVED,
    CMIF_SENT,
    MANUSCRIPT,
    PUBLICATION,
    RECEIVED,
    SENT,
    Row,
)


def _mods_date(event: str, element: str) -> str:
    return f"m:originInfo[@eventType='{event}']/m:{element}"


DATES = (
    Row(
        "Date",
        (f"{SENT}/date", "profileDesc/creation/date"),
        p.date,
        dc="dc:date",
        terms="date",
        bibtex="date",
        ris="DA",
        csl="issued",
        schema="dateCreated",
        note="When it was sent, else made. A span is `first/last`, with `..` for an end that is "
        "not known. Only days, months and years of the calendar count. 1 BC, TEI’s `-0001`, is the "
        "year `0000` of ISO 8601. What is uncertain has a `?` in BibTeX (EDTF) and `circa` in "
        "CSL; they and RIS leave out what only lies between two days (`@notBefore`, `@notAfter`).",
    ),
    Row(
        "Date sent",
        (f"{SENT}/date",),
        p.sent,
        mods=_mods_date("production", "dateCreated"),
        datacite="d:dates/d:date[@dateType='Created']",
        schema="dateSent",
        cmif=f"{CMIF_SENT}/t:date/(@when|@from|@to|@notBefore|@notAfter)",
    ),
    Row(
        "Date of creation",
        ("profileDesc/creation/date",),
        p.created,
        terms="created",
        mods=_mods_date("production", "dateCreated"),
        datacite="d:dates/d:date[@dateType='Created']",
    ),
    Row(
        "Date received",
        (f"{RECEIVED}/date",),
        p.received,
        mods=_mods_date("receipt", "dateOther"),
        datacite="d:dates/d:date[@dateType='Other']",
        schema="dateReceived",
        cmif=f"{CMIF_RECEIVED}/t:date/(@when|@from|@to|@notBefore|@notAfter)",
    ),
    Row(
        "Date of publication",
        (f"{PUBLICATION}/date",),
        p.issued,
        terms="issued",
        mods=_mods_date("publication", "dateIssued"),
        datacite="d:dates/d:date[@dateType='Issued']",
        schema="datePublished",
        note="DataCite’s `publicationYear` is its year: without one there is no DataCite record.",
    ),
    Row(
        "Date of the last change",
        ("revisionDesc//change/@when",),
        p.changed,
        terms="modified",
        mods="m:recordInfo/m:recordChangeDate",
        datacite="d:dates/d:date[@dateType='Updated']",
        schema="dateModified",
        cmif=f"{CMIF_FILE}/t:publicationStmt/t:date/@when",
        note="CMIF: without changes the date of publication; the file of all letters has else "
        "the day of the edition's newest change.",
    ),
    Row(
        "Place of sending",
        (f"{SENT}/(placeName|settlement|country)", "profileDesc/creation/placeName"),
        p.places_sent,
        dc="dc:coverage",
        terms="spatial",
        mods="m:originInfo[@eventType='production']/m:place/m:placeTerm",
        datacite="d:geoLocations/d:geoLocation/d:geoLocationPlace",
        schema="locationCreated.name",
        cmif=f"{CMIF_SENT}/t:placeName",
        note="Where it was sent from, or made. CMIF: the authority’s address in `@ref`.",
    ),
    Row(
        "Place of receipt",
        (f"{RECEIVED}/(placeName|settlement|country)",),
        p.places_received,
        mods="m:originInfo[@eventType='receipt']/m:place/m:placeTerm",
        cmif=f"{CMIF_RECEIVED}/t:placeName",
    ),
    Row(
        "Language",
        ("../text/@xml:lang", "profileDesc/langUsage/language/@ident"),
        p.languages,
        dc="dc:language",
        terms="language",
        mods="m:language[not(@objectPart)]/m:languageTerm",
        datacite="d:language",
        schema="inLanguage",
        bibtex="langid",
        ris="LA",
        csl="language",
        note="That of the text, as a tag of BCP 47: `eng` becomes `en`. Where no `@xml:lang` says "
        "which one it is, all that the header names but those with `@usage` 0: of several, "
        "DataCite, BibTeX, RIS and CSL, which have room for one, have none.",
    ),
    Row(
        "Language of the original",
        ("profileDesc/langUsage/language/@ident", f"{MANUSCRIPT}//textLang/@mainLang"),
        p.original_language,
        mods="m:relatedItem[@type='original']/m:language/m:languageTerm",
        schema="translationOfWork.inLanguage",
        note="That of the manuscript; or, where there is a translator, another one that the header "
        "names. schema.org has it only then.",
    ),
)
