"""条款检查: what a draft agreement says too little, too vaguely, twice or worse than before."""
