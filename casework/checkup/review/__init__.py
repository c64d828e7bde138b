"""复核: remarks on a report by a second person, the score of its quality, and the rounds side by side."""
