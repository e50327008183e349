"""Print sets: the papers of many households put together for an afternoon at the printer."""
