"""Reports: a Report printed as text or JSON. They compute nothing."""
