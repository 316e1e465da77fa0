"""Tests of ``tei_pipeline.reporters``."""
