"""Pages of the field, to be used on a telephone: papers, samples, interviews, questionnaires, sites."""
