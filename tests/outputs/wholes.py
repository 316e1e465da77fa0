"""Editions as ``html/site.xsl`` is given them, made by hand in any size, and the pages it makes."""

from collections.abc import Container
from dataclasses import dataclass
from functools import cache
from typing import Any
from xml.sax.saxutils import escape, quoteattr

from lxml import html

from tei_pipeline.outputs.made import read_made
from tei_pipeline.resources import resource
from tei_pipeline.saxon import Parameter, Saxon

NAMES = (
    ("Ada", "Lovelace"), ("Charles", "Babbage"), ("Mary", "Somerville"), ("Émilie", "Ångström"),
    ("Michael", "Faraday"), ("Luigi", "Menabrea"), ("Sophie", "Zimmer"), ("Łucja", "Öhman"),
)  # fmt: skip
PLACES = ("London", "Turin", "Łódź", "Marseille", "St. Petersburg")
LANGUAGES = ("en", "de", "fr")
SUBJECTS = ("Engines", "Mathematics", "Travel")
FEATURES = "map network search chronology"
REGISTERS = "person place organisation date work"


@dataclass(frozen=True, slots=True)
class Shape:
    """What stands at the root of an edition, and what is in it."""

    content: str = ""
    language: str = "en"
    title: str = "Letters of the Engine"
    words: str = "0"
    features: str = FEATURES
    registers: str = REGISTERS

    def xml(self) -> str:
        """Return the edition as text."""
        root = {
            "title": self.title, "language": self.language, "publisher": "The Press",
            "base-url": "https://letters.example/", "date": "2026-01-31", "version": "1.0",
            "targets": "site pdf", "words": self.words,
            "registers": self.registers, "features": self.features,
        }  # fmt: skip
        written = " ".join(f"{name}={quoteattr(value)}" for name, value in root.items())
        return f'<edition xmlns="urn:tei-pipeline:record" {written}>{self.content}</edition>'


@dataclass(frozen=True, slots=True)
class Person:
    """Someone who writes letters, by number; there are as many as anyone asks for."""

    number: int

    @property
    def id(self) -> str:
        """Return the id of the entity."""
        return f"p{self.number}"

    @property
    def inverted(self) -> str:
        """Return the name as a register has it."""
        first, last = NAMES[self.number % len(NAMES)]
        return f"{last}{_roman(self.number // len(NAMES))}, {first}"

    @property
    def name(self) -> str:
        """Return the name as it is said."""
        first, last = NAMES[self.number % len(NAMES)]
        return f"{first} {last}{_roman(self.number // len(NAMES))}"

    def agent(self, role: str) -> str:
        """Return the person as a header names it."""
        return (
            f'<agent role="{role}" kind="person" inverted={quoteattr(self.inverted)}'
            f' entry="persons.xml#{self.id}" to="registers/persons/{self.id}.html">'
            f"{escape(self.name)}</agent>"
        )


def _roman(number: int) -> str:
    return f" {number + 1}" if number else ""


def day(number: int, first_year: int = 1833) -> str:
    """Return a date: letters follow each other every three days or so."""
    at = number * 3
    return f"{first_year + at // 336:04}-{at // 28 % 12 + 1:02}-{at % 28 + 1:02}"


def record(number: int, *, persons: int = 40) -> str:
    """Return the record of a letter as lists have it."""
    sender = Person(number * 7 % persons)
    recipient = Person((number * 7 + 1 + number % 3) % persons)
    place = number % len(PLACES)
    language = LANGUAGES[0 if number % 5 else number % 3]
    return (
        f'<record id="L{number:05}" file="tei/L{number:05}.xml" kind="document" lang="{language}"'
        f' header-lang="en" digest="sha256:00"'
        f' address="L{number:05}.html"><title>Letter {number} on the engine</title>'
        f'<language role="text" code="{language}"/>'
        f'<agent role="editor" resp="Edited by">Grace Hopper</agent>'
        f"{sender.agent('sender')}{recipient.agent('recipient')}"
        f'<place role="sent" entry="places.xml#pl{place}" to="registers/places/pl{place}.html">'
        f"{PLACES[place]}</place>"
        f'<date role="sent" when="{day(number)}" sort="{day(number)}">{day(number)}</date>'
        f'<licence target="https://licence.example/by">CC BY</licence>'
        f"<term>{SUBJECTS[number % 3]}</term><status>published</status></record>"
    )


