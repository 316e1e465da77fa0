"""The XSD validator, module by module."""
