"""Values that a sentence says where no label does: the patterns are the law's (``said``)."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from docgen.spec.model import DocumentSpec
from docgen.view.fields.lines import FlowLine
from docgen.view.fields.reading import BLANK_LINE, FieldReading, reading_of


def in_sentences(lines: Sequence[FlowLine], spec: DocumentSpec, wanted: Sequence[str]) -> Iterator[FieldReading]:
    """What the lines of a paper say of the ``wanted`` fields; ``^`` and ``$`` of a pattern are a line's ends."""
    texts = [BLANK_LINE.sub("", line.text).strip() for line in lines]
    starts = [0, *accumulate(len(text) + 1 for text in texts)]
    whole = "\n".join(texts)
    for name in wanted:
        law = spec.field[name]
        found = (match for pattern in law.said if (match := re.search(pattern, whole, re.MULTILINE)))
        for match in found:
            line = lines[bisect_right(starts, match.start("value")) - 1]
            yield reading_of(name, match["value"], line.place, law)
