"""Tests of the repository that is harvested by OAI-PMH, clause by clause (docs/oai-pmh.md)."""
