"""The language of templates: Jinja's ``{{ }}``, ``if``, ``for`` and ``set``, three filters, and nothing that acts.

A template may come from elsewhere and is data: no calls, no imports, no attribute that begins with an underscore.
Whatever a value is, it becomes the text of a run.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any, Final

from jinja2 import StrictUndefined, nodes
from jinja2.sandbox import ImmutableSandboxedEnvironment

ALLOWED: Final = "if、for、set 和 join、length、count"

_NODES: Final = (
    nodes.Template, nodes.Output, nodes.TemplateData, nodes.If, nodes.For, nodes.Assign, nodes.Name, nodes.Const,
    nodes.Getattr, nodes.Getitem, nodes.Compare, nodes.Operand, nodes.And, nodes.Or, nodes.Not, nodes.CondExpr,
    nodes.Filter, nodes.Test, nodes.Tuple, nodes.List, nodes.Add, nodes.Sub, nodes.Mul, nodes.Keyword,
)  # fmt: skip
_FILTERS: Final = ("count", "join", "length")
_TESTS: Final = ("string", "mapping", "odd", "even", "divisibleby", "in")
_TAG: Final = re.compile(r"<(/?)([^\s<>/]+)[^<>]*?(/?)>")


class _Named(StrictUndefined):
    """An undefined value that says its own name and nothing of ours."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        return str(self._undefined_name or "if … 缺少 else")


class _ClosedEnvironment(ImmutableSandboxedEnvironment):
    """Values are text, tuples and plain objects, and nothing can be called: the underscore is the whole boundary."""

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:  # noqa: ARG002  # Jinja's own signature
        return not attr.startswith("_")

    def is_safe_callable(self, obj: Any) -> bool:  # noqa: ARG002
        return False


def environment() -> ImmutableSandboxedEnvironment:
    """Jinja with the closed list of filters and tests, no globals, strict about names, escaping every value."""
    closed = _ClosedEnvironment(undefined=_Named, finalize=escaped, keep_trailing_newline=True)
    closed.globals.clear()
    closed.filters = {name: closed.filters[name] for name in _FILTERS}
    closed.tests = {name: closed.tests[name] for name in _TESTS}
    return closed


def foreign(tree: nodes.Template) -> Iterator[str]:
    """What a template uses and the language does not have, by name."""
    for node in tree.find_all(nodes.Node):
        if isinstance(node, nodes.Filter | nodes.Test) and node.name not in (*_FILTERS, *_TESTS):
            yield node.name
        elif not isinstance(node, (*_NODES, nodes.Helper)):
            yield type(node).__name__.lower()


def is_whole(body: Iterable[nodes.Node]) -> bool:
    """Whether every block holds whole elements, so that no choice or repetition can break the document."""
    blocks = list(body)
    text = "".join(
        piece.data
        for node in blocks
        if isinstance(node, nodes.Output)
        for piece in node.nodes
        if isinstance(piece, nodes.TemplateData)
    )
    return _is_balanced(text) and all(map(is_whole, _inner(blocks)))


def _inner(blocks: Iterable[nodes.Node]) -> Iterator[list[nodes.Node]]:
    for node in blocks:
        if isinstance(node, nodes.For):
            yield from (node.body, node.else_)
        elif isinstance(node, nodes.If):
            yield from (node.body, node.else_)
            yield from (other.body for other in node.elif_)


def _is_balanced(text: str) -> bool:
    """Whether a stretch of XML opens and closes its elements in order, beginning and ending between tags."""
    text = re.sub(r"<\?.*?\?>|<!--.*?-->", "", text, flags=re.DOTALL)
    if re.search("[<>]", _TAG.sub("", text)):
        return False
    open_elements: list[str] = []
    for closing, name, empty in _TAG.findall(text):
        if closing:
            if not open_elements or open_elements.pop() != name:
                return False
        elif not empty:
            open_elements.append(name)
    return not open_elements


def escaped(value: object) -> str:
    """A value as the text of a run: escaped always, line breaks and tabs as Word has them (ECMA-376 §17.3.3)."""
    text = str(value)
    if "&" in text:
        text = text.replace("&", "&amp;")
    if "<" in text:
        text = text.replace("<", "&lt;")
    text = text.replace(">", "&gt;").replace('"', "&quot;")
    if "\n" in text:
        text = text.replace("\n", '</w:t><w:br/><w:t xml:space="preserve">')
    if "\t" in text:
        text = text.replace("\t", '</w:t><w:tab/><w:t xml:space="preserve">')
    return text
