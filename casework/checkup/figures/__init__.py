"""The statistics of check-ups for a period and a unit, each number with what was counted. Reads only."""
