"""Who acts: a person chosen from those of the casebook, as there are no passwords yet."""
