"""Tests mirror ``src/``; small real projects stand under ``projects/``."""
