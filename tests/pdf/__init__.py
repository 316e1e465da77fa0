"""Making and reading books, for the tests of the PDF."""
