"""The rules, one family a module. Each is a pure function of a value: none opens a file, prints, or knows docx
from PDF."""
