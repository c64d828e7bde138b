"""Pages of 集体协商: opened by the right procedure, registers, board, meetings, vote, papers, plan, 内部."""
