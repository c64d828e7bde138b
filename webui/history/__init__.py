"""What came before and what comes together: a company's check-ups, two side by side, repeats, statistics."""
