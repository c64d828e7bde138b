"""内部: what only the union side may see and write: bottom lines, alternatives, opinions, what offers cost.

Rows of their own; every way to them asks the act “内部”. Only the proof reads this package besides, so
that no board, paper or page of the talks can hold any of it. In the journal a row says only that there is one.
"""
