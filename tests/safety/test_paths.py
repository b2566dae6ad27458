"""Links, pipes, devices and strange names: refused by name, nothing outside is read, nothing outside the site written.

Each attack is built as an editor (or a thief of an account) could commit or place it. Beside the archive lies a
canary; no command may read it, wait for it, or change anything of its folder.
"""

import io
import json
import os
import shutil
import signal
import socket
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

import pytest
from attached import RIGHT
from building.small_archive import small_archive, write
from processes import PATIENCE, finished
from small_site import july, june, site

from generator import mkdocs_adapter
from generator.building import one_build
from generator.building.staging import recover
from generator.cli import main

LOADED = (mkdocs_adapter, one_build)
"""Most of the program, for the processes that are forked here."""

CANARY = "CANARY-OF-THE-CI-SECRETS-4711"
JULY = "content/2023/07"
Attack = Callable[[Path], object]
"""Given the root of a valid archive, puts something into it."""


def link(path: str, target: str) -> Attack:
    """A symbolic link; what had its place goes."""

    def attack(root: Path) -> None:
        place = root / path
        if place.is_dir() and not place.is_symlink():
            shutil.rmtree(place)
        place.unlink(missing_ok=True)
        place.parent.mkdir(parents=True, exist_ok=True)
        place.symlink_to(target)

    return attack


