"""What registers say of a mention: the sentence as it is read, and the name of its place."""

from dataclasses import replace
from pathlib import Path

import pytest

from tei_pipeline.settings import EditionSettings, Settings
from tests.outputs.editions import publish, write
from tests.outputs.rendering import made as rendered
from tests.outputs.rendering import said
from tests.outputs.wholes import entities, made, mention, tree, words

NAMED = '<persName ref="authority/persons.xml#babbage">{}</persName>'


def sentences(folder: Path, body: str) -> list[str]:
    """Return the sentences around the mentions of a person."""
    page = publish(write(folder, body)).page("registers/persons/babbage.html")
    return [said(context) for context in page.find_class("context")]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (f"I <del>hardly</del> saw {NAMED.format('him')} here.", "I saw him here."),
        (
            f"I <subst>\n<del>met</del>\n<add>saw</add>\n</subst> {NAMED.format('him')}.",
            "I saw him.",
        ),
        (f"I <restore><del>often</del></restore> saw {NAMED.format('him')}.", "I often saw him."),
        (f"I saw {NAMED.format('<del>Mr.</del> Babbage')} here.", "I saw Babbage here."),
        (f"I saw <del>{NAMED.format('him')} and</del> her.", "I saw him her."),
        (f"I saw <fw>12 Letters</fw> {NAMED.format('him')} here.", "I saw him here."),
    ],
)
def test_a_sentence_has_the_words_that_are_read(tmp_path: Path, text: str, sentence: str) -> None:
    assert sentences(tmp_path, f"<p>{text}</p>") == [sentence]


@pytest.mark.parametrize(
    ("language", "names"),
    [("de", ["Kapitel", "Verse", "Brief", "Akt"]), ("fr", ["Chapitre", "Vers", "Lettre", "Acte"])],
)
def test_the_place_of_a_mention_is_named_in_the_language_of_the_page(
    language: str, names: list[str]
) -> None:
    told = "".join(
        mention(number, f'{attribute}="{kind}"')
        for number, (attribute, kind) in enumerate(
            [("above", "chapter"), ("above", "lg"), ("above", "letter"), ("above", "Act")]
        )
    )
    pages = made(replace(entities(told), language=language), "entities")
    page = tree(pages, "registers/persons/p1.html")
    assert words(page.find_class("where")) == names


@pytest.mark.parametrize(
    ("language", "names"),
    [
        ("de", ["Band 1", "Vorwort", "Kapitel 2", "Akt 3", "Gesang", "Spalte 4", "Ballad"]),
        ("fr", ["Volume 1", "Préface", "Chapitre 2", "Acte 3", "Chant", "Colonne 4", "Ballad"]),
    ],
)
def test_a_division_without_a_heading_is_named_in_the_language_of_the_page(
    tmp_path: Path, language: str, names: list[str]
) -> None:
    kinds = (
        'type="volume" n="1"', 'type="preface"', 'type="chapter" n="2"', 'type="Act" n="3"',
        'type="canto"', 'type="textpart" subtype="column" n="4"', 'type="ballad"',
    )  # fmt: skip
    body = "".join(f"<div {kind}><p>x</p></div>" for kind in kinds)
    settings = Settings(edition=EditionSettings(language=language))
    text = rendered(tmp_path, body, settings).text
    assert [region.get("aria-label") for region in text.iter("section")] == names
