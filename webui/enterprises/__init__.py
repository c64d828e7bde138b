"""一企一档: the enterprises, their files and how those changed."""
