"""The table of outputs."""

from collections.abc import Callable, Iterable

from tei_pipeline.outputs.pdf import PdfOutput
from tei_pipeline.outputs.protocol import Output
from tei_pipeline.outputs.site import SiteOutput
from tei_pipeline.saxon import Saxon

OUTPUTS: dict[str, Callable[[Saxon], Output]] = {"site": SiteOutput, "pdf": PdfOutput}


def make_outputs(targets: Iterable[str], saxon: Saxon) -> list[Output]:
    """Return the outputs of the targets named (see ``config.TARGETS``), in the table's order."""
    wanted = set(targets)
    return [make(saxon) for target, make in OUTPUTS.items() if target in wanted]
