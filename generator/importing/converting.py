"""Old Word files and PDF → formats that can be read here, by programs that may be installed (LibreOffice, poppler)."""

from __future__ import annotations

import contextlib
import os
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path

from generator.importing.blocks import ImportFailed

_SECONDS = 180
_NO_OFFICE = "这是旧格式的文件（.doc、.wps、.rtf），本机没有装 LibreOffice，转换不了。请用 Word 或 WPS 另存为 .docx"
_NO_PDFTOTEXT = "读 PDF 要用 pdftotext，本机没有装（Debian 软件包 poppler-utils）。请安装，或改用 Word 原件"
_SCAN = "这个 PDF 是扫描件，没有文字层，读不出文字。请改用 Word 原件，或先用文字识别软件转成文字再导入"


def to_docx(data: bytes, suffix: str) -> bytes:
    """Convert a file with LibreOffice, which gets a profile of its own and runs no macros."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        raise ImportFailed(_NO_OFFICE)
    with tempfile.TemporaryDirectory(prefix="bulletin-", ignore_cleanup_errors=True) as folder:
        source, result = Path(folder) / f"source{suffix}", Path(folder) / "out" / "source.docx"
        source.write_bytes(data)
        profile = (Path(folder) / "profile").as_uri()
        options = ["--headless", "--norestore", "--nolockcheck", f"-env:UserInstallation={profile}"]
        _run([office, *options, "--convert-to", "docx", "--outdir", str(result.parent), str(source)])
        if not result.is_file():
            raise ImportFailed("LibreOffice 打不开这个文件，可能已损坏或加了密码。请用 Word 或 WPS 另存为 .docx")
        return result.read_bytes()


def text_of_pdf(data: bytes, keep_columns: bool = False) -> str:
    """The text layer of a PDF, page by page with form feeds between."""
    program = shutil.which("pdftotext")
    if program is None:
        raise ImportFailed(_NO_PDFTOTEXT)
    with tempfile.TemporaryDirectory(prefix="bulletin-", ignore_cleanup_errors=True) as folder:
        source, result = Path(folder) / "source.pdf", Path(folder) / "source.txt"
        source.write_bytes(data)
        layout = ["-layout"] if keep_columns else []
        complaint = _run([program, *layout, "-enc", "UTF-8", str(source), str(result)])
        if not result.is_file():
            if "password" in complaint.lower():
                raise ImportFailed("PDF 加了密码，读不出来。请取消密码后再导入，或改用 Word 原件")
            raise ImportFailed("PDF 打不开，可能已损坏。请重新导出 PDF，或改用 Word 原件")
        text = result.read_bytes().decode("utf-8", "replace")
    if not text.strip():
        raise ImportFailed(_SCAN)
    return text


def _run(command: list[str]) -> str:
    """Run a program to its end, or kill it with all it started; returns what it complained about."""
    process = subprocess.Popen(
        command, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, start_new_session=True
    )
    try:
        _, complaint = process.communicate(timeout=_SECONDS)
    except subprocess.TimeoutExpired:
        _kill(process)
        raise ImportFailed(f"转换超过 {_SECONDS} 秒没有完成，已放弃。请在 Word 或 WPS 里另存为 .docx 再导入") from None
    return complaint.decode("utf-8", "replace")


def _kill(process: subprocess.Popen[bytes]) -> None:
    with contextlib.suppress(OSError):
        if os.name == "posix":
            os.killpg(process.pid, signal.SIGKILL)
        else:
            process.kill()
    process.communicate()
