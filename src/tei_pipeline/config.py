"""Reads ``tei-pipeline.toml`` to the named tuples of ``settings``.

An unknown key or a value of the wrong type is a ``ConfigError`` that names the line and the key
that was probably meant.
"""

import re
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple, get_args, get_type_hints

from tei_pipeline.errors import ConfigError
from tei_pipeline.settings import (
    LANGUAGES,
    RESERVED_SETS,
    SECTIONS,
    SET_SPEC,
    TARGETS,
    BuildSettings,
    ColourSettings,
    DesignSettings,
    EditionSettings,
    FilesSettings,
    HarvestSettings,
    PdfSettings,
    SetSettings,
    Settings,
    SiteSettings,
    SourceSettings,
    ValidationSettings,
)

__all__ = [
    "LANGUAGES",
    "SECTIONS",
    "TARGETS",
    "BuildSettings",
    "ColourSettings",
    "DesignSettings",
    "EditionSettings",
    "FilesSettings",
    "HarvestSettings",
    "PdfSettings",
    "SetSettings",
    "Settings",
    "SiteSettings",
    "SourceSettings",
    "ValidationSettings",
    "read_settings",
]

_LIST = 'write {} = ["…"] in it'
_SCHEMAS = 'name both kinds in one list: schemas = ["schema/mine.xsd", "schema/mine.sch"]'
_MAY_BE_0 = {"site.split-level"}
_WANTED = {
    str: "a text in quotes",
    int: "a whole number above 0",
    bool: "true or false, without quotes",
}
_DOMAIN = re.compile(r"[A-Za-z][A-Za-z0-9-]*(\.[A-Za-z][A-Za-z0-9-]*)+")
"""A domain name as identifiers of OAI may hold it (Guidelines for oai-identifier, 2.1)."""
_MAIL = re.compile(r"[^@\s<>&]+@[^@\s<>&]+\.[^@\s<>&.]+")
_WITHIN = {"design.text-size": (16, 28), "design.text-width": (40, 90)}
_RENAMED = {"xsd": _SCHEMAS, "schematron": _SCHEMAS}


