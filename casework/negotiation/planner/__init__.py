"""倒排期: by when each step must be done for a wished day, and how early it can be."""