def documents(count: int, language: str = "en") -> Shape:
    """Return an edition of letters for the start page, the lists, and so on."""
    holds = "".join(
        f'<register kind="{kind}" entities="{count}" mentions="{3 * count}" documents="{count}"/>'
        for kind in REGISTERS.split()
    )
    told = "".join(record(number) for number in range(count))
    return Shape(holds + told, language=language, words=str(sum(range(200, 200 + count))))


def outlines(count: int, asked: Container[int] | None = None) -> Shape:
    """Return an edition of letters for the fragments; all sequences are asked for, or some."""
    marks = (' asked="asked"' if asked is None or n in asked else "" for n in range(count))
    told = "".join(
        f'<record id="L{number:05}" header-lang="en" address="L{number:05}.html"{mark}>'
        f"<title>Letter {number} on the engine</title>"
        f'<date role="sent" when="{day(number)}" sort="{day(number)}">{day(number)}</date></record>'
        for number, mark in enumerate(marks)
    )
    return Shape(told)


def entry(person: Person, more: str = "") -> str:
    """Return the entry of a person."""
    return (
        f'<entry key="persons.xml#{person.id}" id="{person.id}" kind="person" lang="en"'
        f" sort={quoteattr(person.inverted)} order={quoteattr(person.inverted.lower())}>"
        f"<name>{escape(person.name)}</name><variant>{person.name[0]}.</variant>"
        f'<born when="1815-12-10">10 December 1815</born><died when="1852">1852</died>'
        f"<role>Mathematician</role>"
        f'<idno type="gnd" uri="https://d-nb.info/gnd/{person.number}">{person.number}</idno>'
        f"<note>Wrote notes on the engine.</note>{more}</entry>"
    )


def persons(count: int, language: str = "en") -> Shape:
    """Return the register of persons."""
    return Shape(
        "".join(
            f'<entity kind="person" id="p{n}" address="registers/persons/p{n}.html"'
            f' mentions="{n * 13 % 97}" documents="{n * 13 % 97 // 2}" first="1833" last="1850">'
            f"{entry(Person(n))}</entity>"
            for n in range(count)
        ),
        language=language,
    )


def mention(number: int, attributes: str = 'n="2"', basis: str = "") -> str:
    """Return a mention in its sentence."""
    return (
        f'<mention kind="person" entry="persons.xml#p1" id="m{number}" unit="u1"'
        f' unit-type="paragraph" {attributes}><before>I have seen </before>'
        f"<text>Mr. Babbage</text><after> and his engine.</after>{basis}</mention>"
    )


def use(number: int, content: str) -> str:
    """Return a document that has to do with an entity."""
    return (
        f'<document id="L{number:05}" title="Letter {number} on the engine" lang="de"'
        f' header-lang="en" address="L{number:05}.html"><dated role="sent" when="{day(number)}">'
        f"{day(number)}</dated>{content}</document>"
    )


def entities(*content: str, **attributes: str) -> Shape:
    """Return a batch of one person with documents, each given by its content."""
    more = "".join(f' {name}="{value}"' for name, value in attributes.items())
    uses = "".join(use(number, inner) for number, inner in enumerate(content))
    return Shape(
        f'<entity kind="person" id="p1" address="registers/persons/p1.html"'
        f' mentions="{sum(inner.count("<mention") for inner in content)}"'
        f' documents="{len(content)}"{more}>{entry(Person(1))}{uses}</entity>'
    )


def years(first: int, count: int) -> Shape:
    """Return the register of dates."""
    return Shape(
        "".join(
            f'<entity kind="date" id="{year:04}" address="registers/dates/{year:04}.html"'
            f' mentions="{year * 7 % 50 + 1}" documents="{year % 9 + 1}"/>'
            for year in range(first, first + count)
        )
    )


@cache
def stylesheets() -> Saxon:
    """Return a Saxon that has compiled the stylesheet."""
    saxon = Saxon()
    saxon.compile_file(resource("xslt", "html/site.xsl"))
    return saxon


def made(shape: Shape, page: str, root: str = "", **parameters: str) -> dict[str, str]:
    """Return what the stylesheet makes: pages by their paths."""
    saxon = stylesheets()
    given: dict[str, Parameter] = {"page": page, "root": root, **parameters}
    text = (
        saxon.compile_file(resource("xslt", "html/site.xsl"))
        .transform(saxon.parse(shape.xml()), given)
        .text
    )
    return {page.path: page.content for page in read_made(text).pages}


def tree(pages: dict[str, str], path: str) -> html.HtmlElement:
    """Return the tree of a page."""
    return html.document_fromstring(pages[path])


def words(elements: Any) -> list[str]:
    """Return the words of elements, with single spaces."""
    return [" ".join(element.text_content().split()) for element in elements]
