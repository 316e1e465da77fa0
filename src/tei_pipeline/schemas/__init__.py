"""Schemas: where their copies are kept, what an address means, and which of them judge a document.

Nothing here judges, and nothing but ``schemas.fetch`` uses the network.
"""
