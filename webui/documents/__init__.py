"""Documents of a case: drafts to look at with what they still lack, and the issued ones."""
