"""Tests of the harvesting protocols, without any server."""
