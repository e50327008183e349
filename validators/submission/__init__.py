"""What was handed in: its files, whose they are, what kind of paper each is, how far its inspection has come."""
