"""Pages of a check-up: opening one, the checklist by keyboard, findings, the sheet."""
