"""Pages every kind of case has: the case, one form for every step, correcting, taking back, evidence."""
