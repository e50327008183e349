"""How the law writes a list: its columns, the field that is its register, and what is refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from docgen.errors import SpecError
from docgen.spec import load_profile
from docgen.spec.model import DocumentSpec

LAW = """
title = "名录"
clause = "EX-1"
register = "entries"

[identify]
title = "名录"

[field.entries]
label = "名录"
type = "items"

[field.entries.columns]
name = { label = ["名称", "户名"], required = true }
kind = { label = "类型", type = "choice", choices = ["企业", "产品"], clause = "EX-1" }
"""


def written(folder: Path, law: str) -> Path:
    for name, text in {
        "profile.toml": 'name = "示例市"\nedition = "试行"\n',
        "clauses.toml": '[EX-1]\nsentence = "应建名录。"\nsource = "示例办法"\nbasis = "authority"\n',
        "roster/spec.toml": law,
    }.items():
        path = folder / "example" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder


def loaded(folder: Path, law: str) -> DocumentSpec:
    spec = load_profile("example", (written(folder, law),)).document("roster")
    assert spec is not None
    return spec


def refusal(folder: Path, law: str) -> str:
    with pytest.raises(SpecError) as refused:
        loaded(folder, law)
    (problem,) = refused.value.problems
    return str(problem)


def test_a_list_names_its_register_and_the_columns_of_an_entry(tmp_path: Path) -> None:
    spec = loaded(tmp_path, LAW)
    assert spec.register_ == "entries"
    assert not spec.published
    columns = spec.field["entries"].columns
    assert list(columns) == ["name", "kind"]
    assert columns["name"].label == ("名称", "户名")
    assert columns["kind"].clause == "EX-1"


@pytest.mark.parametrize(
    ("change", "instead", "told"),
    [
        ('register = "entries"', 'register = "entry"', "没有这个字段，最接近的是 entries"),
        ('type = "items"', 'type = "persons"', "只有 type 为 items 的字段可以有各栏"),
        (', choices = ["企业", "产品"]', "", "应列出选项"),
        ('type = "choice", choices = ["企业", "产品"]', 'type = "items"', "一栏只能是一个值"),
        ('clause = "EX-1" }', 'clause = "EX-2" }', "没有这一条款，最接近的是 EX-1"),
        ("required = true", "requried = true", "requried"),
    ],
    ids=["register", "no list", "choices", "list in a column", "clause", "unknown key"],
)
def test_a_list_that_cannot_be_is_refused_with_its_place(tmp_path: Path, change: str, instead: str, told: str) -> None:
    assert change in LAW
    assert told in refusal(tmp_path, LAW.replace(change, instead))


def test_a_register_without_columns_is_refused(tmp_path: Path) -> None:
    law = LAW[: LAW.index("[field.entries.columns]")]
    assert "应写明各栏（columns）" in refusal(tmp_path, law)
