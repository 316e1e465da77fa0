"""Tests of ``tei_pipeline.schemas``."""
