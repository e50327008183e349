"""A report for people: the summary first, then every finding so that it can be read aloud, the three numbers last.

Findings of one kind fold in view, never in data. What the kind of file cannot show is said once, in the last line.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from docgen.dates import format_date
from docgen.spec.model import Severity
from docgen.validators.field_names import CREDIT_CODE
from docgen.validators.finding import Address, Finding, NotDue, Report, Undetermined
from docgen.validators.judging.verdict import checked_nothing
from docgen.validators.places import place_said
from docgen.validators.report.due import due_within
from docgen.validators.report.folding import Entry, folded, household_said, kind_of, listed, situation_of, whose_all
from docgen.validators.report.masking import masked
from docgen.validators.report.papers import converted_said, filing_said, recognition_said, signatures_said
from docgen.validators.report.phrases import LABELS, bearing_said, clause_said
from docgen.validators.report.statuses import statuses

_ORDER: Final[tuple[Severity, ...]] = ("error", "warning", "note")
_OF_THE_FIRST: Final = "（日期、出处各不相同，上文是第一个的）"
_NOT_A_FAULT: Final = "未能核对不是问题，不作为扣分线索"


@dataclass(frozen=True, slots=True)
class _Names:
    """What papers and households are called: titles by document key, credit codes by household."""

    titles: Mapping[str, str]
    codes: Mapping[str, str]


def render_text(
    report: Report,
    *,
    fail_on: Severity = "error",
    unmask: bool = False,
    within: int | None = None,
    explain: bool = False,
) -> str:
    """The report as text, what falls due ``within`` so many days at its top. “未发现问题” stands there only when
    nothing at or above ``fail_on`` was found, nothing is 有问题 and nothing 未能核对. Personal fields are masked
    unless ``unmask``; with ``explain`` it says of every paper why it was taken for what it is."""
    shown = report if unmask else masked(report)
    names = _names(shown)
    blocks = (
        *_due_soon(shown, names, within),
        *_summary(shown),
        *_findings(shown, names),
        *_undetermined(shown, names),
        *_not_due(shown, names),
        *filing_said(shown),
        *(recognition_said(shown) if explain else ()),
        *converted_said(shown),
        *signatures_said(shown),
        *_passed_over(shown),
        *_crashes(shown),
        _conclusion(shown, fail_on),
    )
    return "\n\n".join(blocks) + "\n"


def _names(report: Report) -> _Names:
    """A household goes by the code that most of its papers write: one of them may have a slip."""
    codes: dict[str, Counter[str]] = {}
    for entry in report.documents:
        code = entry.fields.get(CREDIT_CODE)
        if entry.address.household is not None and code:
            codes.setdefault(entry.address.household, Counter())[code] += 1
    return _Names(report.titles, {name: counted.most_common(1)[0][0] for name, counted in codes.items()})


def _due_soon(report: Report, names: _Names, within: int | None) -> Iterator[str]:
    """“7日内到期”: day by day what is to be done, and whose it is."""
    if within is None:
        return
    soon = due_within(report, within)
    lines = [
        f"{format_date(day)}　{_whose_due(names, group)}{group[0].why}（{group[0].code}）"
        for day, entries in soon.by_day()
        for group in folded(entries, lambda entry: (entry.code, entry.why))
    ]
    counted = f"{len(soon.entries)}项" if lines else "无"
    headline = f"{within}日内到期（{format_date(report.as_of)}至{format_date(soon.until)}）：{counted}"
    yield "\n".join([headline, *(f"　　{line}" for line in lines)])


def _whose_due(names: _Names, group: list[NotDue]) -> str:
    """Which households, or papers, something due is of."""
    whose = list(dict.fromkeys(entry.address.household or entry.address.file or "" for entry in group))
    if len(whose) == 1 and (code := names.codes.get(whose[0], "")) and code not in whose[0]:
        return f"{whose[0]}（{code}）："
    return f"{listed(whose, '户')}："


def _summary(report: Report) -> Iterator[str]:
    """What was judged by which law, and how much of each was found: one screen."""
    law = "、".join(f"{law.name or law.key}（{law.edition}）" for law in report.law)
    chosen = f"，版本按{report.edition_date}确定" if report.edition_date else ""
    counts = (
        ("问题", report.count("error")),
        ("提醒", report.count("warning")),
        ("说明", report.count("note")),
        ("未能核对", len(_beyond_format(report))),
        ("未到期", len(report.not_due)),
        ("不作要求", len(report.exempt)),
    )
    lines = [
        f"核对结果（截至{format_date(report.as_of)}）",
        *([f"　　依　　据：{law}{chosen}"] if law else []),
        f"　　范　　围：{_extent(report)}",
        f"　　合　　计：{'　'.join(f'{name} {count}' for name, count in counts)}",
        f"　　结　　果：{_three_numbers(report)}",
    ]
    yield "\n".join(lines)


def _extent(report: Report) -> str:
    households = f"{len(report.households)}户，" if report.households else ""
    recognised = sum(entry.document is not None for entry in report.documents)
    return f"{households}{report.files}个文件，其中识别为规定文书的{recognised}个"


def _three_numbers(report: Report) -> str:
    unit = "户" if report.households or not report.papers else "件"
    return "，".join(f"{status}{count}{unit}" for status, count in statuses(report).items())


def _beyond_format(report: Report) -> tuple[Undetermined, ...]:
    return tuple(entry for entry in report.undetermined if entry.reason != "format")


def _findings(report: Report, names: _Names) -> Iterator[str]:
    for severity in _ORDER:
        found = (finding for finding in report.findings if finding.severity == severity)
        for group in folded(found, kind_of):
            yield _block(names, f"{LABELS[severity]}{_headline(group)}", group, _particulars(group[0]))


def _headline(group: list[Finding]) -> str:
    """The first one's sentence, and how many more there are where the others quote other words."""
    first = group[0]
    others = any(finding.message != first.message for finding in group)
    return f"{first.message}{f'，等{len(group)}处' if others else ''}（{first.code}）"


