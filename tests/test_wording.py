"""Sentences as they are said together."""

from __future__ import annotations

from docgen.wording import said_together


def test_what_several_sentences_end_with_is_said_once() -> None:
    end = "，可能在以下文件中，故不判为缺件：扫描件.pdf"
    assert said_together([f"未见《甲》{end}", f"未见《乙》{end}", f"未见《甲》{end}"]) == f"未见《甲》；未见《乙》{end}"
    assert said_together(["未见送达的时间，无法计算", "未见《乙》"]) == "未见送达的时间，无法计算；未见《乙》"
    assert said_together(["同一句话，没有两次"] * 2) == "同一句话，没有两次"
    assert said_together([""]) == ""


def test_nothing_is_cut_out_of_a_bracket() -> None:
    both = ["先后不一（甲为5月，乙为6月）", "相隔不足（丙为5月，乙为6月）"]
    assert said_together(both) == "；".join(both)
