"""Tests of the descriptions for libraries."""
