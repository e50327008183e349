"""TYP: how the text of every role looks, judged by its characters."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import groupby
from typing import Final

from docgen.reading import Outcome
from docgen.spec.fonts import Likeness
from docgen.spec.model import Clause, DocumentSpec, Role
from docgen.validators.catalogue import rule
from docgen.validators.content.levels import run_in
from docgen.validators.content.unread import unread_text
from docgen.validators.finding import Check
from docgen.validators.format.aspects import Eye
from docgen.validators.format.characters import Ground, east_asian
from docgen.validators.format.deviation import Aspect, Deviation, spoken_of
from docgen.validators.format.signing import signatures
from docgen.validators.paper import Paper
from docgen.view.look import Face
from docgen.view.model import Paragraph, Place, paragraphs_of

Spot = tuple[int | None, ...]
SHOWN: Final = 12
"""How many characters of the text a message quotes."""
_TEXT: Final = "body"
_OF_CHARACTERS: Final = ("font", "weight")
"""What tells a heading from the text it opens."""


@rule("TYP101", on="paper", needs="role")
def fonts(paper: Paper) -> Iterator[Check]:
    """各部分的字体和颜色与规定一致。

    为何：字体和颜色是公文和考核材料的规定格式；考核细则注明标题、标题行、内容各用什么字体，公文版头用红色。
    如何改：尚未签发的，选中这部分文字，在“开始”的“字体”“字体颜色”中改（中文字体和西文字体分开设）；已经签发的不改，下次制发前在模板上改。
    """
    yield from _judge(paper, "font")
    if unread := unread_text(paper, paper.spec.clause_of(None)):
        yield unread


@rule("TYP102", on="paper", needs="role")
def sizes(paper: Paper) -> Iterator[Check]:
    """各部分的字号与规定一致。

    为何：字号是公文和考核材料的规定格式；考核细则注明标题16号字，其余12号字（均指磅）。
    如何改：尚未签发的，选中这部分文字，在“开始”的“字号”中改，可直接键入磅值；已经签发的不改，下次制发前在模板上改。
    """
    yield from _judge(paper, "size")


@rule("TYP103", on="paper", needs="role")
def line_spacing(paper: Paper) -> Iterator[Check]:
    """各部分的行距、段前段后间距和字符间距与规定一致。

    为何：行距和字符间距决定版面疏密；考核细则注明标题22磅、内容14磅，按固定行距或按段落间距理解均可。
    如何改：尚未签发的，选中这部分文字，在“段落”的“行距”中选“固定值”改，字符间距在“字体”的“高级”中改；已经签发的不改，下次制发前在模板上改。
    """
    yield from _judge(paper, "spacing")


@rule("TYP104", on="paper", needs="role")
def alignment_and_indents(paper: Paper) -> Iterator[Check]:
    """各部分的对齐方式、缩进、边框线和署名的位置与规定一致。

    为何：标题居中、正文首行缩进、署名与成文日期上下对应等，是规定的版式。
    如何改：尚未签发的，选中这部分文字，在“段落”的“对齐方式”“缩进”“边框”中改；已经签发的不改，下次制发前在模板上改。
    """
    yield from _judge(paper, "setting")
    yield from signatures(paper)


@rule("TYP107", on="paper", needs="role")
def weight(paper: Paper) -> Iterator[Check]:
    """各部分是否加粗与规定一致。

    为何：公文用字体分层次，小标宋、黑体、楷体本身已有区别，规定没有加粗的再加粗，字迹发黑，与其他公文不一。
    如何改：尚未签发的，选中这部分文字，在“开始”中取消或者设置“加粗”；已经签发的不改，下次制发前在模板上改。
    """
    yield from _judge(paper, "weight")


def _judge(paper: Paper, aspect: Aspect) -> Iterator[Check]:
    eye = Eye.on(paper.view)
    for name, role in paper.spec.role.items():
        found = paper.roles.found.get(name, ())
        if found and aspect in spoken_of(role):
            yield from _judge_role(eye, paper.spec, name, found, aspect)


def _judge_role(
    eye: Eye, spec: DocumentSpec, name: str, paragraphs: Iterable[Paragraph], aspect: Aspect
) -> Iterator[Check]:
    """One check for each deviation of each cell, or of each paragraph outside tables; one when there is none."""
    clause, conforms = spec.clause_of(spec.role[name].clause), True
    for _, group in groupby(paragraphs, key=_spot):
        deviating: dict[Deviation, list[tuple[Paragraph, str]]] = {}
        for paragraph in group:
            for deviation in _deviations(eye, spec, name, paragraph, aspect):
                text = deviation.text or paragraph.text
                deviating.setdefault(replace(deviation, text=""), []).append((paragraph, text))
        for deviation, where in deviating.items():
            conforms = False
            yield _check(deviation, where, name, clause)
    if conforms:
        yield Check(Outcome.CONFORMS, place=Place(role=name), clause=clause)


def _deviations(eye: Eye, spec: DocumentSpec, name: str, paragraph: Paragraph, aspect: Aspect) -> list[Deviation]:
    """A standard names a kind of type (仿宋体字), not a font: any font of that design is it. A sentence that opens a
    paragraph with a number may be set as text or as the heading of its level (GB/T 9704-2012 7.3.3)."""
    role, parts = spec.role[name], [paragraph]
    if name == _TEXT and aspect in _OF_CHARACTERS and (split := run_in(paragraph)):
        mark, first, rest = split
        level = spec.role.get(f"heading_{mark.level}")
        parts = [rest] if level and not _amiss(eye, spec, level, first, aspect) else [paragraph]
    return [deviation for part in parts for deviation in _amiss(eye, spec, role, part, aspect)]


def _amiss(eye: Eye, spec: DocumentSpec, role: Role, paragraph: Paragraph, aspect: Aspect) -> list[Deviation]:
    by_standard = spec.clause_of(role.clause).basis == "standard"
    return [found for found in eye.judged(paragraph, role, aspect) if not (found.alike and by_standard)]


def _spot(paragraph: Paragraph) -> Spot:
    """What one finding is about: a cell, or a paragraph outside tables."""
    place = paragraph.place
    return (place.table, place.row, place.column) if place.table else (id(paragraph),)


def _check(deviation: Deviation, where: list[tuple[Paragraph, str]], role: str, clause: Clause) -> Check:
    first = where[0][0].place
    place = replace(first, role=role, paragraph=first.paragraph if len(where) == 1 else None)
    if deviation.outcome is Outcome.UNDETERMINED:
        return Check(
            Outcome.UNDETERMINED,
            place=place,
            clause=clause,
            reason="format",
            why=f"从这种文件看不出{deviation.name}",
        )
    quoted = _quoted("".join(text for _, text in where))
    return Check(
        deviation.outcome,
        f"{quoted}的{deviation.name}为{deviation.found}，应为{deviation.wanted}{deviation.remark}",
        place,
        expected=deviation.expected,
        actual=deviation.actual or deviation.found,
        clause=clause,
        severity=deviation.severity,
    )


def _quoted(text: str) -> str:
    """“县市区政府、开发区管委会…”（共23字）: enough to find it by, and how much more there is."""
    text = " ".join(text.split())
    return f"“{text}”" if len(text) <= SHOWN else f"“{text[:SHOWN]}…”（共{len(text)}字）"


@rule("TYP105", on="paper", needs="role", mendable="no")
def nothing_disguised(paper: Paper) -> Iterator[Check]:
    """没有隐藏或伪装的文字。

    为何：隐藏的、与底色同色的、小到看不见的文字，打印出来没有，电子稿里却有，两者说的不是一回事。
    如何改：核对这些文字应否保留。尚未签发的，应保留的改为正常显示，不应保留的删去；已经签发的不改，附情况说明。
    """
    clause = paper.spec.clause_of(None)
    disguised = _disguised(paper)
    for (how, _), where in disguised.items():
        first = where[0][0]
        text = "".join(text for _, text in where)
        yield Check(
            Outcome.VIOLATES,
            f"{_quoted(text)}{how}",
            replace(first.place, role=paper.roles.role_of(first)),
            expected="正常显示",
            actual=how,
            clause=clause,
        )
    doubtful = _doubtful(paper)
    if doubtful is not None:
        why = "有的文字与其下的图形或图片颜色相近或无从比较"
        yield Check(Outcome.UNDETERMINED, place=doubtful.place, clause=clause, reason="format", why=why)
    if not disguised and doubtful is None:
        yield Check(Outcome.CONFORMS, clause=clause)


def _doubtful(paper: Paper) -> Paragraph | None:
    """The first paragraph with text a print does not tell from its ground."""
    ground, scanned = Ground.of(paper.view), paper.view.facts.scanned
    seen = (paragraph for paragraph in _everything(paper) if paragraph.place.page not in scanned)
    return next((one for one in seen if any(ground.doubtful(one, run) for run in one.runs)), None)


def _disguised(paper: Paper) -> dict[tuple[str, Spot], list[tuple[Paragraph, str]]]:
    """The disguised texts, by how and by cell or paragraph."""
    ground = Ground.of(paper.view)
    found: dict[tuple[str, Spot], list[tuple[Paragraph, str]]] = {}
    for paragraph in _everything(paper):
        if paragraph.place.page in paper.view.facts.scanned:
            continue  # the text layer of a recognised scan is hidden by its nature
        for run in paragraph.runs:
            if how := ground.disguise(paragraph, run):
                found.setdefault((how, _spot(paragraph)), []).append((paragraph, run.text))
    return found


def _everything(paper: Paper) -> Iterator[Paragraph]:
    """The body, then every header and footer."""
    yield from paper.view.paragraphs()
    furniture = (
        blocks for section in paper.view.sections for blocks in (*section.headers.values(), *section.footers.values())
    )
    # A section inherits the furniture of the one before: each is looked at once.
    yield from {id(p): p for blocks in furniture for p in paragraphs_of(blocks)}.values()


@rule("TYP106", on="paper", needs="role", severity="note", mendable="no")
def stand_ins(paper: Paper) -> Iterator[Check]:
    """打印件用的是规定的字体本身，不是替代字体。

    为何：规定的字体多为商业字体，没有安装的机器以字形相近的替代字体打印，看的人应当知道。
    如何改：不影响使用。需要原字体的，在装有该字体的电脑上由Word文档重新输出。
    """
    substituted: dict[tuple[str, str], Place] = {}
    for where, face, wanted in _substitutions(paper):
        substituted.setdefault((face, wanted), where)
    if substituted:
        yield Check(
            Outcome.VIOLATES,
            f"以替代字体打印：“{'；'.join(f'{face}代替{wanted}' for face, wanted in substituted)}”",
            Place(page=next(iter(substituted.values())).page),
            clause=paper.spec.clause_of(None),
        )


def _substitutions(paper: Paper) -> Iterator[tuple[Place, str, str]]:
    """Where a stand-in was printed, its name, and the fonts it stands for, role by role."""
    eye = Eye.on(paper.view)
    for name, role in paper.spec.role.items():
        for face, where in _printed(eye, paper.roles.found.get(name, ())).items():
            if role.font and eye.likeness(face, role.font) is Likeness.STAND_IN:
                yield where, face.name, "或".join(role.font)


def _printed(eye: Eye, paragraphs: Iterable[Paragraph]) -> dict[Face, Place]:
    """The faces East Asian characters were printed in, each with the first place it was."""
    faces: dict[Face, Place] = {}
    for paragraph in paragraphs:
        for run in eye.ground.shown(paragraph):
            face = run.format.east_asian
            if face is not None and face.printed and east_asian(run.text):
                faces.setdefault(face, paragraph.place)
    return faces
