"""URI references, as anyURI has them: RFC 2396 with RFC 2732, other characters escaped first.

A text is judged as it would be after XLink's escaping (section 5.4): every character that no URI
can have stands for its escape, but “%”, “#” and square brackets mean what they mean.
"""

import functools
import re

_USER = r"#%?/\[\]@"
_HEX = "%[0-9A-Fa-f]{2}"


def is_uri(text: str) -> bool:
    """Tell whether a text is a URI reference."""
    found = _reference().fullmatch(text)
    if found is None:
        return False
    address = found["scheme_ip"] or found["ip"]
    return address is None or _is_ipv6(address)


@functools.cache
def _reference() -> re.Pattern[str]:
    any_of = _characters("#%")
    local = _tree(any_of, "ip")
    with_scheme = (
        rf"[A-Za-z][-+.0-9A-Za-z]*:(?:(?=/){_tree(any_of, 'scheme_ip')}|(?=[^/#]){any_of})"
    )
    return re.compile(rf"(?:{with_scheme}|(?![^/?#]*:){local})(?:#{any_of})?", re.DOTALL)


def _characters(barred: str) -> str:
    """Return an expression for any characters but these, and escapes."""
    return rf"[^{barred}]*(?:{_HEX}[^{barred}]*)*"


def _tree(any_of: str, group: str) -> str:
    """Return an expression for authority, path and query."""
    name = "(?=[^/?#])" + _characters(r"#%?/\[\]")
    user = f"(?:{_characters(_USER)}@)?"
    ip = rf"{user}\[(?P<{group}>[0-9A-Fa-f:.]+)(?:%[0-9A-Za-z_.]+)?\](?::[0-9]{{0,9}})?(?=[/?#]|$)"
    authority = rf"(?://(?:{ip}|{name}(?=[/?#]|$)|(?=[/?#]))|(?!//))"
    path = _characters(r"#%?\[\]")
    return rf"{authority}{path}(?:\?{any_of})?"


def _is_ipv6(text: str) -> bool:
    head, compressed, tail = text.partition("::")
    parts = [part for half in (head, tail) if half for part in half.split(":")]
    count = len(parts)
    if parts and "." in parts[-1] and not text.endswith("::"):
        if not _is_ipv4(parts.pop()):
            return False
        count += 1
    if not all(1 <= len(part) <= 4 and "." not in part for part in parts):
        return False
    return count < 8 if compressed else count == 8


def _is_ipv4(text: str) -> bool:
    parts = text.split(".")
    return len(parts) == 4 and all(
        part.isdigit() and len(part) < 4 and int(part) < 256 for part in parts
    )
