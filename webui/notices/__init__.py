"""Pages of 一函两书: what is suggested, the notices of a case, one notice, its words."""
