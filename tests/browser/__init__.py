"""Tests of the reading edition in a browser."""
