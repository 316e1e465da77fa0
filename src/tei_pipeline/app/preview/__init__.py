"""The live preview: a builder in a process of its own, and what it tells the server.

The builder keeps Saxon, its compiled stylesheets, schemas and the catalogue alive. Saxon lives in
the main thread of its process alone, so the server cannot be in the same one.
"""
