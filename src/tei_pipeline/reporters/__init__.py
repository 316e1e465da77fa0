"""Reports for people and for machines: one format a file, one explicit table."""

from tei_pipeline.reporters.report import Form, Report, shown

__all__ = ["Form", "Report", "shown"]
