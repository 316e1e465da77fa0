"""Tests of the stylesheets."""
