"""The first files of another office's archive: settings that say how to change them, and no content but a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from generator.canonical import front_matter, scalar
from generator.model.inputs import RULES_FILE, SITE_FILE, UNITS_FILE
from generator.model.months import month_label, number_of, year_of
from generator.scaffolding.unit_table import ListedUnit, balance_text, units_text

GIT_FILES = (".gitignore", ".gitattributes")
"""What a new repository may already have, and keeps."""

_SITE = """\
# 网站设置。改了以后运行 bulletin check；能写的项目是固定的，写错的会指出行号和改法。
site_name: {name}
site_description: {description}
copyright: {office}      # 主办单位，印在刊头、页脚和通报落款
# site_url: http://10.1.2.3/bulletin/    # 网站的正式地址，知道了就去掉行首的 #
docs_dir: content
site_dir: site

extra:
  people: true           # 作者页；不要就写 false
{first_year}
plugins:
  - bulletin             # 用 mkdocs 命令时要写
"""

_RULES = """\
# 计分规则。这是建立资料库时的样子，请按本单位的办法改成自己的数字；改了以后运行 bulletin check，
# bulletin simulate --rules 草案.yml --year {year} 可以先试算一份草案，不改动任何文件。
#
# 办法修订时不要改旧的一套，而是给旧的写上 until（最后一个月），再照样子加一套新的：旧月份永远按当时的规则计分。
# 各套之间不能重叠，也不能留空当。

rule_sets:
  - id: "{year}"               # 编号，写小写字母、数字、短横
    document: 《信息宣传工作考核办法》    # 改成本单位办法的名称
    # issued: {year}-01-06     # 印发日期，知道了就去掉行首的 #
    from: {year}-01            # 从哪个月起执行

    # 分值表：渠道 → 类型 → 每篇（则）分值。“本刊”是本简报各期，“约稿”是约稿，其余是上级刊物的名称或级别。
    points:
      本刊: {{信息: 1, 简讯: 0.5}}
      约稿: 5
      # 上级刊物采用：查到办法后把“未定”改成数字；还是“未定”时写采用，检查会报错，不会按猜的数字计。
{levels}

    # 几个单位共同署名时怎样计分。全额：每个单位都记全分；还可以写 均分、按比例。
    sharing: 全额

{base}
    # 名次按累计分数从高到低；同分并列，其后名次跳过（1、2、2、4）。

    # 以下说明印在“计分规则”页上。
    remarks:
      - 分值是建立资料库时的初始设置，请对照本单位的办法核对后删去这一句。
"""

_BASE = """\
    # 基础分：满足 when 里的条件，当月记一次。条件可写 submitted（上报）、forwarded（报省市）、adopted（采用）的篇数。
    # 只对某些组的，加 groups: [组的 id]；不要基础分就删去这几行。
    base:
      - points: 5
        when: {forwarded: 1}
"""

_NO_BASE = """\
    # 没有基础分。要有的，照这样写：
    # base:
    #   - {{points: 5, when: {forwarded: 1}}    # 当月报省市 1 篇以上，记 5 分
"""

PRESETS: Mapping[str, tuple[str, str]] = {
    "standard": ("信息 1 分、简讯 0.5 分、约稿 5 分，报省市 1 篇以上有基础分 5 分", _BASE),
    "plain": ("信息 1 分、简讯 0.5 分、约稿 5 分，没有基础分", _NO_BASE),
}
"""Name of a rule set to begin with → what it is, and its base score."""

LEVELS = ("市级", "省级", "国家级")
UNDECIDED = "未定"

_IGNORED = """\
# 程序生成的，不提交
/site/
.cache/

# 办公软件和系统留下的
~$*
*.swp
.DS_Store
Thumbs.db
"""

_ATTRIBUTES = """\
* text=auto eol=lf
*.csv text eol=lf
content/issued.csv merge=union

*.docx binary
*.xlsx binary
*.pdf binary
*.png binary
*.jpg binary
"""


@dataclass(frozen=True, slots=True)
class Office:
    """What is said of an office when its archive is begun."""

    name: str
    """Of its bulletin."""
    office: str
    units: Sequence[ListedUnit]
    first_month: str
    preset: str = "standard"
    levels: Mapping[str, str] = field(default_factory=dict)
    """Level or publication → points of a piece that is adopted there, where they are known."""


def first_files(new: Office) -> dict[str, bytes]:
    """Path → content of each file that the archive begins with."""
    files = {
        UNITS_FILE: units_text(new.units),
        RULES_FILE: _rules(new),
        SITE_FILE: _site(new),
        "content/pages/about.md": _about(new),
        **dict(zip(GIT_FILES, (_IGNORED, _ATTRIBUTES), strict=True)),
    }
    if number_of(new.first_month) > 1 and any(unit.group for unit in new.units):
        files[balance_path(new.first_month)] = balance_text(new.units)
    return {path: text.encode() for path, text in files.items()}


def balance_path(month: str) -> str:
    """Where the points lie that are brought into a month."""
    return f"content/balances/{month}.csv"


def _rules(new: Office) -> str:
    known = {**dict.fromkeys(LEVELS, UNDECIDED), **new.levels}
    levels = "\n".join(f"      {scalar(name)}: {points}" for name, points in known.items())
    return _RULES.format(year=year_of(new.first_month), base=PRESETS[new.preset][1], levels=levels)


def _site(new: Office) -> str:
    year = year_of(new.first_month)
    first = f"  first_year: {year}       # 最早的年份\n" if year < 2000 else ""
    return _SITE.format(
        name=scalar(new.name),
        description=scalar(f"《{new.name}》各期、信息采用情况通报和供稿单位排名"),
        office=scalar(new.office),
        first_year=first,
    )


def _about(new: Office) -> str:
    body = f"《{new.name}》由{new.office}编发，本库从{month_label(new.first_month)}起收录。"
    return front_matter({"title": f"关于《{new.name}》"}, body).decode()