def read_settings(path: Path) -> Settings:
    """Read ``tei-pipeline.toml``; raises ``ConfigError``."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", path=path) from error
    # Imported where there are settings: it takes 3 ms, and many files lie in no project.
    import tomllib

    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        line = int(found[1]) if found else len(text.splitlines())
        raise ConfigError(f"is not TOML: {error}", path=path, line=line) from error
    return _Reader(path, text).settings(table)


class _Reader(NamedTuple):
    """Makes settings of tables; ``start`` is the number of lines before the table being read."""

    path: Path
    text: str
    start: int = 0

    def settings(self, table: dict[str, Any]) -> Settings:
        sections = get_type_hints(Settings)
        self._refuse_unknown(table, [_key(name) for name in sections], "section")
        made: dict[str, Any] = {}
        for field, kind in sections.items():
            name = _key(field)
            content = table.get(name, {})
            if not isinstance(content, dict):
                raise self._error(f"[{name}] is to be a table of keys", name)
            made[field] = self._at(rf"\[\s*{name}\s*\]", 0)._table(name, kind, content)
        return self._checked(Settings(**made))

    def _table(self, name: str, kind: Any, table: dict[str, Any]) -> Any:
        types = {_key(field): hint for field, hint in get_type_hints(kind).items()}
        self._refuse_unknown(table, types, f"key in [{name}]")
        for field in kind._fields:
            if field not in kind._field_defaults and field not in table:
                raise self._error(f"[[{name}]] lacks {field}", name, _LIST.format(field))
        made = {
            key: self._value(f"{name}.{key}", value, types[key]) for key, value in table.items()
        }
        return kind(**{f: made[_key(f)] for f in kind._fields if _key(f) in made})

    def _value(self, key: str, value: Any, kind: Any) -> Any:
        if kind in (str, bool) and type(value) is kind:
            return value
        inner = get_args(kind)[0] if get_args(kind) else None
        if hasattr(inner, "_fields"):
            return tuple(self._tables(key, value, inner))
        if inner and isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        if kind is int and type(value) is int and (value > 0 or (value == 0 and key in _MAY_BE_0)):
            return value
        wanted = _WANTED.get(kind, 'a list of texts, as ["one", "two"]')
        raise self._error(f"{key} is to be {wanted}", key.rpartition(".")[2])

    def _tables(self, name: str, value: Any, kind: Any) -> Iterator[Any]:
        if not isinstance(value, list) or not all(isinstance(table, dict) for table in value):
            message = f"{name} is to be written as tables, each under [[{name}]]"
            raise self._error(message, name.rpartition(".")[2])
        header = rf"\[\[\s*{re.escape(name)}\s*\]\]"
        for number, table in enumerate(value):
            yield self._at(header, number)._table(name, kind, table)

    def _at(self, header: str, number: int) -> "_Reader":
        """Return a reader that looks for keys from the header of a table on."""
        found = [
            line
            for line, text in enumerate(self.text.splitlines())
            if re.match(rf"\s*{header}", text)
        ]
        return self._replace(start=found[number]) if number < len(found) else self

    def _refuse_unknown(self, table: dict[str, Any], known: Iterable[str], what: str) -> None:
        for key in table:
            if key not in known:
                mend = _section_of(key) if what == "section" else _RENAMED.get(key)
                raise self._error(f"unknown {what}: {key}", key, mend or _near(key, known))

    def _checked(self, settings: Settings) -> Settings:
        for target in settings.build.targets:
            if target not in TARGETS:
                mend = f"known: {', '.join(TARGETS)}"
                raise self._error(f"unknown target: {target}", "targets", mend)
        if not settings.build.targets:
            raise self._error("targets is empty", "targets", f"known: {', '.join(TARGETS)}")
        if not settings.build.output.strip():
            raise self._error("output is empty", "output", "name a folder of its own, as build")
        if settings.edition.language not in LANGUAGES:
            message = f"the site's own words are not there in {settings.edition.language!r}"
            raise self._error(message, "language", f"known: {', '.join(LANGUAGES)}")
        if settings.edition.base_url and not re.match(r"https?://", settings.edition.base_url):
            raise self._error("base-url is to begin with https:// or http://", "base-url")
        self._check_pages(settings)
        self._check_harvest(settings)
        return settings

    def _check_harvest(self, settings: Settings) -> None:
        harvest = settings.harvest
        if harvest.namespace and not _DOMAIN.fullmatch(harvest.namespace):
            message = f"namespace is to be a domain name, not {harvest.namespace!r}"
            raise self._error(message, "namespace", 'write it as "letters.example.org"')
        if harvest.admin_email and not _MAIL.fullmatch(harvest.admin_email):
            message = f"admin-email is no mail address: {harvest.admin_email!r}"
            raise self._error(message, "admin-email")
        for one in harvest.sets:
            if not SET_SPEC.fullmatch(one.spec) or one.spec.split(":")[0] in RESERVED_SETS:
                reader = self._at(r"\[\[\s*harvest\.sets\s*\]\]", harvest.sets.index(one))
                mend = "letters, digits and -_.!~*'(), and neither type nor correspondent"
                raise reader._error(f"{one.spec!r} cannot be the spec of a set", "spec", mend)

    def _check_pages(self, settings: Settings) -> None:
        for section in settings.site.sections:
            if section not in SECTIONS:
                mend = f"known: {', '.join(SECTIONS)}"
                raise self._error(f"unknown section of the site: {section}", "sections", mend)
        if settings.site.view not in ("reading", "source"):
            raise self._error(f"unknown view: {settings.site.view}", "view", "reading or source")
        for key, (least, most) in _WITHIN.items():
            section, _, name = key.partition(".")
            number = getattr(getattr(settings, section), name.replace("-", "_"))
            if not least <= number <= most:
                raise self._error(f"{key} is to be from {least} to {most}, not {number}", name)

    def _error(self, message: str, key: str, mend: str | None = None) -> ConfigError:
        pattern = rf"\s*\[*\s*[\"']?{re.escape(key)}\b"
        lines = self.text.splitlines()
        numbers = [number for number, line in enumerate(lines, 1) if re.match(pattern, line)]
        line = next((number for number in numbers if number > self.start), None)
        line = line or next(iter(numbers), None)
        return ConfigError(message, path=self.path, line=line, mend=mend)


def _key(name: str) -> str:
    """Return how the file writes the name of a field (``for`` is a word of Python)."""
    return name.rstrip("_").replace("_", "-")


def _near(key: str, known: Iterable[str]) -> str:
    # Imported for a mistake only: it takes 4 ms, and every run reads the settings.
    import difflib

    near = difflib.get_close_matches(key, list(known), n=1, cutoff=0.5)
    return f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"


def _section_of(key: str) -> str | None:
    """Return how to mend a key that stands outside the section it belongs to."""
    for section, kind in get_type_hints(Settings).items():
        if key in set(map(_key, kind._fields)):
            return f"put it under [{_key(section)}]"
    return None
