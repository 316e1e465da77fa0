"""What an edition brings of its own: stylesheets, colours, pages.

All of it is read and checked before anything is written; mistakes name file and line.
"""
