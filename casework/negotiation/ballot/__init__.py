"""表决: how the workers' congress or all workers voted on the draft, and what the count comes to."""
