"""Tests of the texts that are served by DTS, clause by clause (docs/dts.md)."""
