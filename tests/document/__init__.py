"""Tests of ``tei_pipeline.document``."""
