"""现场工作: papers asked for and received, sites, samples, interviews, questionnaires, and what rests on them."""
