"""发现: what a lawyer found at an item or outside the catalogue, and what becomes of it."""
