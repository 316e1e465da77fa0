"""The Schematron transpiler."""
