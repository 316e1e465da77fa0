"""Tests of ``tei_pipeline.app``."""
