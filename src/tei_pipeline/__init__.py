"""Encode, validate and publish TEI-XML scholarly editions."""

__version__ = "0.1.0"
