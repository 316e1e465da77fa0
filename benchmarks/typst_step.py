"""Our PDF step alone: a print tree to PDF with Typst, as a process of its own.

It imports nothing else: what Python takes to start counts here too.
"""

import sys

import typst

DATE = "2026-11-24"
SECONDS = 1_795_478_400


def compile_book(folder: str, name: str) -> bytes:
    """Return the PDF of the print tree in ``folder``, with the options of ``PdfOutput``."""
    content, _ = typst.compile_with_warnings(
        f"{folder}/edition.typ",
        root=folder,
        format="pdf",
        sys_inputs={"tree": "tree.xml", "source": "source.xml", "name": f"{name}.xml"},
        pdf_standards=["ua-1", "a-3a"],
        ignore_system_fonts=True,
        font_paths=[folder],
        timestamp=SECONDS,
    )
    return content


if __name__ == "__main__":
    with open(f"{sys.argv[1]}/typst.pdf", "wb") as file:  # noqa: PTH123 – see above
        file.write(compile_book(sys.argv[1], sys.argv[2]))
