"""协商代表: who speaks for a side, what the rules ask of them, and what protects them."""
