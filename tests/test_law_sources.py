"""The law's words are the sources' words: nothing is paraphrased, shortened or silently mended.

Held against the sources where they lie beside the repository; everywhere by the digest of the same words.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest

from docgen.spec import load_document, load_profile
from docgen.spec.model import Clause
from docgen.spec.rubric import Rubric, RubricClause, RubricDeduction

SEEDS = Path(__file__).parents[2] / "shared" / "seeds"
CHANGCHUN, WUGANG = "000_6b90cb73b59a314c.txt", "001_5f63ce56527405ef.txt"

RUBRIC_WORDS = "30aae1dbac8b03705b173dee9a29d510ddfcb471fd057e91e529828bb5497308"
CLAUSE_WORDS = "faa94d01b6c08bdb46c35708b7fcf93a5507e9e3ed4aa747faede15a21391d5f"
"""SHA-256 of the words below without white space, taken when they stood in the sources word for word."""

LINE_ARTEFACT = "[bookmark:_GoBack]"


def words(text: str) -> str:
    return "".join(text.split())


def digest(texts: Iterator[str]) -> str:
    return hashlib.sha256("\n".join(words(text) for text in texts).encode()).hexdigest()


@pytest.fixture(scope="module")
def rubric() -> Rubric:
    sheet = load_document("changchun/rubric_sheet").rubric
    assert sheet is not None
    return sheet


@pytest.fixture(scope="module")
def sources() -> dict[str, str]:
    if not SEEDS.is_dir():
        pytest.skip("the sources do not lie beside the repository")
    return {name: words((SEEDS / name).read_text(encoding="utf-8")) for name in (CHANGCHUN, WUGANG)}


def clauses_of(rubric: Rubric) -> Iterator[RubricClause]:
    return (clause for item in rubric.items for clause in item.clauses)


def deductions_of(rubric: Rubric) -> Iterator[RubricDeduction]:
    return (deduction for clause in clauses_of(rubric) for deduction in clause.deductions)


def quoted(rubric: Rubric) -> Iterator[str]:
    """Everything of the rubric that is the source's wording."""
    yield from (rubric.title, rubric.weight_line, rubric.note, *rubric.columns)
    for item in rubric.items:
        yield from (item.name, f"{item.points}分")
    for clause in clauses_of(rubric):
        yield from (clause.text, *(deduction.trigger for deduction in clause.deductions))


def stated() -> Iterator[Clause]:
    """The clauses of both sources that an authority wrote."""
    for key in ("changchun", "wugang"):
        yield from (clause for clause in load_profile(key).clauses.values() if clause.basis == "authority")


# ---- word for word


def test_every_word_of_the_rubric_stands_in_the_source(rubric: Rubric, sources: dict[str, str]) -> None:
    assert [text for text in quoted(rubric) if words(text) not in sources[CHANGCHUN]] == []


def test_the_rubric_s_clauses_leave_nothing_of_the_source_out(rubric: Rubric, sources: dict[str, str]) -> None:
    rest = sources[CHANGCHUN].replace(LINE_ARTEFACT, "")
    kept = [rubric.title, rubric.weight_line, rubric.note, *(clause.text for clause in clauses_of(rubric))]
    for text in kept:
        assert words(text) in rest
        rest = rest.replace(words(text), "", 1)
    for item in rubric.items:
        rest = rest.replace(words(f"{item.id}{item.name}{item.points}分"), "", 1)
    assert rest.replace("".join(rubric.columns), "", 1) == ""


def test_every_clause_of_an_authority_stands_whole_in_its_source(sources: dict[str, str]) -> None:
    everywhere = sources[CHANGCHUN].replace(LINE_ARTEFACT, "") + sources[WUGANG]
    assert [clause.key for clause in stated() if words(clause.sentence) not in everywhere] == []


def test_the_words_are_those_that_were_held_against_the_sources(rubric: Rubric) -> None:
    assert digest(quoted(rubric)) == RUBRIC_WORDS
    assert digest(clause.sentence for clause in stated()) == CLAUSE_WORDS


def test_no_clause_is_shortened() -> None:
    assert [clause.key for clause in stated() if "…" in clause.sentence or "..." in clause.sentence] == []


def test_every_trigger_stands_in_its_own_clause(rubric: Rubric) -> None:
    assert [
        deduction.id
        for clause in clauses_of(rubric)
        for deduction in clause.deductions
        if deduction.trigger not in clause.text
    ] == []


# ---- the numbers of the rubric


def test_eight_items_sum_to_the_sheet_s_weight(rubric: Rubric) -> None:
    assert [item.id for item in rubric.items] == list("12345678")
    assert sum(Decimal(item.points) for item in rubric.items) == Decimal(rubric.weight) == 10


def test_points_stand_in_the_source_s_own_digits(rubric: Rubric) -> None:
    assert [item.points for item in rubric.items] == ["2.0", "1.5", "2", "0.5", "0.5", "1.0", "1.5", "1.0"]