def _particulars(finding: Finding) -> Iterator[str]:
    if finding.actual:
        first, *others = finding.actual.split("\n")
        yield f"查到的：　{first}"
        yield from (f"　　　　　{line}" for line in others)
    if finding.expected:
        yield f"应　　为：{finding.expected}"
    yield f"依　　据：{clause_said(finding.clause)}"
    yield f"考核关系：{bearing_said(finding)}"
    yield f"怎么办：　{finding.fix}"
    yield from (f"另：　　　{text}" for text in finding.also)


def _undetermined(report: Report, names: _Names) -> Iterator[str]:
    for group in folded(_beyond_format(report), situation_of):
        headline = f"【未能核对】{group[0].why}（{group[0].code}）"
        differ = any(entry.why != group[0].why for entry in group)
        yield _block(names, headline, group, (f"考核关系：{_NOT_A_FAULT}",), _OF_THE_FIRST if differ else "")


def _not_due(report: Report, names: _Names) -> Iterator[str]:
    def cause(entry: NotDue) -> Hashable:
        return entry.code, entry.due, entry.why

    for group in folded(report.not_due, cause):
        due = format_date(group[0].due) if group[0].due else ""
        until = f"，应于{due}前完成" if due not in group[0].why else ""
        yield _block(names, f"【未到期】{group[0].why}{until}（{group[0].code}）", group, ())


def _passed_over(report: Report) -> Iterator[str]:
    """What was not asked of these papers, and what of the submission was not judged."""
    waived = [
        f"不作要求：{group[0].why}（{'、'.join(dict.fromkeys(entry.code for entry in group))}）"
        for group in folded(report.exempt, lambda entry: entry.why)
    ]
    ignored = [f"未审查的文件：{listed(report.ignored, '个')}"] if report.ignored else []
    if waived or ignored:
        yield "\n".join((*waived, *ignored))


def _crashes(report: Report) -> Iterator[str]:
    for crash in report.crashes:
        cause = crash.traceback.strip().rpartition("\n")[2]
        headline = f"【程序故障】审查“{crash.file}”时程序出错，该处没有结论：{cause}"
        yield f"{headline}\n　　怎么办：　请把完整的出错信息交给维护人员"


def _conclusion(report: Report, fail_on: Severity) -> str:
    """The last line: the three numbers, and what the kind of file cannot show."""
    if checked_nothing(report):
        return "没有检查任何内容。"
    failing = any(_ORDER.index(finding.severity) <= _ORDER.index(fail_on) for finding in report.findings)
    counts = statuses(report)
    clean = not (failing or report.crashes or counts["有问题"] or counts["未能核对"])
    unseen = len(report.undetermined) - len(_beyond_format(report))
    aside = f"另有{unseen}项为此类文件看不出的，未作判断。" if unseen else ""
    return f"{'未发现问题。' if clean else ''}{_three_numbers(report)}。{aside}"


def _block(names: _Names, headline: str, group: list[Entry], particulars: Iterable[str], of_the_first: str = "") -> str:
    """A headline, whose and where it is, and the particulars of the first of the group."""
    alike = "同类问题" if isinstance(group[0], Finding) else "同类情形"
    whose = _whose(names, group[0].address) if len(group) == 1 else whose_all(group, names.codes, alike, of_the_first)
    return "\n".join([headline, *(f"　　{line}" for line in (*whose, *particulars))])


def _whose(names: _Names, address: Address) -> Iterator[str]:
    if address.household is not None:
        task = f"　检查：{address.inspection}" if address.inspection else ""
        yield f"户　　名：{household_said(address.household, names.codes)}{task}"
    if address.file is not None:
        title = names.titles.get(address.document or "", "")
        where = place_said(address.place)
        yield f"文　　书：{address.file}{f'《{title}》' if title else ''}{f'　{where}' if where else ''}"
