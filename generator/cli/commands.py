"""The program ``bulletin`` and its commands; each reads its arguments, calls one function and prints the result."""

from __future__ import annotations

import logging

import click

from generator.cli.chinese import ChineseGroup

_COMMANDS = {
    "next": "generator.cli.next_command:next_",
    "new": "generator.cli.new_commands:new",
    "check": "generator.cli.check_commands:check",
    "fix": "generator.cli.fix_command:fix",
    "codes": "generator.cli.codes_command:codes",
    "review": "generator.cli.review_commands:review",
    "serve": "generator.cli.build_commands:serve",
    "build": "generator.cli.build_commands:build",
    "addresses": "generator.cli.address_commands:addresses",
    "scores": "generator.cli.score_commands:scores",
    "explain": "generator.cli.score_commands:explain",
    "simulate": "generator.cli.score_commands:simulate",
    "notice": "generator.cli.score_commands:notice",
    "withdraw": "generator.cli.withdraw_commands:withdraw_command",
    "init": "generator.cli.init_command:init",
    "import": "generator.cli.import_commands:import_",
    "schema": "generator.cli.check_commands:schema",
}
_HEADINGS = {
    "next": "命令：写稿件、做一个月",
    "check": "检查和审核",
    "serve": "预览和生成网站",
    "scores": "分数",
    "notice": "印发，印发以后",
    "init": "建立资料库、导入旧资料",
}
"""The parts of the list of commands, by their first one."""


@click.group(
    cls=ChineseGroup,
    elsewhere=_COMMANDS,
    headings=_HEADINGS,
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(
    package_name="liaocheng-bulletin", prog_name="bulletin", message="%(prog)s %(version)s", help="显示程序的版本"
)
def main() -> None:
    """信息刊物的资料库：检查稿件，计算分数和排名，生成网站。

    \b
    例：
      bulletin next                        这个月还要做什么，附每一步的命令
      bulletin new issue --month 2023-06   新的一期；另有 article、ledger、notice 等
      bulletin check                       检查；消息末尾的代码用 bulletin codes 代码 看说明
      bulletin fix                         把不规范的写法改规范（先看，再加 --write）
      bulletin notice freeze 2023-06       通报印发时把数字存档
      bulletin 命令 --help                 一条命令怎样用，有例子

    退出码：0 正常，1 内容有误，或者因磁盘、权限等没有做成，2 命令用法有误。
    """
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
