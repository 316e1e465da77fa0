"""The RELAX NG engine: from a schema in either syntax to verdicts and faults, in Python.

``read`` reads and checks a schema, ``patterns`` holds its simple form, ``datatypes`` judges values,
``automaton`` and ``validate`` judge documents. Nothing here speaks to people.
"""
