"""An edition's colours, as custom properties of CSS; refused where a reader could not read by them.

Contrast is that of WCAG 2.2 (relative luminance): 7 : 1 for the text, 4.5 : 1 for what else is
said. Nothing but a value that has been checked becomes CSS.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from tei_pipeline.errors import ConfigError
from tei_pipeline.names import SETTINGS
from tei_pipeline.project import Project
from tei_pipeline.resources import resource
from tei_pipeline.settings import ColourSettings, DesignSettings, Settings

_COLOUR = re.compile(r"#(?:[0-9A-Fa-f]{3}|[0-9A-Fa-f]{6})")
_FONT = re.compile(r"[A-Za-z0-9][A-Za-z0-9 .-]*")
_PROPERTY = re.compile(r"--([a-z-]+):\s*([^;]+);")
_TEXT, _REST = 7.0, 4.5
_BACKGROUNDS = ("paper", "line", "tint")
# A character of the shipped font takes so much of the size of its letters on average.
_CHARACTER = 0.4

_THEMES = {
    "colours": (":root",),
    "colours-dark": (
        '@media (prefers-color-scheme: dark) { :root:not([data-theme="light"])',
        ':root[data-theme="dark"]',
    ),
}


def is_own(settings: Settings) -> bool:
    """Return whether the project asks for colours or a design of its own."""
    plain = (ColourSettings(), ColourSettings(), DesignSettings())
    return (settings.colours, settings.colours_dark, settings.design) != plain


def custom_properties(project: Project) -> str:
    """Return the style sheet of the project's colours and design.

    Raises ``ConfigError`` for what is no colour, and for colours too near to each other.
    """
    settings, path = project.settings, project.folder / SETTINGS
    rules = []
    for section, shipped in _shipped().items():
        chosen = settings.colours if section == "colours" else settings.colours_dark
        own = {name: value for name, value in chosen._asdict().items() if value}
        _check(own, shipped, section, path)
        lines = [f"  --{name}: {value.lower()};\n" for name, value in own.items()]
        if section == "colours":
            lines += _design(settings.design, shipped["serif"], path)
        for selector in _THEMES[section] if lines else ():
            end = "} }" if selector.startswith("@") else "}"
            rules.append(f"{selector} {{\n{''.join(lines)}{end}\n")
    return "".join(rules)


def _shipped() -> dict[str, dict[str, str]]:
    """Return the properties of both themes as they are shipped."""
    text = resource("xslt", "html/assets/theme.css").read_text(encoding="utf-8")
    light, _, dark = text.partition("@media (prefers-color-scheme: dark)")
    found = {name: " ".join(value.split()) for name, value in _PROPERTY.findall(light)}
    return {"colours": found, "colours-dark": {**found, **dict(_PROPERTY.findall(dark))}}


def _design(design: DesignSettings, serif: str, path: Path) -> Iterator[str]:
    plain = DesignSettings()
    if design.text_size != plain.text_size:
        yield f"  --text-size: {design.text_size / 16:g}rem;\n"
    if (design.text_size, design.text_width) != (plain.text_size, plain.text_width):
        yield f"  --column: {design.text_width * _CHARACTER * design.text_size / 16:g}rem;\n"
    if design.font:
        if not _FONT.fullmatch(design.font):
            mend = "write the name of one font, in letters, digits, spaces, dots and hyphens"
            raise _error("design", "font", "is no name of a font", path, mend)
        yield f'  --serif: "{design.font}", {serif};\n'
    if not design.paragraph_numbers:
        yield "  --paragraph-numbers: none;\n"


def _check(own: Mapping[str, str], shipped: Mapping[str, str], section: str, path: Path) -> None:
    for name, value in own.items():
        if not _COLOUR.fullmatch(value):
            mend = 'write it in hexadecimal digits, as "#8c2f1b" or "#000"'
            raise _error(section, name, f"is no colour: {value}", path, mend)
    if not own:
        return
    colours = {**shipped, **own}
    for name in ColourSettings._fields:
        if name in _BACKGROUNDS:
            continue
        for ground in ("paper", "tint") if name == "ink" else ("paper",):
            said = _too_near(name, ground, colours)
            if said:
                key = name if name in own else ground if ground in own else next(iter(own))
                mend = "take a colour that is farther from the background"
                raise _error(section, key, said, path, mend)


def _too_near(name: str, ground: str, colours: Mapping[str, str]) -> str:
    """Return what is wrong with a colour on another; empty where it can be read."""
    wanted = _TEXT if name == "ink" else _REST
    found = contrast(colours[name], colours[ground])
    if found >= wanted:
        return ""
    return (
        f"{name} {colours[name]} on {ground} {colours[ground]} has a contrast of "
        f"{int(found * 100) / 100:g} : 1, and reading needs {wanted:g} : 1 at least"
    )


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: str) -> float:
    digits = colour.strip().removeprefix("#")
    if len(digits) == 3:
        digits = "".join(digit * 2 for digit in digits)
    red, green, blue = (_linear(int(digits[at : at + 2], 16) / 255) for at in (0, 2, 4))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    return part / 12.92 if part <= 0.04045 else float(((part + 0.055) / 1.055) ** 2.4)


def _error(section: str, key: str, message: str, path: Path, mend: str) -> ConfigError:
    line, inside = None, False
    for number, text in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        header = re.match(r"\s*\[\s*([\w.-]+)\s*\]", text)
        inside = header[1] == section if header else inside
        if inside and re.match(rf"\s*[\"']?{re.escape(key)}\b", text):
            line = number
    return ConfigError(f"{section}.{key}: {message}", path=path, line=line, mend=mend)
