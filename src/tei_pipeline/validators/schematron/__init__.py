"""Schematron: any project's own rules, in a file or inside another schema."""

from tei_pipeline.validators.schematron.profiling import RuleTime
from tei_pipeline.validators.schematron.validator import SchematronValidator

__all__ = ["RuleTime", "SchematronValidator"]
