"""监督文书（一函两书）: what leaves a check-up as supervision, each with its own table, number and paper."""
