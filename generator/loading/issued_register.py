"""The register of what was issued: a line for each freeze and each correction, written by the program only."""

from __future__ import annotations

import re

from generator.loading.context import Context
from generator.loading.text_file import File, decode
from generator.model.frozen import Register, RegisteredAct
from generator.problems import Problem

REGISTER = "content/issued.csv"
_HEADING = "月份,日期,事项,摘要"
_ACT = re.compile(r"([1-9][0-9]{3}-[01][0-9]),([1-9][0-9]{3}-[01][0-9]-[0-3][0-9]),(存档|更正|撤回),([0-9a-f]{64})")


def read_register(file: File, context: Context) -> Register | None:
    """Read it; whatever the program would not have written is a problem."""
    text = decode(file, context.problems, allow_bom=True)
    if text is None:
        return None
    heading, *lines = text.removesuffix("\n").split("\n")
    found = [_ACT.fullmatch(line) for line in lines]
    for number, one in enumerate([heading == _HEADING, *found], start=1):
        if not one:
            message = (
                "印发登记里这一行被改动过。登记只由程序写，请用 git 恢复（git checkout -- 文件名）；"
                "合并两边的改动时，两边的行都要留下，去掉 <<<<<<<、=======、>>>>>>> 三种标记"
            )
            context.problems.append(Problem(file.path, number, "", "register-edited", message))
            return None
    return Register(file.path, tuple(RegisteredAct(*one.groups()) for one in found if one))


def register_text(register: Register) -> str:
    """The file of a register."""
    lines = (f"{one.month},{one.date},{one.act},{one.digest}" for one in register.acts)
    return "".join(f"{line}\n" for line in (_HEADING, *lines))
