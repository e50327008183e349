"""The fields the judge knows by name: fields of one name mean the same thing in every paper (templates/README.md)."""

from __future__ import annotations

from typing import Final

TASK_NUMBER: Final = "task_number"
UNIT_NAME: Final = "unit_name"
CREDIT_CODE: Final = "credit_code"
AGENCY: Final = "agency"
ITEMS: Final = "items"
INSPECTORS: Final = "inspectors"
