"""The worklist: what is due first stands on top."""
