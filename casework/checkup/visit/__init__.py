"""走访: one trip to several companies, planned once and recorded once; each company stays its own case."""
