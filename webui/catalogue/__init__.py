"""Pages about catalogues: which there are, what differs between two, and the upgrade of an open case."""
