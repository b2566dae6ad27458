"""The program ``bulletin`` and its commands; each reads its arguments, calls one function and prints the result."""

from __future__ import annotations

import logging

import click

from generator.cli.chinese import ChineseGroup

_COMMANDS = {
    "init": "generator.cli.init_command:init",
    "new": "generator.cli.new_commands:new",
    "next": "generator.cli.next_command:next_",
    "check": "generator.cli.check_commands:check",
    "fix": "generator.cli.fix_command:fix",
    "build": "generator.cli.build_commands:build",
    "serve": "generator.cli.build_commands:serve",
    "scores": "generator.cli.score_commands:scores",
    "notice": "generator.cli.score_commands:notice",
    "withdraw": "generator.cli.withdraw_commands:withdraw_command",
    "review": "generator.cli.review_commands:review",
    "addresses": "generator.cli.address_commands:addresses",
    "explain": "generator.cli.score_commands:explain",
    "simulate": "generator.cli.score_commands:simulate",
    "import": "generator.cli.import_commands:import_",
    "schema": "generator.cli.check_commands:schema",
    "codes": "generator.cli.check_commands:codes",
}


@click.group(cls=ChineseGroup, elsewhere=_COMMANDS, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(
    package_name="liaocheng-bulletin", prog_name="bulletin", message="%(prog)s %(version)s", help="显示程序的版本"
)
def main() -> None:
    """信息刊物的资料库：检查稿件，计算分数和排名，生成网站。

    \b
    常用：
      bulletin next              这个月还要做什么，附每一步的命令
      bulletin new issue --month 2023-06   新的一期；另有 article、ledger、notice 等
      bulletin check             检查全部稿件、台账和设置
      bulletin fix               把不规范的写法改规范（先看，再加 --write）
      bulletin codes unknown-unit   说明检查消息末尾的代码：什么意思，怎样改
      bulletin build             生成网站（site/）
      bulletin serve             在本机预览，边改边看
      bulletin scores 2023-06    在终端查看一个月的分数
      bulletin explain 阳谷局 2023-06   说明这些分数从哪里来
      bulletin notice freeze 2023-06   通报印发时把数字存档
      bulletin withdraw content/2024/07/03.md --reason 原因   撤下已经发布的一篇
      bulletin review 2024-07 --by 张三   记下一期已经审核
      bulletin addresses freeze   记下全部网址，以后不许丢失
      bulletin import notice 通报.docx --month 2023-06   导入旧的通报或期刊

    退出码：0 正常，1 内容有误，或者因磁盘、权限等没有做成，2 命令用法有误。
    """
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
