"""复检: what was put right, looked at again finding by finding, and what that makes of the score."""
