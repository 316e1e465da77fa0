"""Tests of ``tei_pipeline.cli``."""
