"""集体协商: from demands to an agreement that is kept."""
