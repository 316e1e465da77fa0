"""Schemas: where their copies are kept, what an address means, and which of them judge a document.

Nothing here judges, and nothing but ``schemas.fetch`` uses the network. Values are mostly named
tuples: a frozen dataclass takes 0.9 ms to define, a named tuple 0.1 ms, and every run defines them.
"""
