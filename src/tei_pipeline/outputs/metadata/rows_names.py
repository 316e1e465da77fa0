"""Rows of the crosswalk: titles, and who did what."""

from tei_pipeline.outputs.metadata import properties as p
from tei_pipeline.outputs.metadata.row import (
    CMIF_FILE,
    CMIF_RECEIVED,
    CMIF_SENT,
    PUBLICATION,
    RECEIVED,
    SENT,
    TITLES,
    Row,
)


def _mods_name(*codes: str) -> str:
    roles = " or ".join(f"m:role/m:roleTerm='{code}'" for code in codes)
    return f"m:name[{roles}]/m:displayForm"


def _contributor(kind: str) -> str:
    return f"d:contributors/d:contributor[@contributorType='{kind}']/d:contributorName"


NAMES = (
    Row(
        "Title",
        (f"{TITLES}/title[@type='main' or @level='a']", f"{TITLES}/title"),
        p.title,
        dc="dc:title",
        terms="title",
        mods="m:titleInfo[not(@type)]/m:title",
        datacite="d:titles/d:title[not(@titleType)]",
        schema="name",
        bibtex="title",
        ris="TI",
        csl="title",
        note="The main title; without one the document’s id. A series (`@level='s'`) is no title.",
    ),
    Row(
        "Other titles",
        (f"{TITLES}/title",),
        p.subtitles,
        terms="alternative",
        mods="m:titleInfo[@type='alternative']/m:title",
        datacite="d:titles/d:title[@titleType]",
        schema="alternativeHeadline",
    ),
    Row(
        "Creator",
        (f"{SENT}/(persName|orgName|name|rs)", f"{TITLES}/author"),
        p.creators,
        dc="dc:creator",
        terms="creator",
        mods="m:name[@usage='primary' or m:role/m:roleTerm='cre']/m:displayForm",
        datacite="d:creators/d:creator/d:creatorName",
        bibtex="author",
        ris="AU",
        csl="author",
        note="Who speaks in the document: senders, else authors. MODS marks the first as primary. "
        "DataCite has the surname first where its parts are known; where nobody speaks, it names "
        "the editors as creators.",
    ),
    Row(
        "Author",
        (f"{TITLES}/author",),
        p.authors,
        mods=_mods_name("aut"),
        schema="author.name",
    ),
    Row(
        "Sender",
        (f"{SENT}/(persName|orgName|name|rs)",),
        p.senders,
        mods=_mods_name("crp"),
        schema="sender.name",
        cmif=f"{CMIF_SENT}/(t:persName|t:orgName)",
        note="CMIF: the authority’s address in `@ref`; “Unknown”, as its documentation wants, "
        "where a letter has no sender.",
    ),
    Row(
        "Recipient",
        (f"{RECEIVED}/(persName|orgName|name|rs)",),
        p.recipients,
        mods=_mods_name("rcp"),
        datacite=_contributor("RelatedPerson"),
        schema="recipient.name",
        ris="A3",
        csl="recipient",
        cmif=f"{CMIF_RECEIVED}/(t:persName|t:orgName)",
    ),
    Row(
        "Editor",
        (f"{TITLES}/editor", f"{TITLES}/principal", f"{TITLES}/respStmt"),
        p.editors,
        dc="dc:contributor",
        terms="contributor",
        mods=_mods_name("edt"),
        datacite=_contributor("Editor"),
        schema="editor.name",
        cmif=f"{CMIF_FILE}/t:titleStmt/t:editor",
        note="CMIF wants one: without editors it is the publisher.",
    ),
    Row(
        "Translator",
        (f"{TITLES}/respStmt", f"{TITLES}/editor[@role]"),
        p.translators,
        dc="dc:contributor",
        terms="contributor",
        mods=_mods_name("trl"),
        datacite=_contributor("Translator"),
        schema="translator.name",
        bibtex="translator",
        ris="A4",
        csl="translator",
        note="A statement of responsibility that speaks of translating, or such a role.",
    ),
    Row(
        "Publisher",
        (f"{PUBLICATION}/publisher", f"{PUBLICATION}/authority"),
        p.publisher,
        dc="dc:publisher",
        terms="publisher",
        mods="m:originInfo[@eventType='publication']/m:publisher",
        datacite="d:publisher",
        schema="publisher.name",
        bibtex="publisher",
        ris="PB",
        csl="publisher",
        cmif=f"{CMIF_FILE}/t:publicationStmt/t:publisher",
        note="The setting `[edition] publisher` goes before the header.",
    ),
    Row(
        "Distributor",
        (f"{PUBLICATION}/distributor",),
        p.distributors,
        dc="dc:contributor",
        terms="contributor",
        mods=_mods_name("dst"),
        datacite=_contributor("Distributor"),
    ),
    Row(
        "Funder",
        (f"{TITLES}/funder", f"{TITLES}/sponsor"),
        p.funders,
        mods=_mods_name("fnd"),
        datacite="d:fundingReferences/d:fundingReference/d:funderName",
        schema="funder.name",
    ),
    Row(
        "Place of publication",
        (f"{PUBLICATION}/pubPlace",),
        p.published_in,
        mods="m:originInfo[@eventType='publication']/m:place/m:placeTerm",
    ),
)
