"""What came before: a company's earlier check-ups beside this one, and what is found again elsewhere. Reads only."""
