"""After the talks: the filing dossier, publication, and whether the agreement is kept."""
