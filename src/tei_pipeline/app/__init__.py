"""The use cases: each composes the layers below and returns values; none prints."""
