"""The law, as data: one folder per jurisdiction, one folder per kind of paper."""