def test_the_points_of_a_deduction_are_those_of_its_trigger(rubric: Rubric) -> None:
    assert [d.id for d in deductions_of(rubric) if f"{d.points}分" not in d.trigger] == []


def test_there_are_53_deductions_each_with_its_own_id(rubric: Rubric) -> None:
    ids = [deduction.id for deduction in deductions_of(rubric)]
    assert len(ids) == len(set(ids)) == 53
    decidable = Counter(deduction.decidable for deduction in deductions_of(rubric))
    assert decidable == {"machine": 26, "partial": 22, "manual": 5}


def test_every_deduction_once_gives_the_item_s_points_except_in_item_3(rubric: Rubric) -> None:
    once = {
        item.id: sum(Decimal(deduction.points) for clause in item.clauses for deduction in clause.deductions)
        for item in rubric.items
    }
    assert once.pop("3") == Decimal("0.8")
    assert once == {item.id: Decimal(item.points) for item in rubric.items if item.id != "3"}


def test_a_deduction_counts_by_the_source_s_own_word_or_by_none(rubric: Rubric) -> None:
    assert {d.per for d in deductions_of(rubric)} == {"起", "户", "条", "次", "次条", "人", "库", ""}
    assert [d.id for d in deductions_of(rubric) if d.per and d.per not in d.trigger] == []
    assert [d.id for d in deductions_of(rubric) if (d.per == "") != (d.unit == "once")] == []


def test_the_first_item_stands_in_three_rows(rubric: Rubric) -> None:
    assert [len(row) for row in rubric.items[0].rows] == [3, 2, 3]
    assert all(len(item.rows) == 1 for item in rubric.items[1:])


def test_the_source_s_defects_are_listed_and_kept(rubric: Rubric) -> None:
    assert [defect.split()[0] for defect in rubric.defects] == [f"D{number}" for number in range(1, 12)]
    kept = "".join(quoted(rubric))
    assert all(
        slip in kept for slip in ("发现一次条0.1分", "未按要求要到", "仿宋-GB2312", "“双随机一公开”行政检查通知书")
    )
    assert "bookmark" not in kept


# ---- clauses


def test_every_deduction_has_a_clause(rubric: Rubric) -> None:
    cited = {clause.rubric for clause in load_profile("changchun").clauses.values()}
    assert {deduction.id for deduction in deductions_of(rubric)} <= cited
    assert {clause.id for clause in clauses_of(rubric)} <= cited


def test_a_clause_of_one_deduction_states_it_and_one_of_several_does_not() -> None:
    clauses = load_profile("changchun").clauses
    deduct = clauses["CC-7-3"].deduct
    assert deduct is not None
    assert (deduct.points, deduct.per) == ("0.2", "户")
    assert clauses["CC-7-5"].deduct is None
    assert clauses["CC-7-5b"].deduct is not None
    assert clauses["CC-7-5b"].sentence == clauses["CC-7-5"].sentence


def test_a_clause_says_where_it_stands() -> None:
    clauses = load_profile("changchun").clauses
    assert clauses["CC-7-3"].source == "“双随机、一公开”考核细则（县市区政府、开发区管委会）第7项第3条"
    assert clauses["CC-1-B-2"].source.endswith("第1项第2行第2条")
    assert clauses["CC-7-3"].edition == "未注明年度"


def test_no_format_clause_deducts() -> None:
    clauses = load_profile("changchun").clauses
    assert [key for key in ("CC-format", "CC-house", "JL-form") if clauses[key].deduct] == []
    assert {clauses[key].basis for key in ("CC-house", "JL-form")} == {"house"}


def test_the_closing_note_is_the_clause_of_the_rubric_sheet(rubric: Rubric) -> None:
    assert rubric.note == "注：" + load_profile("changchun").clauses["CC-format"].sentence


def test_boundary_days_are_read_in_favour() -> None:
    clauses = load_profile("changchun").clauses
    assert {clauses[key].doubt for key in ("CC-7-2", "CC-7-3", "CC-8-1", "CC-8-1b")} == {"favour"}


@pytest.mark.parametrize(("profile", "key"), [("changchun", "CC-3-6"), ("wugang", "WG-2-1"), ("wugang", "WG-2-2")])
def test_clauses_that_may_conflict_with_a_higher_rule_are_parked(profile: str, key: str) -> None:
    conflict = load_profile(profile).clauses[key].conflict
    assert conflict is not None
    assert (conflict.with_, conflict.from_.isoformat(), conflict.effect) == ("国办发〔2024〕54号", "2025-01-03", "park")


def test_wugang_s_clauses_hold_from_the_day_of_the_notice() -> None:
    clauses = [clause for clause in stated() if clause.key.startswith("WG-")]
    assert len(clauses) == 17
    assert {
        clause.effective.from_.isoformat() for clause in clauses if clause.effective and clause.effective.from_
    } == {"2021-04-23"}
    assert all(clause.effective for clause in clauses)


def test_changchun_s_clauses_claim_no_year() -> None:
    clauses = load_profile("changchun").clauses.values()
    assert [clause.key for clause in clauses if clause.key.startswith("CC-") and clause.effective] == []
