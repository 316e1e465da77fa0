"""The graph of a build."""
