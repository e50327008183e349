"""``docgen template check | stamp | draft | new | fields``: templates held to their own law."""

from __future__ import annotations

from pathlib import Path

import click

from docgen.app.chinese import ChineseGroup
from docgen.app.options import FILE, FOLDER, document_named, law_folders, profile_named
from docgen.errors import TemplateError, UsageError
from docgen.spec.model import DocumentSpec, Profile


@click.group("template", cls=ChineseGroup)
def template_command() -> None:
    """模板：核对是否合乎规定，按规定恢复格式，起草新模板，换成本单位的正式样式。"""


def _chosen(addresses: tuple[str, ...], folders: tuple[Path, ...]) -> list[tuple[Profile, DocumentSpec]]:
    """The documents named as ``profile/name``, or a profile's all, or all there are."""
    from docgen.spec import profiles

    chosen = []
    places = law_folders(folders)
    for address in addresses or tuple(profiles(places)):
        key, _, name = address.partition("/")
        profile = profile_named(key, places)
        if name:
            chosen.append((profile, document_named(name, profile)))
        else:
            chosen.extend((profile, spec) for spec in profile.documents.values() if spec.profile == profile.key)
    return chosen


_DOCUMENTS = click.argument("documents", nargs=-1, metavar="[地区/文书]…")
_FOLDERS = click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加地区规定。")


@template_command.command("check")
@_DOCUMENTS
@_FOLDERS
def check(documents: tuple[str, ...], folders: tuple[Path, ...]) -> int:
    """核对模板：占位符、各部分、格式，样例制成的 .docx 和 PDF 读回无误。不写文书则核对全部。"""
    from docgen.app.conformance import judge_template
    from docgen.validators.report.text import render_text
    from docgen.validators.run import exit_code

    worst = 0
    for profile, spec in _chosen(documents, folders):
        judged = judge_template(profile, spec)
        code = exit_code(judged.report, fail_on="warning")
        worst = max(worst, code)
        click.echo(f"{'合乎规定' if code == 0 else '有问题　'}  {spec.key}{judged.unchecked}")
        if code:
            click.echo(render_text(judged.report, fail_on="warning"))
    return worst


@template_command.command("stamp")
@_DOCUMENTS
@_FOLDERS
def stamp_templates(documents: tuple[str, ...], folders: tuple[Path, ...]) -> None:
    """按规定恢复模板的页面和各部分的格式；文字不受影响。须写明文书或地区。"""
    from docgen.make.output import write_file
    from docgen.make.stamp import stamp

    if not documents:
        raise click.UsageError("请写明要恢复格式的文书，如 changchun/rubric_sheet", click.get_current_context())
    for _, spec in _chosen(documents, folders):
        result = stamp(spec, spec.template.read_bytes())
        if result.changes:
            write_file(spec.template, result.data)
        for change in result.changes:
            click.echo(f"{spec.key}  {change}")
        if not result.changes:
            click.echo(f"{spec.key}  没有改变")


@template_command.command("draft")
@click.argument("document", metavar="地区/文书")
@click.option("-o", "output", type=FILE, metavar="文件", help="写到哪里；默认为该文书的 template.docx。")
@_FOLDERS
def draft_template(document: str, output: Path | None, folders: tuple[Path, ...]) -> None:
    """由 spec.toml 的各部分、栏目和表格起草一份模板，之后在 Word、WPS 中修改。"""
    from docgen.make.draft import draft
    from docgen.make.output import write_file

    key, name = _address(document)
    spec = document_named(name, profile_named(key, law_folders(folders)))
    target = output or spec.template
    if output is None and target.exists():
        raise TemplateError(f"{target} 已经存在，没有改动", "用 -o 写到别处。")
    write_file(target, draft(spec))
    click.echo(f"已起草：{target}")


@template_command.command("new")
@click.argument("document", metavar="地区/文书")
@click.option("--from", "source", required=True, metavar="地区/文书", help="以哪种文书为底本。")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="本单位规定放在哪个文件夹。")
def new_document(document: str, source: str, folders: tuple[Path, ...]) -> None:
    """以已有文书为底本，在本单位的规定文件夹中建一种文书；名称相同的，替换上级的那一种。"""
    from docgen.app.template_new import copy_document
    from docgen.spec import load_profile

    key, name = _address(document)
    parent_key, original = _address(source)
    law = next(iter((*folders, *law_folders(()))), None)
    if law is None:
        raise UsageError("没有写明本单位规定的文件夹", "用 --profiles 写明，或在 docgen.toml 中写 profiles。")
    parent = load_profile(parent_key)
    target = copy_document(document_named(original, parent), parent, law, key, name)
    click.echo(f"已建立：{target}\n改好后核对：docgen template check {key}/{name} --profiles {law}")


@template_command.command("fields")
@click.argument("document", metavar="地区/文书")
@_FOLDERS
def list_fields(document: str, folders: tuple[Path, ...]) -> None:
    """列出一种文书的栏目：名称（占位符可用英文名或中文名）、类型、是否必填、何时填写、例子。"""
    from docgen.app.template_new import field_lines

    key, name = _address(document)
    for field, labels, kind, when, example in field_lines(
        document_named(name, profile_named(key, law_folders(folders)))
    ):
        click.echo(f"{field}　{labels}\n    {kind}；{when}{f'；例：{example}' if example else ''}")


def _address(document: str) -> tuple[str, str]:
    key, _, name = document.partition("/")
    if not name:
        raise click.UsageError(f"请写成 地区/文书，如 changchun/{document}", click.get_current_context())
    return key, name
