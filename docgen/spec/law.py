"""The root of every law model."""

from __future__ import annotations

from pydantic import BaseModel, ConfigDict


class Law(BaseModel):
    """The root of every law model: frozen, closed."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)
