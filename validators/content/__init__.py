"""What a paper says, as the rules need it: annexes, levels, numbers, split tables, evidence of time."""
