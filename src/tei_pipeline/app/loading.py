"""Loading the files of a run: what was named, and what the project adds for it to make sense."""

from pathlib import Path

from tei_pipeline.app.targets import Targets
from tei_pipeline.diagnostics import Diagnostic, Location
from tei_pipeline.document import Bounds, Document, LoadError, open_document
from tei_pipeline.project import Project


def load_files(group: Targets) -> tuple[dict[Path, Document], list[Diagnostic]]:
    """Return the loaded files by their paths, those named first, and what could not be loaded."""
    documents: dict[Path, Document] = {}
    failures: list[Diagnostic] = []
    for path in with_context(group):
        try:
            document = open_inside(path, group.project)
            document.tree  # noqa: B018  # raises what is wrong with the file
        except LoadError as failure:
            failures.append(failure.diagnostic)
        else:
            documents[path] = document
    return documents, failures


def with_context(group: Targets) -> list[Path]:
    """Return the files that were named, then those of their project that they may point to."""
    project = group.project
    context = [*project.documents, *project.authority] if project.configured else []
    return list(dict.fromkeys([*group.files, *context]))


def open_inside(path: Path, project: Project) -> Document:
    """Return a document whose tree is not made yet; raises ``LoadError``.

    What it includes is read from below the project's folder, and it lies there itself. Of files in
    no project the folder is the one they were named by; headers and lists are often kept beside it,
    and XML files are read from there too.
    """
    try:
        meant = path.resolve()  # the file or a folder on the way to it may be a link
    except (OSError, RuntimeError) as error:
        raise LoadError(
            Diagnostic("TPW100", "the file is a link that leads in a circle", Location(path))
        ) from error
    if not meant.is_relative_to(project.folder):
        raise LoadError(
            Diagnostic(
                "TPW100",
                f"the file is a link to a place outside the project: {meant}",
                Location(path),
                expected=f"a file below {project.folder.name}/",
                suggestion="copy the file into the project",
            )
        )
    folder = project.folder
    return open_document(path, Bounds(folder if project.configured else folder.parent, folder))
