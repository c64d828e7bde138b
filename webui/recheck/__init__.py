"""复检: what is looked at again, the list drawn, and the score then and now."""
