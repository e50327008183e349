"""A jurisdiction whole: its folder and those it extends, joined child first.

A document folder and a dossier law are taken whole from the nearest jurisdiction that has one, never merged key by
key: a reader must see one law, not a patch set. Clauses of one key: the child's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from docgen.errors import Problem, SpecError, UsageError
from docgen.spec.calendar import load_calendar
from docgen.spec.citation import clause
from docgen.spec.dossier import DossierLaw
from docgen.spec.dossier_references import dossier_problems
from docgen.spec.faults import as_toml, nearest
from docgen.spec.folders import profiles
from docgen.spec.fonts import load_fonts
from docgen.spec.load import Layer, read_layer
from docgen.spec.measures import load_measures
from docgen.spec.model import Clause, DocumentLaw, DocumentSpec, Override, Profile
from docgen.spec.references import Known, document_problems
from docgen.spec.workbook import WorkbookLaw
from docgen.spec.workbook_references import workbook_problems
from docgen.working_days import WorkCalendar


def load_profile(key: str, extra: Sequence[Path] = ()) -> Profile:
    """The law of one jurisdiction. ``extra`` are folders of profiles beside the packaged ones.

    Read once a process, and again when a folder handed over has changed. Raises UsageError for a name nobody has,
    SpecError with every fault of every law file of the chain at once.
    """
    places = tuple(Path(place) for place in extra)
    return _load(key, places, tuple(_state(place) for place in places))


def _state(place: Path) -> tuple[tuple[str, int, int], ...]:
    """The law files below a folder, each with its size and time of change."""
    files = sorted(place.rglob("*.toml")) if place.is_dir() else []
    return tuple((str(file), file.stat().st_size, file.stat().st_mtime_ns) for file in files)


def load_document(name: str, profile: str | None = None, extra: Sequence[Path] = ()) -> DocumentSpec:
    """One kind of paper by ``changchun/rubric_sheet`` or by bare name, inherited ones included.

    A bare name without ``profile`` must belong to one jurisdiction only. Raises UsageError with the nearest name.
    """
    prefix, _, bare = name.rpartition("/")
    owner = prefix or profile or _only_owner(bare, extra)
    law = load_profile(owner, extra)
    spec = law.document(bare)
    if spec is None:
        known = sorted(document.name for document in law.documents.values())
        raise UsageError(
            f"{law.name}没有名为 {bare} 的文书{nearest(bare, known)}", f"用 docgen documents {owner} 查看。"
        )
    return spec


@lru_cache(maxsize=64)
def _load(key: str, extra: tuple[Path, ...], _states: object) -> Profile:
    folders = profiles(extra)
    if key not in folders:
        raise UsageError(f"没有名为 {key} 的辖区{nearest(key, folders)}", "用 docgen documents 查看全部辖区。")
    layers, problems = _chain(key, folders)
    problems += [problem for layer in layers for problem in layer.problems]
    clauses = _clauses(layers, problems)
    problems += _references(layers)
    if problems:
        listed = sorted(dict.fromkeys(problems), key=lambda problem: problem.path)
        raise SpecError(
            f"辖区 {key} 的法规数据有{len(listed)}处错误：", "请按 templates/README.md 所列写法逐处改正。", listed
        )
    return _join(layers, clauses, load_calendar(extra))


def _only_owner(name: str, extra: Sequence[Path]) -> str:
    owners = {key: folder for key, folder in profiles(extra).items() if (folder / name / "spec.toml").is_file()}
    if len(owners) == 1:
        return next(iter(owners))
    if owners:
        listed = "、".join(f"{key}/{name}" for key in sorted(owners))
        raise UsageError(f"{name} 不止一个辖区有：{listed}", "请写明辖区。")
    known = {spec.parent.name for folder in profiles(extra).values() for spec in folder.glob("*/spec.toml")}
    raise UsageError(f"没有名为 {name} 的文书{nearest(name, known)}", "用 docgen documents 查看全部文书。")


def _chain(key: str, folders: Mapping[str, Path]) -> tuple[list[Layer], list[Problem]]:
    """The jurisdiction and those it extends, child first."""
    layers = [read_layer(key, folders[key])]
    while (parent := layers[-1].extends) is not None:
        path = f"{layers[-1].key}/profile.toml"
        if parent in (layer.key for layer in layers):
            circle = " → ".join([*(layer.key for layer in layers), parent])
            return layers, [Problem(path, "extends", f"辖区的上级成了一圈：{circle}", as_toml(parent))]
        if parent not in folders:
            return layers, [Problem(path, "extends", f"没有这个辖区{nearest(parent, folders)}", as_toml(parent))]
        layers.append(read_layer(parent, folders[parent]))
    return layers, []


def _clauses(layers: Sequence[Layer], problems: list[Problem]) -> dict[str, Clause]:
    found: dict[str, Clause] = {}
    for layer in layers:
        rubrics = [rubric for rubric in layer.rubrics.values() if rubric]
        edition = layer.file.edition if layer.file else ""
        for key, entry in layer.clauses.items():
            resolved = clause(key, entry, rubrics, edition) if entry else None
            if resolved:
                found.setdefault(key, resolved)
            elif entry and None not in layer.rubrics.values():
                expected = "本辖区的 rubric.toml 中没有这一条或这一处扣分"
                problems.append(Problem(f"{layer.key}/clauses.toml", f"{key}.rubric", expected, as_toml(entry.rubric)))
    return found


def _owned(layers: Sequence[Layer]) -> dict[str, Layer]:
    """Which jurisdiction's folder a document name means: the nearest."""
    return {name: layer for layer in reversed(layers) for name in layer.documents}


