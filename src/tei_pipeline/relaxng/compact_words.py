"""What is said of a schema in compact syntax: signs where the XML syntax has names.

The rules of the specification are checked on nodes that either syntax may have given, and their
errors are written in the words of the XML syntax.
"""

_WORDS = (
    ('add combine="choice" or combine="interleave" to it', "write “|=” or “&=” in place of “=”"),
    ("one at least must say how to “combine”", "one at least must be added with “|=” or “&=”"),
    ("write “zeroOrMore” or “oneOrMore” around it", "write “*” or “+” behind it"),
    ("in the “except” of “data”", "behind the “-” of data"),
    ("in the “except” of ", "behind the “-” of "),
    ("except the name from ", "except the name with “-” from "),
    ("except its name from ", "except its name with “-” from "),
    ("“anyName”", "“*”"),
    ("“nsName”", "“prefix:*”"),
    ("“parentRef”", "“parent”"),
    ("“externalRef”", "“external”"),
    ("“ref” stands", "a name stands"),
)


def in_compact(text: str) -> str:
    """Return a message or mend in the words of the compact syntax."""
    for name, sign in _WORDS:
        text = text.replace(name, sign)
    return text
