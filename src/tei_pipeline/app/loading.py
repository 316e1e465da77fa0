"""Loading the files of a run: what was named, and what the project adds for it to make sense."""

from pathlib import Path

from tei_pipeline.app.targets import Targets
from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Document, LoadError, load
from tei_pipeline.project import Project


def load_files(group: Targets) -> tuple[dict[Path, Document], list[Diagnostic]]:
    """Return the loaded files by their paths, those named first, and what could not be loaded."""
    project = group.project
    context = [*project.documents, *project.authority] if project.configured else []
    documents: dict[Path, Document] = {}
    failures: list[Diagnostic] = []
    for path in dict.fromkeys([*group.files, *context]):
        try:
            documents[path] = _load_inside(path, project)
        except LoadError as failure:
            failures.append(failure.diagnostic)
    return documents, failures


def _load_inside(path: Path, project: Project) -> Document:
    # The file or a folder on the way to it may be a link.
    if not path.resolve().is_relative_to(project.folder):
        raise LoadError(
            Diagnostic(
                "TPW100",
                f"the file is a link to a place outside the project: {path.resolve()}",
                Location(path),
                expected=f"a file below {project.folder.name}/",
                suggestion="copy the file into the project",
            )
        )
    return load(path)
