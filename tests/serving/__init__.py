"""Tests of the server, over real HTTP and in a real browser."""
