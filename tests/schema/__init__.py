"""The schemas of the edition."""
