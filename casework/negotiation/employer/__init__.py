"""Employers of a sectoral or regional negotiation: each moves by a table of its own."""
