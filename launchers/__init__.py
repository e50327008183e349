"""What starts the program by a double click or a dropped file; data only."""
