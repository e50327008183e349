"""Checks become entries: severity, clause, deduction, exemption and folding are settled the same way for every rule."""

from __future__ import annotations

from datetime import date

from paper_builder import AS_OF, AUTHORITY, HOUSE

from docgen.reading import Outcome
from docgen.spec.model import Applies, Clause, Conflict, Deduction, Override, Period
from docgen.validators.catalogue import Rule
from docgen.validators.finding import Address, Check, Finding
from docgen.validators.judging.ledger import Entries, Standing, entries, judgements
from docgen.view.model import Place

ADDRESS = Address(household="某店", inspection="第1次", file="a.docx", document="test/notice")
BAD = Check(Outcome.VIOLATES, "不符", clause=AUTHORITY)
DEDUCTIBLE = AUTHORITY.model_copy(update={"deduct": Deduction(points="0.2", per="户")})


def rule(code: str = "DOS101", **settled: object) -> Rule:
    known = {"severity": None, "needs": "x", "mendable": "evidence", **settled}
    return Rule(code, "paper", "句。", "因", "照此办理，不得更改、补签、倒签。", lambda _: iter(()), **known)  # type: ignore[arg-type]


def entered(
    *checks: Check, of: Rule | None = None, standing: Standing | None = None, overrides: tuple[Override, ...] = ()
) -> Entries:
    return entries(judgements(of or rule(), checks, ADDRESS, standing or Standing(AS_OF)), overrides)


def finding(check: Check = BAD, **how: object) -> Finding:
    found = entered(check, **how).findings  # type: ignore[arg-type]
    assert len(found) == 1
    return found[0]


def clause(**law: object) -> Clause:
    return AUTHORITY.model_copy(update=law)


def test_an_authoritys_clause_makes_an_error_and_any_other_a_warning() -> None:
    assert finding().severity == "error"
    assert finding(Check(Outcome.VIOLATES, clause=HOUSE)).severity == "warning"
    assert finding(Check(Outcome.VIOLATES, clause=clause(basis="standard"))).severity == "warning"


def test_a_rules_fixed_severity_outweighs_the_clause_and_the_checks_own_outweighs_both() -> None:
    assert finding(of=rule(severity="note")).severity == "note"
    tolerated = Check(Outcome.VIOLATES, clause=AUTHORITY, severity="note")
    assert finding(tolerated, of=rule(severity="error")).severity == "note"


def test_a_profile_may_judge_otherwise_and_says_why() -> None:
    milder = Override(code="DOS101", severity="note", reason="试行一年")
    assert finding(overrides=(milder,)).severity == "note"
    assert finding(overrides=(milder,)).also == ("本地区另定轻重：试行一年",)
    assert finding(of=rule("DOS102"), overrides=(milder,)).severity == "error"


def test_the_remedy_is_the_rules_unless_the_check_has_a_nearer_one() -> None:
    assert finding().fix == "照此办理，不得更改、补签、倒签。"
    assert finding(Check(Outcome.VIOLATES, clause=AUTHORITY, fix="另存为")).fix == "另存为"


def test_a_finding_stands_where_its_check_says() -> None:
    check = Check(Outcome.VIOLATES, place=Place(section=2), file="b.docx", document="test/form")
    address = finding(check, of=rule(severity="error")).address
    assert (address.household, address.file, address.document, address.place.section) == (
        "某店",
        "b.docx",
        "test/form",
        2,
    )


def test_a_deduction_is_a_clue_in_the_clauses_own_figures() -> None:
    assert finding(Check(Outcome.VIOLATES, clause=DEDUCTIBLE)).deduct == {"points": "0.2", "per": "户", "count": 1}
    assert finding().deduct is None


def test_how_something_is_written_or_set_never_deducts() -> None:
    for code in ("PAG102", "TYP101", "STR101", "FLD102", "FLD103", "FLD104", "FLD105", "FLD106", "RUB102"):
        assert finding(Check(Outcome.VIOLATES, clause=DEDUCTIBLE), of=rule(code)).deduct is None


def test_a_part_that_is_not_filled_in_deducts_like_a_paper_that_is_not_there() -> None:
    for code in ("DOS101", "DAT302", "AGR301", "FLD101"):
        assert finding(Check(Outcome.VIOLATES, clause=DEDUCTIBLE), of=rule(code)).deduct


