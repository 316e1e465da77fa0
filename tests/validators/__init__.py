"""Validators, one test file each."""
