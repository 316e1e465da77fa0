"""The reference of all settings and of the parameters of the stylesheets: ``docs/settings.md``.

Settings come from the classes of ``tei_pipeline.settings`` and the texts below their fields,
parameters from the ``xsl:param`` elements at the top of stylesheets and the comments above them.
"""

import ast
import inspect
from collections.abc import Iterator
from typing import Any, get_args, get_type_hints

from lxml import etree

from tei_pipeline import settings
from tei_pipeline.resources import resource

_XSL = "{http://www.w3.org/1999/XSL/Transform}"
_KINDS = {str: "text", int: "number", bool: "true or false"}
_INTRODUCTION = """\
# Settings and parameters

Made by `make docs` from the program itself. What a project may set stands in `tei-pipeline.toml`;
every key may be left out. An unknown key or a value that cannot be is refused with its line.
[customise.md](customise.md) has examples.
"""
_PARAMETERS = """\
## Parameters of the stylesheets

A stylesheet of your own ([customise.md](customise.md)) may read them; their values come from the
program.
"""


def settings_page() -> str:
    """Return the page."""
    parts = [_INTRODUCTION, *_sections(), _PARAMETERS, *_stylesheets()]
    return "\n".join(parts)


def _sections() -> Iterator[str]:
    for field, kind in get_type_hints(settings.Settings).items():
        yield _section(f"`[{_key(field)}]`", kind)
        for name, hint in get_type_hints(kind).items():
            inner = next(iter(get_args(hint)), None)
            if hasattr(inner, "_fields"):
                yield _section(f"`[[{_key(field)}.{_key(name)}]]`", inner)


def _section(title: str, kind: Any) -> str:
    texts = _texts(kind)
    lines = [f"## {title}", "", inspect.cleandoc(kind.__doc__), ""]
    lines += ["| key | value | without it | what it is for |", "|---|---|---|---|"]
    for name, hint in get_type_hints(kind).items():
        default = _default(kind._field_defaults, name)
        lines.append(f"| `{_key(name)}` | {_kind(hint)} | {default} | {texts[name]} |")
    return "\n".join(lines) + "\n"


def _texts(kind: Any) -> dict[str, str]:
    """Return the text below each field of a class."""
    (made,) = ast.parse(inspect.getsource(kind)).body
    assert isinstance(made, ast.ClassDef)
    found = {}
    for field, text in zip(made.body, made.body[1:], strict=False):
        if isinstance(field, ast.AnnAssign) and isinstance(field.target, ast.Name):
            assert isinstance(text, ast.Expr), f"{kind.__name__}.{field.target.id} is not described"
            found[field.target.id] = " ".join(str(ast.literal_eval(text.value)).split())
    return found


def _key(name: str) -> str:
    return name.rstrip("_").replace("_", "-")


def _kind(hint: Any) -> str:
    if hint in _KINDS:
        return _KINDS[hint]
    return "tables" if hasattr(next(iter(get_args(hint)), None), "_fields") else "list of texts"


def _default(defaults: dict[str, Any], name: str) -> str:
    if name not in defaults:
        return "not allowed"
    value = defaults[name]
    if value is None or value in ("", ()):
        return "–"
    if isinstance(value, bool):
        return f"`{str(value).lower()}`"
    if isinstance(value, tuple):
        return "`[" + ", ".join(f'"{one}"' for one in value) + "]`"
    return f'`"{value}"`' if isinstance(value, str) else f"`{value}`"


def _stylesheets() -> Iterator[str]:
    for name in ("html/main.xsl", "html/site.xsl", "print/main.xsl"):
        lines = [f"### `tei-pipeline:{name}`", ""]
        lines += ["| parameter | type | what it is |", "|---|---|---|"]
        own = etree.parse(resource("xslt", name)).getroot().iterchildren(f"{_XSL}variable")
        variables = {variable.get("name") for variable in own}
        found = dict(_parameters(name))
        lines += [found[one] for one in sorted(found) if one not in variables]
        yield "\n".join(lines) + "\n"


def _parameters(name: str, seen: frozenset[str] = frozenset()) -> Iterator[tuple[str, str]]:
    """Yield the name and a row for each parameter of a stylesheet and of what it imports."""
    path = resource("xslt", name)
    root = etree.parse(path).getroot()
    for element in root.iterchildren():
        if element.tag in (f"{_XSL}import", f"{_XSL}include"):
            target = (path.parent / str(element.get("href"))).resolve()
            inner = target.relative_to(resource("xslt").resolve()).as_posix()
            if inner not in seen:
                yield from _parameters(inner, seen | {name})
        elif element.tag == f"{_XSL}param":
            above = element.getprevious()
            comment = isinstance(above, etree._Comment)
            said = " ".join(str(above.text).split()) if above is not None and comment else "–"
            one = str(element.get("name"))
            yield one, f"| `${one}` | `{element.get('as')}` | {said} |"


if __name__ == "__main__":
    print(settings_page())
