"""``tei-pipeline.toml`` as frozen dataclasses.

Every key is a field of a dataclass below, written with ``-`` for ``_``. An unknown key or a value
of the wrong type is a ``ConfigError`` that names the line and the key that was probably meant.
"""

import difflib
import re
import tomllib
from dataclasses import dataclass, field, fields
from pathlib import Path
from typing import Any, get_args, get_type_hints

from tei_pipeline.errors import ConfigError

FILE_NAME = "tei-pipeline.toml"
TARGETS = ("site", "pdf")
LANGUAGES = ("en", "de", "fr")


@dataclass(frozen=True, slots=True)
class EditionSettings:
    """What the edition calls itself: ``[edition]``."""

    title: str = "Untitled edition"
    language: str = "en"
    publisher: str = ""
    base_url: str = ""


@dataclass(frozen=True, slots=True)
class SourceSettings:
    """Which TEI files belong to the edition, as globs from the project's folder: ``[sources]``."""

    documents: tuple[str, ...] = ("tei/*.xml",)
    authority: tuple[str, ...] = ("tei/authority/*.xml",)


@dataclass(frozen=True, slots=True)
class ValidationSettings:
    """What documents are judged by: ``[validation]``; empty means the bundled edition schemas."""

    xsd: str = ""
    schematron: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class BuildSettings:
    """What is published, and where: ``[build]``."""

    output: str = "build"
    targets: tuple[str, ...] = TARGETS


@dataclass(frozen=True, slots=True)
class Settings:
    """The whole of ``tei-pipeline.toml``."""

    edition: EditionSettings = field(default_factory=EditionSettings)
    sources: SourceSettings = field(default_factory=SourceSettings)
    validation: ValidationSettings = field(default_factory=ValidationSettings)
    build: BuildSettings = field(default_factory=BuildSettings)


def read_settings(path: Path) -> Settings:
    """Read ``tei-pipeline.toml``; raises ``ConfigError``."""
    try:
        text = path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"cannot be read: {error}", path=path) from error
    try:
        table = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        found = re.search(r"at line (\d+)", str(error))
        raise ConfigError(
            f"is not TOML: {error}", path=path, line=int(found[1]) if found else None
        ) from error
    return _Reader(path, text).settings(table)


@dataclass(frozen=True, slots=True)
class _Reader:
    path: Path
    text: str

    def settings(self, table: dict[str, Any]) -> Settings:
        sections = get_type_hints(Settings)
        self._refuse_unknown(table, sections, "section")
        made = {name: self._section(name, sections[name], table.get(name, {})) for name in sections}
        return self._checked(Settings(**made))

    def _section(self, name: str, kind: type[Any], table: Any) -> Any:
        if not isinstance(table, dict):
            raise self._error(f"[{name}] is to be a table of keys", name)
        types = {f.name.replace("_", "-"): get_type_hints(kind)[f.name] for f in fields(kind)}
        self._refuse_unknown(table, types, f"key in [{name}]")
        return kind(
            **{
                key.replace("-", "_"): self._value(f"{name}.{key}", value, types[key])
                for key, value in table.items()
            }
        )

    def _value(self, key: str, value: Any, kind: Any) -> Any:
        if kind is str and isinstance(value, str):
            return value
        if get_args(kind) and isinstance(value, list) and all(isinstance(v, str) for v in value):
            return tuple(value)
        wanted = "a text in quotes" if kind is str else 'a list of texts, as ["one", "two"]'
        raise self._error(f"{key} is to be {wanted}", key.rpartition(".")[2])

    def _refuse_unknown(self, table: dict[str, Any], known: dict[str, Any], what: str) -> None:
        for key in table:
            if key not in known:
                near = difflib.get_close_matches(key, known, n=1, cutoff=0.5)
                mend = f"did you mean {near[0]}?" if near else f"known: {', '.join(known)}"
                mend = _section_of(key) or mend if what == "section" else mend
                raise self._error(f"unknown {what}: {key}", key, mend)

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
        return settings

    def _error(self, message: str, key: str, mend: str | None = None) -> ConfigError:
        pattern = rf"^\s*\[?\s*[\"']?{re.escape(key)}\b"
        for number, line in enumerate(self.text.splitlines(), start=1):
            if re.match(pattern, line):
                return ConfigError(message, path=self.path, line=number, mend=mend)
        return ConfigError(message, path=self.path, mend=mend)


def _section_of(key: str) -> str | None:
    """Return how to mend a key that stands outside the section it belongs to."""
    for section, kind in get_type_hints(Settings).items():
        if key.replace("-", "_") in get_type_hints(kind):
            return f"put it under [{section}]"
    return None