def test_a_parked_clause_is_listed_and_counts_nothing_from_its_rivals_day_on() -> None:
    rival = Conflict.model_validate({"with": "国办发〔2024〕54号", "from": date(2025, 1, 3)})
    parked = Check(Outcome.VIOLATES, clause=DEDUCTIBLE.model_copy(update={"conflict": rival}))
    assert finding(parked).deduct is None
    assert "国办发〔2024〕54号" in finding(parked).also[0]
    assert finding(parked, standing=Standing(date(2025, 1, 2))).deduct == {"points": "0.2", "per": "户", "count": 1}


def test_a_clause_out_of_force_makes_no_finding() -> None:
    period = Period.model_validate({"from": date(2026, 1, 1), "to": date(2026, 12, 31)})
    check = Check(Outcome.VIOLATES, clause=clause(effective=period))
    assert finding(check, standing=Standing(date(2026, 1, 1))).clause == check.clause
    for day, said in ((date(2025, 12, 31), "自2026年1月1日起施行"), (date(2027, 1, 1), "施行至2026年12月31日")):
        found = entered(check, standing=Standing(day))
        assert (found.findings, len(found.exempt)) == ((), 1)
        assert said in found.exempt[0].why


def test_a_clause_for_another_category_is_to_be_confirmed() -> None:
    check = Check(Outcome.VIOLATES, clause=clause(applies=Applies(category=("双随机",))))
    assert finding(check, standing=Standing(AS_OF, "“双随机、一公开”抽查")).clause == check.clause
    assert finding(check, standing=Standing(AS_OF, "")).clause == check.clause
    assert "请确认是否适用" in entered(check, standing=Standing(AS_OF, "投诉举报")).exempt[0].why


def test_house_format_is_for_our_own_papers_and_is_said_once() -> None:
    checks = [Check(outcome, "不符", Place(paragraph=n), clause=HOUSE) for n, outcome in enumerate(Outcome)]
    found = entered(*checks, of=rule("TYP101"), standing=Standing(AS_OF, ours=False))
    assert (found.findings, found.undetermined, found.not_due) == ((), (), ())
    assert [(one.code, one.address.place, one.why) for one in found.exempt] == [
        ("TYP101", Place(), "本单位模板，未作要求")
    ]


def test_house_law_on_fields_and_authorities_on_format_bind_everybody() -> None:
    theirs = Standing(AS_OF, ours=False)
    assert finding(Check(Outcome.VIOLATES, clause=HOUSE), of=rule("FLD101"), standing=theirs).code == "FLD101"
    assert finding(BAD, of=rule("TYP101"), standing=theirs).code == "TYP101"


def test_what_could_not_be_told_is_one_entry_per_code_and_file() -> None:
    checks = (
        Check(Outcome.UNDETERMINED, place=Place(paragraph=1), reason="format", why="甲"),
        Check(Outcome.UNDETERMINED, place=Place(paragraph=2), reason="time", why="乙"),
        Check(Outcome.UNDETERMINED, place=Place(paragraph=3), reason="format", why="甲"),
    )
    found = entered(*checks, of=rule("FLD101")).undetermined
    assert [(one.reason, one.why, one.address.place) for one in found] == [("time", "甲；乙", Place())]
    other = Check(Outcome.UNDETERMINED, reason="scan", why="丙", file="b.pdf")
    assert len(entered(*checks, other).undetermined) == 2


def test_a_single_one_keeps_its_place_and_document() -> None:
    check = Check(Outcome.UNDETERMINED, place=Place(paragraph=1), reason="format", document="test/form")
    entry = entered(check).undetermined[0]
    assert (entry.address.place, entry.address.document) == (Place(paragraph=1), "test/form")


def test_relations_are_kept_whole_passes_too() -> None:
    passed = Check(Outcome.CONFORMS, inputs={"送达": "9时"}, limit="48小时", margin="多出1小时", evidence=("a.docx",))
    (relation,) = entered(passed, of=rule("DAT302")).checks
    assert (relation.outcome, relation.inputs, relation.limit) == (Outcome.CONFORMS, {"送达": "9时"}, "48小时")
    assert (relation.margin, relation.evidence) == ("多出1小时", ("a.docx",))
    assert entered(passed, of=rule("PAG102")) == Entries()


def test_what_is_not_due_keeps_its_day() -> None:
    check = Check(Outcome.NOT_DUE, due=date(2026, 12, 25), why="未满20个工作日")
    (entry,) = entered(check, check).not_due
    assert (entry.due, entry.why) == (date(2026, 12, 25), "未满20个工作日")