def pipe(path: str) -> Attack:
    def attack(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.mkfifo(root / path)

    return attack


def listening(path: str) -> Attack:
    def attack(root: Path) -> None:
        folder = os.open((root / path).parent, os.O_RDONLY)
        with socket.socket(socket.AF_UNIX) as made:  # whose name may not be long
            made.bind(f"/proc/self/fd/{folder}/{Path(path).name}")
        os.close(folder)

    return attack


def hard_link(path: str) -> Attack:
    def attack(root: Path) -> None:
        (root / path).unlink(missing_ok=True)
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        os.link(root.parent / "outside/canary.md", root / path)

    return attack


def file(path: str | bytes, text: str = "x") -> Attack:
    def attack(root: Path) -> None:
        place = os.path.join(os.fsencode(root), os.fsencode(path))
        os.makedirs(os.path.dirname(place), exist_ok=True)
        with open(place, "w", encoding="utf-8") as opened:
            opened.write(text)

    return attack


def both(*attacks: Attack) -> Attack:
    def attack(root: Path) -> None:
        for one in attacks:
            one(root)

    return attack


def linked_in_text(target: str) -> Attack:
    return file(f"{JULY}/01.md", july().replace("missing: [text]\n", "") + f"\n[附件]({target})\n")


def settings(lines: str) -> Attack:
    return file("mkdocs.yml", f"site_name: 名称\n{lines}\n")


OUT = "../../../../outside"
REFUSED: dict[str, tuple[Attack, str, str]] = {
    # name: what is done, the path that is named, and what is said
    "link to a text": (link(f"{JULY}/02.md", f"{OUT}/canary.md"), f"{JULY}/02.md", "符号链接"),
    "link in the place of a text": (link(f"{JULY}/01.md", f"{OUT}/canary.md"), f"{JULY}/01.md", "符号链接"),
    "link in the place of an issue": (link(f"{JULY}/index.md", f"{OUT}/canary.md"), f"{JULY}/index.md", "符号链接"),
    "linked attachment": (
        both(link(f"{JULY}/a.txt", f"{OUT}/canary.txt"), linked_in_text("a.txt")),
        f"{JULY}/a.txt",
        "符号链接",
    ),
    "link to a folder": (link("content/2024", "../../outside/2024"), "content/2024", "符号链接"),
    "link to the folder of an issue": (link(JULY, "../../06"), JULY, "符号链接"),
    "link to the folder of notices": (link("content/notices", "../../outside"), "content/notices", "符号链接"),
    "link round in a circle": (link("content/pages/a", "../.."), "content/pages/a", "符号链接"),
    "link to itself": (link(f"{JULY}/03.md", "03.md"), f"{JULY}/03.md", "符号链接"),
    "link to nothing": (link(f"{JULY}/04.md", "nothing"), f"{JULY}/04.md", "符号链接"),
    "link within the content": (link(f"{JULY}/05.md", "01.md"), f"{JULY}/05.md", "符号链接"),
    "link with an absolute path": (link(f"{JULY}/06.md", "/etc/passwd"), f"{JULY}/06.md", "符号链接"),
    "link to endless zeros": (link(f"{JULY}/07.md", "/dev/zero"), f"{JULY}/07.md", "符号链接"),
    "attachment of endless zeros": (
        both(link(f"{JULY}/a.png", "/dev/zero"), linked_in_text("a.png")),
        f"{JULY}/a.png",
        "符号链接",
    ),
    "link to a standard input": (link(f"{JULY}/08.md", "/dev/stdin"), f"{JULY}/08.md", "符号链接"),
    "link to the memory of a process": (link(f"{JULY}/09.md", "/proc/self/environ"), f"{JULY}/09.md", "符号链接"),
    "content is a link": (
        both(lambda root: shutil.copytree(root / "content", root / "real"), link("content", "real")),
        "content",
        "符号链接",
    ),
    "units.yml is a link": (link("units.yml", "../outside/units.yml"), "units.yml", "符号链接"),
    "rules.yml is a link": (link("rules.yml", "../outside/canary.md"), "rules.yml", "符号链接"),
    "mkdocs.yml is a link": (link("mkdocs.yml", "../outside/canary.md"), "mkdocs.yml", "符号链接"),
    "mkdocs.yml is endless": (link("mkdocs.yml", "/dev/zero"), "mkdocs.yml", "符号链接"),
    "addresses are a link": (link("content/addresses.txt", "../../outside/x"), "content/addresses.txt", "符号链接"),
    "own template is a link": (link("overrides/main.html", "../../outside/canary.md"), "overrides/main.html", "链接"),
    "own style is a link": (link("overrides/assets/a.css", f"{OUT}/canary.md"), "overrides/assets/a.css", "链接"),
    "own look is a link": (link("overrides", "../outside"), "overrides", "符号链接"),
    "own look is endless": (link("overrides/assets/a.css", "/dev/zero"), "overrides/assets/a.css", "符号链接"),
    "site is a link": (link("site", "../outside/empty"), "mkdocs.yml", "符号链接"),
    "site is a link to nothing": (link("site", "../outside/new"), "mkdocs.yml", "符号链接"),
    "site lies below a link": (
        both(link("public", "../outside/empty"), settings("site_dir: public/site")),
        "mkdocs.yml",
        "符号链接",
    ),
    "pipe as a text": (pipe(f"{JULY}/02.md"), f"{JULY}/02.md", "命名管道"),
    "pipe as an attachment": (both(pipe(f"{JULY}/a.pdf"), linked_in_text("a.pdf")), f"{JULY}/a.pdf", "命名管道"),
    "pipe of no kind": (pipe("content/x"), "content/x", "命名管道"),
    "pipe as a ledger": (pipe("content/ledger/2023-07.csv"), "content/ledger/2023-07.csv", "命名管道"),
    "pipe as units.yml": (pipe("units.yml"), "units.yml", "命名管道"),
    "pipe as rules.yml": (pipe("rules.yml"), "rules.yml", "命名管道"),
    "pipe as mkdocs.yml": (pipe("mkdocs.yml"), "mkdocs.yml", "命名管道"),
    "pipe as a template": (pipe("overrides/main.html"), "overrides/main.html", "命名管道"),
    "socket": (listening(f"{JULY}/02.md"), f"{JULY}/02.md", "套接字"),
    "hard link as a text": (hard_link(f"{JULY}/02.md"), f"{JULY}/02.md", "硬链接"),
    "hard link as an attachment": (
        both(hard_link(f"{JULY}/a.txt"), linked_in_text("a.txt")),
        f"{JULY}/a.txt",
        "硬链接",
    ),
    "hard link as units.yml": (hard_link("units.yml"), "units.yml", "硬链接"),
    "hard link as a template": (hard_link("overrides/main.html"), "overrides/main.html", "硬链接"),
    # names
    "name with a line break": (file(f"{JULY}/a\nb.txt"), f"{JULY}/a\nb.txt", "看不见的字符"),
    "name with an order for a terminal": (file(f"{JULY}/\x1b[2Ja.txt"), f"{JULY}/\x1b[2Ja.txt", "看不见的字符"),
    "name that is shown from right to left": (
        file(f"{JULY}/方案\u202efdp.txt"),
        f"{JULY}/方案\u202efdp.txt",
        "看不见的字符",
    ),
    "name with a space of no width": (file(f"{JULY}/a\u200b.txt"), f"{JULY}/a\u200b.txt", "看不见的字符"),
    "name that is not UTF-8": (
        file(f"{JULY}/文件.txt".encode("gb18030")),
        os.fsdecode(f"{JULY}/文件.txt".encode("gb18030")),
        "UTF-8",
    ),
    "name with a dot at its end": (file(f"{JULY}/a.txt."), f"{JULY}/a.txt.", "末尾"),
    "name with a space at its end": (file(f"{JULY}/02.md "), f"{JULY}/02.md ", "末尾"),
    "folder with a space at its end": (file("content/2024 /x.txt"), "content/2024 /x.txt", "末尾"),
    "name of a device": (file(f"{JULY}/con.md", july()), f"{JULY}/con.md", "设备"),
    "name of a device with two endings": (file(f"{JULY}/NUL.tar.txt"), f"{JULY}/NUL.tar.txt", "设备"),
    "name of a device with a number": (file("content/pages/com1.md"), "content/pages/com1.md", "设备"),
    "folder of the name of a device": (file("content/pages/aux/x.md"), "content/pages/aux/x.md", "设备"),
    "name with a colon": (file(f"{JULY}/a:b.txt"), f"{JULY}/a:b.txt", "“:”"),
    "name with a backslash": (file(f"{JULY}/a\\..\\b.txt"), f"{JULY}/a\\..\\b.txt", "“\\”"),
    "name with a question mark": (file(f"{JULY}/a?.txt"), f"{JULY}/a?.txt", "“?”"),
    "name with a tag": (file(f"{JULY}/<img src=x>.txt"), f"{JULY}/<img src=x>.txt", "“<”"),
    "name that servers cut off": (file(f"{JULY}/a.asp;.txt"), f"{JULY}/a.asp;.txt", "“;”"),
    "name that servers decode": (file(f"{JULY}/%2e%2e.txt"), f"{JULY}/%2e%2e.txt", "“%2e”"),
    "path too long for Windows": (
        file(f"content/{'很' * 60}/{'长' * 60}/{'啊' * 80}.txt"),
        f"content/{'很' * 60}/{'长' * 60}/{'啊' * 80}.txt",
        "超过 200 个",
    ),
    "two names that differ in case": (both(file(f"{JULY}/a.txt"), file(f"{JULY}/A.txt")), f"{JULY}/a.txt", "大小写"),
    "two folders that differ in case": (
        both(file("content/files/a.txt"), file("content/Files/b.txt")),
        "content/files",
        "大小写",
    ),
    "two forms of one letter": (
        both(file(f"{JULY}/caf\u00e9.txt"), file(f"{JULY}/cafe\u0301.txt")),
        f"{JULY}/caf\u00e9.txt",
        "写法",
    ),
    # links in texts
    "text links a file above": (linked_in_text("../../../../outside/canary.txt"), f"{JULY}/01.md", "外面"),
    "text links far above": (linked_in_text("../../../../../../../../etc/passwd"), f"{JULY}/01.md", "外面"),
    "text links above in code": (linked_in_text("%2e%2e/%2e%2e/%2e%2e/%2e%2e/etc/passwd"), f"{JULY}/01.md", "外面"),
    "text links a path of the disk": (linked_in_text("/etc/passwd"), f"{JULY}/01.md", "不存在"),
    "text links file:": (linked_in_text("file:///etc/passwd"), f"{JULY}/01.md", "自己的电脑"),
    "text links a drive": (linked_in_text("C:/Windows/win.ini"), f"{JULY}/01.md", "自己的电脑"),
    "text links another computer": (linked_in_text(r"\\\\host\\share\\a.txt"), f"{JULY}/01.md", ""),
    "text links a path with NUL": (linked_in_text("a.txt%00.png"), f"{JULY}/01.md", "不存在"),
    # settings
    "site above": (settings("site_dir: ../outside/empty"), "mkdocs.yml", ""),
    "site far away": (settings("site_dir: /tmp/bulletin-site-of-nobody"), "mkdocs.yml", ""),
    "site with NUL": (settings(r'site_dir: "a\0b"'), "mkdocs.yml", ""),
    "site is the content": (settings("site_dir: content"), "mkdocs.yml", ""),
    "look from elsewhere": (settings("theme: {name: material, custom_dir: ../outside}"), "mkdocs.yml", ""),
    "content from elsewhere": (settings("docs_dir: ../outside"), "mkdocs.yml", ""),
    "hooks": (settings("hooks: [../outside/hook.py]"), "mkdocs.yml", "不运行别的代码"),
    "settings from elsewhere": (settings("INHERIT: ../outside/units.yml"), "mkdocs.yml", "不从别的文件继承"),
    "style from above": (settings("extra_css: [../../outside/canary.md]"), "mkdocs.yml", "自己的文件"),
    "icon from above": (settings("theme: {favicon: ../../outside/canary.md}"), "mkdocs.yml", "自己的文件"),
    "logo with NUL": (settings('theme: {logo: "a\\0b"}'), "mkdocs.yml", "自己的文件"),
    "icon by a path": (settings("theme: {icon: {logo: ../../outside/canary}}"), "mkdocs.yml", ""),
    "code in a tag": (settings("extra: !!python/object/apply:os.system [touch ../outside/run]"), "mkdocs.yml", ""),
    "variable of the system": (settings("copyright: !ENV SECRET"), "mkdocs.yml", ""),
    "part that is included": (
        settings("markdown_extensions: [{pymdownx.snippets: {base_path: ../outside}}]"),
        "mkdocs.yml",
        "正文的写法由程序定",
    ),
}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A valid archive, and beside it what nobody may read or change."""
    outside = tmp_path / "outside"
    (outside / "empty").mkdir(parents=True)
    (outside / "2024/01").mkdir(parents=True)
    (outside / "canary.md").write_text(f"---\ntitle: {CANARY}\n---\n\n{CANARY}\n", "utf-8")
    (outside / "canary.txt").write_text(CANARY, "utf-8")
    (outside / "2024/01/01.md").write_text(june().replace("篇目", CANARY), "utf-8")
    (outside / "units.yml").write_text(f"units: [{{name: {CANARY}, id: x}}]\n", "utf-8")
    (outside / "hook.py").write_text(f"open({str(outside / 'run')!r}, 'w')\n", "utf-8")
    made = site(tmp_path / "root", {})
    (tmp_path / "root/overrides").mkdir()
    return made


def outside(root: Path) -> dict[str, object]:
    """All that lies beside the archive, with times and bytes."""
    found: dict[str, object] = {}
    for parent, folders, names in os.walk(root.parent):
        if Path(parent) == root.parent:
            folders.remove("root")
        for name in (*folders, *names):
            place = Path(parent, name)
            status = os.lstat(place)
            found[str(place)] = (status.st_mode, status.st_mtime_ns, place.is_file() and place.read_bytes())
    return found


def made(root: Path) -> bytes:
    """All that is in the site and the cache."""
    found = []
    for place in ("site", "public", ".site.new", ".cache"):
        for parent, _, names in os.walk(root / place):
            found += [Path(parent, name).read_bytes() for name in names if not Path(parent, name).is_symlink()]
    return b"\0".join(found)


def run(root: Path, *arguments: str) -> tuple[int, str]:
    """Exit code and all that was said, by a process that is killed (and fails the test) when it waits for ever."""
    said = root.parent / "said"
    with said.open("w+b") as output:
        process = os.fork()  # sooner than starting Python for each
        if not process:
            signal.alarm(PATIENCE)
            os.dup2(output.fileno(), 1)
            os.dup2(output.fileno(), 2)
            os.environ["SECRET"] = CANARY
            sys.stdout, sys.stderr = (io.TextIOWrapper(io.FileIO(number, "w"), "utf-8") for number in (1, 2))
            code = 99
            try:
                main([*arguments, "--root", str(root)])
                code = 0
            except SystemExit as ended:
                code = ended.code if isinstance(ended.code, int) else 98
            except BaseException:
                traceback.print_exc()
            finally:
                sys.stdout.flush()
                sys.stderr.flush()
                os._exit(code)
        _, status = os.waitpid(process, 0)
    told = said.read_bytes().decode("utf-8")
    said.unlink()
    assert "Traceback" not in told, told
    assert os.WIFEXITED(status), f"{arguments} hangs: {told}"
    return os.WEXITSTATUS(status), told


@pytest.mark.parametrize("name", REFUSED)
def test_it_is_refused_by_name_and_nothing_outside_is_read_or_written(root: Path, name: str) -> None:
    attack, path, said = REFUSED[name]
    attack(root)
    before = outside(root)
    code, told = run(root, "check", "--format", "json")
    assert code == 1, told
    rows = [row for row in json.loads(told) if row["path"] == path and row["severity"] == "error"]
    assert any(said in row["message"] for row in rows), told
    code, built = run(root, "build")
    assert code == 1, built
    assert not (root / "site").exists() or (root / "site").is_symlink()
    assert CANARY not in told + built
    assert CANARY.encode() not in made(root)
    assert outside(root) == before


BUILT = {
    "the cache is a link": link(".cache", "../outside/empty"),
    "a folder of the cache is a link": link(".cache/bulletin", "../../outside"),
    "the cache of builds is a link": link(".cache/bulletin/build", "../../../outside"),
    "the cache of builds is a link round": link(".cache/bulletin/build", "../.."),
}
CLEARED = {
    "the lock is a link": link(".cache/bulletin/build/lock", "../../../../outside/canary.txt"),
    "the lock is a pipe": pipe(".cache/bulletin/build/lock"),
    "the manifest is endless": link(".cache/bulletin/build/manifest.kept", "/dev/zero"),
    "the manifest is a pipe": pipe(".cache/bulletin/build/manifest.kept"),
    "the records are a link": link(".cache/bulletin/build/records", "../../../../outside"),
    "the digests are a link": link(".cache/bulletin/build/digests", "../../../../outside"),
    "a record is a pipe": pipe(".cache/bulletin/build/records/2023.kept"),
    "the theme is a link": link(".cache/bulletin/build/theme", "../../../../outside"),
    "what git is told is a link": link(".cache/bulletin/build/.gitignore", "../../../../outside/canary.txt"),
}


@pytest.mark.parametrize("name", BUILT)
@pytest.mark.parametrize("command", [["check"], ["build"], ["build", "--clean"]], ids="-".join)
def test_a_cache_that_leads_elsewhere_is_refused(root: Path, name: str, command: list[str]) -> None:
    BUILT[name](root)
    before = outside(root)
    code, told = run(root, *command)
    assert (code, "符号链接" in told) == (1, True), told
    assert ".cache" in told
    assert outside(root) == before


@pytest.mark.parametrize("name", CLEARED)
def test_links_and_pipes_in_the_cache_are_cleared_away(root: Path, name: str) -> None:
    CLEARED[name](root)
    before = outside(root)
    for command in ("check", "build"):
        code, told = run(root, command)
        assert code == 0, told
    assert outside(root) == before
    assert CANARY.encode() not in made(root)


def test_a_lock_that_has_a_name_elsewhere_is_not_emptied(root: Path) -> None:
    hard_link(".cache/bulletin/build/lock")(root)
    before = outside(root)
    code, told = run(root, "build")
    assert (code, "硬链接" in told) == (1, True)
    assert outside(root) == before


@pytest.mark.parametrize(
    "journal",
    [
        ["../../outside/canary.txt"],
        ["/etc/hostname"],
        ["2022/canary.txt"],
        ["2023/../../../outside/canary.txt"],
        ["a\0b"],
        [1],
        {"a": 1},
    ],
    ids=repr,
)
def test_a_journal_that_came_with_the_content_removes_nothing(root: Path, journal: object) -> None:
    """As a killed build would leave it beside the site, had somebody else not written it."""
    (root / ".site.new/files").mkdir(parents=True)
    (root / ".site.new/.bulletin").touch()
    (root / ".site.new/journal.json").write_text(json.dumps(journal))
    (root / ".site.new/files/x").symlink_to("../../../outside")
    (root / ".site.new/old").symlink_to("../../outside/empty")
    (root / "site").mkdir()
    (root / "site/2022").symlink_to("../../outside")
    before = outside(root)
    recover(root / "site")
    assert not (root / ".site.new").exists()
    assert outside(root) == before


def test_a_folder_of_the_site_that_became_a_link_is_not_followed(root: Path) -> None:
    assert run(root, "build")[0] == 0
    shutil.rmtree(root / "site/2023")
    (root / "site/2023").symlink_to("../../outside/empty")
    before = outside(root)
    assert run(root, "build")[0] == 0
    assert outside(root) == before
    assert (root / "site/2023/07/01/index.html").is_file()
    assert not (root / "site/2023").is_symlink()


def test_the_commands_of_mkdocs_refuse_it_too(root: Path) -> None:
    settings("docs_dir: content\nsite_dir: site\nplugins: [bulletin]")(root)
    for attack in ("linked attachment", "own style is a link", "site is a link", "pipe as a text"):
        REFUSED[attack][0](root)
    before = outside(root)
    done = finished([sys.executable, "-m", "mkdocs", "build"], cwd=root)
    assert done.returncode == 1
    assert done.stderr.count("符号链接") == 3, done.stderr
    assert "命名管道" in done.stderr
    assert CANARY not in done.stdout + done.stderr
    assert outside(root) == before


def test_two_names_within_the_archive_are_no_harm(root: Path) -> None:
    """As programs that save room leave them."""
    linked_in_text("a.txt) [二](b.txt")(root)
    (root / JULY / "a.txt").write_bytes(RIGHT["说明.txt"])
    os.link(root / JULY / "a.txt", root / JULY / "b.txt")
    assert run(root, "check")[0] == 0


@pytest.mark.parametrize("what", ["pipe", "/dev/zero", "/dev/null", "outside", "."])
def test_a_draft_of_rules_that_is_no_file(root: Path, what: str) -> None:
    if what == "pipe":
        os.mkfifo(root.parent / "pipe")
    draft = root.parent / what
    code, told = run(root, "simulate", "--rules", str(draft), "--year", "2023")
    assert code == 2, told
    assert CANARY not in told


@pytest.mark.parametrize("what", ["pipe", "/dev/zero", "/dev/null", "outside"])
@pytest.mark.parametrize("kind", [["issue", "--issue", "2023-07"], ["notice"]], ids=["issue", "notice"])
def test_an_import_of_what_is_no_file(root: Path, what: str, kind: list[str]) -> None:
    if what == "pipe":
        os.mkfifo(root.parent / "pipe")
    name, *options = kind
    code, told = run(root, "import", name, str(root.parent / what), "--month", "2023-07", *options)
    assert code == 1, told


def test_a_folder_to_import_from_brings_nothing_by_links(root: Path) -> None:
    old = root.parent / "old"
    old.mkdir()
    (old / "期刊-2023-08-2023-07.txt").symlink_to("../outside/canary.txt")
    (old / "通报-2023-06.txt").symlink_to("/dev/zero")
    os.mkfifo(old / "期刊-2023-09-2023-07.txt")
    (old / "more").symlink_to("../outside")
    _, told = run(root, "import", "folder", str(old))
    assert told.count("没有导入") == 4, told
    assert CANARY not in told


def test_an_import_does_not_write_or_read_through_links(root: Path) -> None:
    text = root.parent / "issue.txt"
    text.write_text("聊城自然资源和规划信息\n第8期\n\n信息\n\n一、题目\n\n正文一段。\n（甲局）\n", "utf-8")
    (root / "content/2023/08").symlink_to("../../../outside/empty")
    before = outside(root)
    arguments = ("import", "issue", str(text), "--issue", "2023-08", "--month", "2023-08")
    code, told = run(root, *arguments, "--write", "--force")
    assert (code, "符号链接" in told) == (1, True), told
    (root / "content/2023/08").unlink()
    (root / "content/2023/08").mkdir()
    (root / "content/2023/08/index.md").symlink_to("../../../../outside/canary.md")
    before = outside(root)
    for more in ((), ("--write", "--force")):
        code, told = run(root, *arguments, *more)
        assert CANARY not in told
    assert (code, "符号链接" in told) == (1, True), told
    assert outside(root) == before


def test_a_rehearsal_copies_no_pipes_and_nothing_that_links_lead_to(root: Path) -> None:
    os.mkfifo(root / "content/2023/07/pipe.md")
    (root / "content/zero.png").symlink_to("/dev/zero")
    (root / "more.yml").symlink_to("/dev/zero")
    (root.parent / "old").mkdir()
    (root.parent / "old/通报-2023-06.txt").write_text("通报", "utf-8")
    code, told = run(root, "import", "folder", str(root.parent / "old"))
    assert code in (0, 1), told


def test_a_report_is_not_written_over_a_device(root: Path) -> None:
    text = root.parent / "issue.txt"
    text.write_text("第8期\n\n一、题目\n\n正文。\n（甲局）\n", "utf-8")
    os.mkfifo(root.parent / "pipe")
    arguments = ("import", "issue", str(text), "--issue", "2023-08", "--month", "2023-08")
    code, told = run(root, *arguments, "--report", str(root.parent / "pipe"))
    assert code == 2, told
    assert (root.parent / "pipe").is_fifo()


def test_what_a_terminal_would_obey_is_spelt_out(root: Path) -> None:
    file(f"{JULY}/\x1b[2J\n{JULY}/01.md:1: 错误 假的.txt")(root)
    _, told = run(root, "check")
    assert "\x1b" not in told
    assert r"\x1b[2J\n" in told
    assert len(told.splitlines()) == 2


def test_names_that_are_right_stay_right(root: Path) -> None:
    names = (
        "增长20%.txt",
        "关于“三定”方案（试行）.txt",
        "a.b.c.txt",
        "2023年6月 统计.txt",
        "conference.txt",
        "com.txt",
    )
    for name in names:
        (root / JULY / name).write_bytes(RIGHT["说明.txt"])
    linked_in_text(") [x](".join(f"<{name.replace('%', '%25')}>" for name in names))(root)
    code, told = run(root, "check")
    assert code == 0, told


def test_a_whole_archive_still_builds_from_a_folder_that_is_a_link(tmp_path: Path) -> None:
    """The way to the archive is the user's own."""
    write(tmp_path / "real", small_archive())
    (tmp_path / "linked").symlink_to("real")
    assert run(tmp_path / "linked", "build")[0] == 0
    assert (tmp_path / "real/site/index.html").is_file()