def _dossier(layers: Sequence[Layer]) -> tuple[str, DossierLaw]:
    nearest_law = ((layer.key, layer.dossier) for layer in layers if layer.dossier)
    return next(nearest_law, (layers[0].key, DossierLaw()))


def _workbook(layers: Sequence[Layer]) -> tuple[str, WorkbookLaw]:
    nearest_law = ((layer.key, layer.workbook) for layer in layers if layer.workbook)
    return next(nearest_law, (layers[0].key, WorkbookLaw()))


def _references(layers: Sequence[Layer]) -> Iterator[Problem]:
    fonts = load_fonts()
    owned = _owned(layers)
    known = Known(
        clauses={key for layer in layers for key in layer.clauses},
        documents={name: layer.documents[name] for name, layer in owned.items()},
        papers=load_measures().papers,
        fonts=fonts.names,
        canonical_font=fonts.canonical,
    )
    for name, layer in owned.items():
        law = layer.documents[name] or layer.remains.get(name)
        if law is not None:
            yield from document_problems(f"{layer.key}/{name}/spec.toml", law, known)
    key, dossier = _dossier(layers)
    yield from dossier_problems(f"{key}/dossier.toml", dossier, known)
    key, workbook = _workbook(layers)
    if workbook.sheet:
        yield from workbook_problems(f"{key}/workbook.toml", workbook, known.documents)


def _join(layers: Sequence[Layer], clauses: dict[str, Clause], calendar: WorkCalendar) -> Profile:
    own = layers[0].file
    assert own is not None  # a profile.toml that could not be read is a problem, raised before
    files = {layer.key: layer.file for layer in layers if layer.file}
    return Profile(
        key=layers[0].key,
        name=own.name,
        edition=own.edition,
        extends=own.extends,
        weight=next((file.weight for file in files.values() if file.weight), None),
        chain=tuple(files),
        documents=_documents(layers, clauses),
        clauses=clauses,
        dossier=_dossier(layers)[1],
        calendar=calendar,
        workbook=_workbook(layers)[1],
        overrides=tuple(_overrides(layers)),
        hashes={layer.key: layer.sha256 for layer in layers},
        editions={key: file.edition for key, file in files.items()},
        names={key: file.name for key, file in files.items()},
    )


def _documents(layers: Sequence[Layer], clauses: dict[str, Clause]) -> dict[str, DocumentSpec]:
    specs = {}
    for name, layer in sorted(_owned(layers).items()):
        law = layer.documents[name]
        if law is not None:
            specs[f"{layer.key}/{name}"] = _document(name, layer, law, clauses)
    return specs


def _document(name: str, layer: Layer, law: DocumentLaw, clauses: dict[str, Clause]) -> DocumentSpec:
    written = {field.alias or key: getattr(law, key) for key, field in DocumentLaw.model_fields.items()}
    place = {"key": f"{layer.key}/{name}", "profile": layer.key, "folder": layer.folder / name}
    return DocumentSpec.model_validate({**written, **place, "clauses": clauses, "rubric": layer.rubrics.get(name)})


def _overrides(layers: Sequence[Layer]) -> Iterator[Override]:
    """The nearest override of each rule."""
    seen: set[str] = set()
    for layer in layers:
        for override in layer.file.override if layer.file else ():
            if override.code not in seen:
                seen.add(override.code)
                yield override
