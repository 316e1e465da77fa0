"""An element in the wrong namespace: the mend reaches all below it, so the document tries it."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

from tei_pipeline.relaxng.faults import Fault
from tei_pipeline.relaxng.validate import NotStreamedError

_TAG = re.compile(rb"""<[^\s/>:]+(?=[\s/>])(?:"[^"]*"|'[^']*'|[^>"'])*>""")
_DECLARED = re.compile(rb"""\s+xmlns\s*=\s*(?:"[^"]*"|'[^']*')""")

Judge = Callable[[bytes], Sequence[Fault]]


def mended_by_namespace(
    judge: Judge, data: bytes, offset: int, space: str, faults: Sequence[Fault]
) -> bool:
    """Return whether a default namespace on an element mends it and makes nothing else wrong."""
    tag = _TAG.match(data, offset)
    if tag is None:
        return False
    start = _DECLARED.sub(b"", tag[0], count=1)
    name = re.match(rb"<[^\s/>]+", start)
    end = name.end() if name else 0
    declared = start[:end] + f' xmlns="{space}"'.encode() + start[end:]
    try:
        after = judge(data[:offset] + declared + data[tag.end() :])
    except NotStreamedError:
        return False
    return len(after) < len(faults) and not _kinds(after) - _kinds(faults)


def _kinds(faults: Sequence[Fault]) -> Counter[tuple[type[Fault], str]]:
    return Counter((type(fault), fault.element) for fault in faults)
