"""The only room that knows both halves, the maker and the judge: the command line and the demo."""
