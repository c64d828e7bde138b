"""工作日志: what instructors of collective bargaining did, for how long, and what stands in the way."""
