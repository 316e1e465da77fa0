"""Codes of languages as BCP 47 writes them."""

import re

_TAG = re.compile(r"([A-Za-z]{2,3})((?:-[A-Za-z0-9]{1,8})*)")
# Some write codes of three letters where BCP 47 has two.
_SHORT = {
    "ara": "ar", "cze": "cs", "ces": "cs", "dan": "da", "deu": "de", "ger": "de", "ell": "el",
    "eng": "en", "fra": "fr", "fre": "fr", "heb": "he", "ice": "is", "isl": "is", "ita": "it",
    "lat": "la", "dut": "nl", "nld": "nl", "nor": "no", "pol": "pl", "por": "pt", "rus": "ru",
    "spa": "es", "swe": "sv",
}  # fmt: skip


def language_tag(written: str | None) -> str:
    """Return a language tag that others may be told; empty where ``written`` is none."""
    found = _TAG.fullmatch(written or "")
    if found is None or found[1].lower() == "und":
        return ""
    return f"{_SHORT.get(found[1].lower(), found[1])}{found[2]}"
