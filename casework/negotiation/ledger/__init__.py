"""The clause ledger: every offer, counter-offer and agreement of a negotiation, line by line.

:mod:`.entry` is one line, :mod:`.fold` what stands after all of them, :mod:`.rules` which line may be added.
Board, rounds, minutes, redline and contract are one function each over the folded ledger, so that they
cannot disagree. :mod:`.service` writes, :mod:`.queries` reads, :mod:`.proof` holds the rows against the journal.
"""
