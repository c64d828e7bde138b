"""Meetings: convened, logged line by line, tidied, signed."""
