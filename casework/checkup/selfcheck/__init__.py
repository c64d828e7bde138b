"""企业自查: what the company says of itself, kept beside what the lawyer found, and compared with it."""
