"""``docgen rules`` and ``docgen documents``: the law and the catalogue, listed."""

from __future__ import annotations

import difflib
import unicodedata
from pathlib import Path

import click

from docgen.app.chinese import ChineseCommand
from docgen.app.options import FOLDER, law_folders, profile_named
from docgen.errors import UsageError

_FAMILY_NAMES = (
    ("ARC", "档案"), ("DOS", "齐全"), ("PAG", "页面"), ("TYP", "字体字号"), ("STR", "结构"), ("FLD", "栏目"),
    ("AGR", "一致"), ("DAT", "时限"), ("RUB", "考核细则"), ("ROS", "名录库"), ("SEA", "印章签字"), ("TPL", "模板"),
)  # fmt: skip
_SEVERITIES = (("error", "问题"), ("warning", "提醒"), ("note", "说明"))


@click.command("rules", cls=ChineseCommand)
@click.argument("code", required=False, metavar="[代码]")
def rules_command(code: str | None) -> None:
    """列出全部核对规则；给出代码（如 PAG102）时说明这条规则：核对什么、为何、如何改。"""
    from docgen.validators.catalogue import catalogue

    rules = catalogue()
    if code is None:
        for family, name in _FAMILY_NAMES:
            members = [rule for rule in rules.values() if rule.family == family]
            if members:
                click.echo(f"{family} {name}")
            for rule in members:
                click.echo(f"  {rule.code}  {rule.sentence}")
        return
    found = rules.get(code.upper())
    if found is None:
        nearest = difflib.get_close_matches(code.upper(), rules, 1)
        raise UsageError(f"没有规则 {code}", f"最接近的是 {nearest[0]}。" if nearest else "全部规则见 docgen rules")
    level = dict(_SEVERITIES)[found.severity] if found.severity else "依条款：考核条款为问题，标准和本单位模板为提醒"
    click.echo(f"{found.code}  {found.sentence}\n为何：{found.why}\n如何改：{found.remedy}\n级别：{level}")


@click.command("documents", cls=ChineseCommand)
@click.argument("profile", required=False, metavar="[地区]")
@click.option("--profiles", "folders", type=FOLDER, multiple=True, metavar="文件夹", help="另加一个地区规定的文件夹。")
def documents_command(profile: str | None, folders: tuple[Path, ...]) -> None:
    """列出各地区的文书；给出地区时只列该地区的，连同沿用上级的。"""
    from docgen.spec import profiles

    places = law_folders(folders)
    for key in [profile] if profile else profiles(places):
        law = profile_named(key, places)
        click.echo(f"{law.key}  {law.name}（{law.edition}）")
        for spec in law.documents.values():
            if profile or spec.profile == key:
                clause = spec.clause_of()
                basis = {"authority": "考核条款", "standard": clause.source, "house": "本单位模板"}[clause.basis]
                click.echo(f"  {_padded(spec.key, 34)}{_padded(spec.title, 52)}{basis}")


def _padded(text: str, width: int) -> str:
    """Filled with spaces to a width counted in half-width columns, two to a Chinese character."""
    taken = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(width - taken, 1)
