"""The text report can be read aloud: summary first, every finding whole, the three numbers last."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date
from typing import Any

from paper_builder import AS_OF, AUTHORITY, HOUSE

from docgen.spec.model import Severity
from docgen.validators.finding import Address, Crash, DocumentEntry, Exempt, Finding, LawUsed, NotDue, Undetermined
from docgen.validators.judging.assembly import Judged, report
from docgen.validators.judging.ledger import Entries
from docgen.validators.report.text import render_text
from docgen.validators.submission.inspection import LawDate
from docgen.view.facts import Signature
from docgen.view.model import Place

CODE = "92000000MA00000154"


def address(household: str | None = "某店", file: str | None = "某店/a.docx", **place: int) -> Address:
    return Address(None, household, "第二批", file, "test/notice", Place(**place))  # type: ignore[arg-type]


def finding(where: Address | None = None, severity: Severity = "error", **said: Any) -> Finding:
    known: dict[str, Any] = {
        "message": "左边距不符",
        "expected": "甲",
        "actual": "乙",
        "clause": AUTHORITY,
        "fix": "照办。",
        "mendable": "edit",
    }
    return Finding("PAG102", severity, where or address(section=1), **{**known, **said})


def text(
    *findings: Finding,
    household: str | None = "某店",
    fail_on: Severity = "error",
    crashes: tuple[Crash, ...] = (),
    ignored: tuple[str, ...] = (),
    codes: tuple[str, ...] = (CODE,),
    **entries: Any,
) -> str:
    documents = tuple(
        DocumentEntry(address(household), None, "test/notice", fields={"credit_code": code}) for code in codes
    )
    dates = (LawDate(date(2026, 6, 4), "进入检查的日期"),)
    one = Judged(
        household or "a.docx",
        household,
        Entries(findings, **entries),
        documents,
        Counter(),
        crashes,
        dates,
        ignored=ignored,
    )
    law = (LawUsed("test", "2026", "0" * 64),)
    return render_text(report([one], AS_OF, law, "test", {"test/notice": "行政检查通知书"}), fail_on=fail_on)


def last_line(said: str) -> str:
    return said.rstrip("\n").rpartition("\n")[2]


def test_the_summary_comes_first() -> None:
    assert text(finding(), finding(severity="note")).startswith(
        "核对结果（截至2026年12月8日）\n"
        "　　依　　据：test（2026），版本按进入检查的日期（2026年6月4日）确定\n"
        "　　范　　围：1户，1个文件，其中识别为规定文书的1个\n"
        "　　合　　计：问题 1　提醒 0　说明 1　未能核对 0　未到期 0　不作要求 0\n"
        "　　结　　果：齐全0户，有问题1户，未能核对0户\n"
    )


def test_a_finding_says_whose_where_what_by_which_clause_and_what_to_do() -> None:
    said = text(finding(address(table=1, row=3, column=2), deduct={"points": "0.2", "per": "户", "count": 1}))
    assert (
        "【问题】左边距不符（PAG102）\n"
        f"　　户　　名：某店（{CODE}）　检查：第二批\n"
        "　　文　　书：某店/a.docx《行政检查通知书》　表1第3行第2栏\n"
        "　　查到的：　乙\n"
        "　　应　　为：甲\n"
        "　　依　　据：考核细则：“未按规定的每户扣0.1分”\n"
        "　　考核关系：扣分线索，每户0.2分，1户，待考核人员确认\n"
        "　　怎么办：　照办。\n"
    ) in said


def test_what_is_no_clause_of_the_assessment_says_so() -> None:
    standard = AUTHORITY.model_copy(update={"basis": "standard", "source": "GB/T 9704"})
    assert "依　　据：本单位模板，非考核条款\n" in text(finding(clause=HOUSE))
    assert "依　　据：GB/T 9704：“未按规定的每户扣0.1分”（非考核条款）\n" in text(finding(clause=standard))
    assert "依　　据：内部核对规则（非考核条款）\n　　考核关系：不涉及扣分\n" in text(finding(clause=None))


def test_a_deduction_without_a_unit_names_none() -> None:
    said = text(finding(deduct={"points": "0.1", "per": "", "count": 1}))
    assert "考核关系：扣分线索，0.1分，待考核人员确认" in said


def test_errors_come_before_warnings_and_notes() -> None:
    said = text(
        finding(severity="note", message="丙"), finding(severity="warning", message="乙"), finding(message="甲")
    )
    assert said.index("【问题】甲") < said.index("【提醒】乙") < said.index("【说明】丙")


def test_one_remark_for_many_households_is_said_once() -> None:
    every = [finding(address(f"{n:03}店", f"{n:03}店/a.docx")) for n in range(287)]
    said = text(*every)
    assert said.count("左边距不符") == 1
    assert "同类问题，涉及287户，名单见明细：000店；001店；002店；003店；004店……共287户" in said


def test_one_remark_for_many_places_of_a_file_is_said_once() -> None:
    said = text(*(finding(address(table=1, row=row, column=4)) for row in range(2, 9)))
    assert said.count("左边距不符") == 1
    assert "某店/a.docx，同类问题共7处：表1第2行第4栏；表1第3行第4栏" in said
    assert "……共7处" in said


def test_different_findings_do_not_fold() -> None:
    said = text(finding(actual="乙"), finding(actual="丙"))
    assert said.count("【问题】") == 2


def test_what_could_not_be_told_is_no_fault() -> None:
    said = text(undetermined=(Undetermined("DAT302", address(), "time", "只有日期"),))
    assert "【未能核对】只有日期（DAT302）\n" in said
    assert "考核关系：未能核对不是问题，不作为扣分线索" in said
    assert last_line(said) == "齐全0户，有问题0户，未能核对1户。"


def test_one_cause_in_many_households_is_said_once_and_is_not_called_a_fault() -> None:
    every = tuple(Undetermined("DAT302", address(f"{n}店", None), "time", "只有日期") for n in range(3))
    assert "同类情形，涉及3户：0店；1店；2店" in text(undetermined=every)


def test_what_this_kind_of_file_cannot_show_is_said_once_in_the_last_line() -> None:
    unseen = tuple(Undetermined(code, address(), "format", "看不出") for code in ("TYP103", "TYP104"))
    said = text(undetermined=unseen)
    assert "【未能核对】" not in said
    assert last_line(said) == "未发现问题。齐全1户，有问题0户，未能核对0户。另有2项为此类文件看不出的，未作判断。"


def test_what_is_not_due_names_its_day() -> None:
    said = text(not_due=(NotDue("DAT303", address(), date(2026, 12, 25), "抽查11月27日结束，尚余13个工作日"),))
    assert "【未到期】抽查11月27日结束，尚余13个工作日，应于2026年12月25日前完成（DAT303）" in said


def test_what_is_not_asked_for_is_said_with_its_codes() -> None:
    waived = tuple(Exempt(code, address(), "本单位模板，未作要求") for code in ("PAG102", "TYP101", "TYP101"))
    assert "不作要求：本单位模板，未作要求（PAG102、TYP101）" in text(exempt=waived)


def test_what_was_passed_over_is_named() -> None:
    assert "未审查的文件：某店/docgen.toml（…）" in text(ignored=("某店/docgen.toml（…）",))


def test_a_clean_run_says_so() -> None:
    assert last_line(text()) == "未发现问题。齐全1户，有问题0户，未能核对0户。"
    assert last_line(text(household=None)) == "未发现问题。齐全1件，有问题0件，未能核对0件。"


def test_no_clean_bill_while_anything_is_open() -> None:
    assert "未发现问题" not in text(finding(severity="warning"))
    assert "未发现问题" not in text(undetermined=(Undetermined("DOS101", address(), "scan", "扫描件"),))
    assert "未发现问题" not in text(crashes=(Crash("a", "Traceback\nValueError: x"),))
    assert "未发现问题" not in text(finding(severity="note"), fail_on="note")
    assert "未发现问题" in text(finding(severity="note"))


def test_a_bug_of_ours_is_owned_up_to() -> None:
    said = text(crashes=(Crash("a.docx", "Traceback …\n  File …\nValueError: x"),))
    assert "【程序故障】审查“a.docx”时程序出错，该处没有结论：ValueError: x" in said


def test_nothing_checked_is_no_pass() -> None:
    assert last_line(render_text(report([], AS_OF))) == "没有检查任何内容。"


def test_no_word_that_condemns() -> None:
    said = text(finding(), finding(severity="warning"), undetermined=(Undetermined("DAT302", address(), "time", "因"),))
    assert not any(word in said for word in ("错误", "非法", "不合格"))


def test_one_deviation_of_many_texts_folds_though_each_is_quoted() -> None:
    cells = ("“发起部门…”（共186字）", "“他说“可以”…”（共9字）", "“合计”")
    said = text(*(finding(address(table=1, row=n, column=4), message=f"{cell}的字体为乙，应为甲")
                  for n, cell in enumerate(cells, start=2)))  # fmt: skip
    assert "【问题】“发起部门…”（共186字）的字体为乙，应为甲，等3处（PAG102）\n" in said
    assert said.count("【问题】") == 1
    assert "同类问题共3处：表1第2行第4栏；表1第3行第4栏；表1第4行第4栏" in said


def test_what_differs_outside_the_quotation_does_not_fold() -> None:
    assert text(finding(message="上边距为乙，应为甲"), finding(message="左边距为乙，应为甲")).count("【问题】") == 2


def test_the_words_of_anything_but_format_are_what_it_is_about() -> None:
    every = (Finding("DAT101", "error", address(), f"“{day}”不是日历上有的日期", None, None, None, "照办。", "no")
             for day in ("2月30日", "2月31日"))  # fmt: skip
    assert text(*every).count("【问题】") == 2


def test_a_digital_signature_is_told_as_a_fact_once_for_its_file() -> None:
    signature = Signature("changed", "签名之后文件内容被改动", "示例机关", "2026年6月1日9时10分")
    entry = DocumentEntry(Address(file="通知书.pdf"), 1, None, signatures=(signature,))
    one = Judged("通知书.pdf", None, Entries(), (entry, replace(entry, part=2)), Counter(), ())
    said = render_text(report([one], AS_OF))
    assert said.count("【数字签名】") == said.count("签名之后文件内容被改动") == 1
    assert "通知书.pdf：示例机关，自述时间2026年6月1日9时10分，签名之后文件内容被改动" in said


def test_one_situation_of_many_households_folds_whatever_their_dates() -> None:
    whys = [f"抽查于2026年6月{n}日结束（《登记表》第{n}行），未见公示的凭证" for n in range(1, 8)]
    every = tuple(Undetermined("DAT303", address(f"{n}店", None), "missing", why) for n, why in enumerate(whys))
    said = text(undetermined=every)
    assert said.count("【未能核对】") == 1
    assert f"【未能核对】{whys[0]}（DAT303）" in said
    assert "同类情形，涉及7户（日期、出处各不相同，上文是第一个的），名单见明细：0店；" in said


def test_a_paper_of_the_same_name_in_every_household_is_named_once_with_its_place() -> None:
    every = [finding(address(f"{n}店", f"局/{n}店/通知书.docx", table=1, row=9, column=2)) for n in range(3)]
    assert "文　　书：各户的通知书.docx　表1第9行第2栏\n" in text(*every)


def test_a_household_is_named_with_its_code_where_several_of_its_files_fold_too() -> None:
    said = text(finding(address(file="某店/a.docx")), finding(address(file="某店/b.docx")))
    assert f"户　　名：某店（{CODE}）" in said
    assert "文　　书：某店/a.docx；某店/b.docx" in said


def test_a_household_goes_by_the_code_most_of_its_papers_write() -> None:
    assert f"户　　名：某店（{CODE}）" in text(finding(), codes=("92000000MA00000145", CODE, CODE))


def test_one_situation_of_two_inspections_of_a_household_names_both() -> None:
    first, second = (replace(address("甲店", None), inspection=f"示例〔2026〕{number}号") for number in (1, 2))
    whys = ("抽查于2026年6月1日结束，未见公示的凭证", "抽查于2026年9月1日结束，未见公示的凭证")
    every = (Undetermined("DAT303", first, "missing", whys[0]), Undetermined("DAT303", second, "missing", whys[1]))
    said = text(undetermined=every)
    assert "户　　名：甲店　同类情形，涉及2次检查（日期、出处各不相同，上文是第一个的）：" in said
    assert "示例〔2026〕1号；示例〔2026〕2号" in said
