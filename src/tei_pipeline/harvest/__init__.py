"""Harvesting: protocols that answer from the published catalogue; no server, no network.

Each is a function from ``exchange.Asked`` to ``exchange.Answer``.
"""
