"""The review by a second person: remarks where they belong, answers, the score, the rounds."""
