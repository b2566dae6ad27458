"""Whatever is edited, damaged or killed between two builds: the site is what a clean build makes of the content.

A few random sequences of edits are part of the tests; ``make fuzz`` draws BULLETIN_EDITS of them.
"""

import os
import shutil
import threading
from pathlib import Path
from typing import Any

import pytest
from building.builds import CleanBuilds, build, in_a_process, kill_myself
from building.edits import EDITS, Draw
from building.small_archive import (
    PAGE,
    Files,
    article,
    commissioned,
    differing,
    notice,
    paths_below,
    small_archive,
    snapshot,
    states,
    write,
)
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from generator.building import Builder, BuildFailed
from generator.pipeline import freeze_notice
from generator.problems import ArchiveError


@pytest.fixture(scope="module")
def clean(tmp_path_factory: pytest.TempPathFactory) -> CleanBuilds:
    return CleanBuilds(tmp_path_factory.mktemp("clean"))


class Office:
    """A folder with the archive, its site and its cache."""

    def __init__(self, folder: Path) -> None:
        shutil.rmtree(folder, ignore_errors=True)
        self.root, self.site, self.cache = folder / "root", folder / "site", folder / "cache"
        self.root.mkdir(parents=True)
        self.files = small_archive()
        write(self.root, self.files)
        self.restart()

    def restart(self) -> None:
        """As a new run of the program does, which remembers nothing."""
        self.builder = Builder(self.root, self.site, self.cache)

    def edit(self, files: Files) -> None:
        self.files = files
        write(self.root, files)


def _any_of(paths: list[str], draw: Draw) -> str:
    """One of them; which there are may differ from run to run, what is drawn may not."""
    return paths[draw(st.integers(0, 9999)) % len(paths)]


# What happens to the folders between two builds -------------------------------------------------------------------


def nothing(office: Office, draw: Draw) -> None:
    pass


def restarted(office: Office, draw: Draw) -> None:
    office.restart()


def killed(office: Office, draw: Draw) -> None:
    """A build is killed after some call to the system, with all it has started."""
    name = draw(st.sampled_from(["replace", "rename", "unlink", "rmdir", "mkdir", "link"]))
    left = draw(st.sampled_from([0, 1, 2, 3, 5, 8, 13, 21, 50]))
    call = getattr(os, name)

    def one_more(*args: Any, **options: Any) -> Any:
        nonlocal left
        if not left:
            kill_myself()
        left -= 1
        return call(*args, **options)

    def work() -> None:
        setattr(os, name, one_more)
        Builder(office.root, office.site, office.cache).build()

    in_a_process(work)
    office.restart()


def killed_some_time(office: Office, draw: Draw) -> None:
    seconds = draw(st.floats(0, 0.6))

    def work() -> None:
        threading.Timer(float(seconds), kill_myself).start()
        Builder(office.root, office.site, office.cache).build()

    in_a_process(work)
    office.restart()


def tampered(office: Office, draw: Draw) -> None:
    file = office.site / _any_of(paths_below(office.site), draw)
    how = draw(st.sampled_from(["append", "remove", "empty", "add", "folder"]))
    if how == "append":
        with file.open("ab") as opened:
            opened.write(b"!")
    elif how == "remove":
        file.unlink()
    elif how == "empty":
        file.write_bytes(b"")
    elif how == "add":
        (file.parent / "extra.html").write_bytes(b"extra")
    else:
        file.unlink()
        file.mkdir()
        (file / "inside").write_bytes(b"inside")


def damaged(office: Office, draw: Draw) -> None:
    paths = paths_below(office.cache)
    file = office.cache / _any_of(paths, draw)
    how = draw(st.sampled_from(["cut", "flip", "foreign", "remove", "swap"]))
    data = file.read_bytes()
    if how == "cut":
        file.write_bytes(data[: len(data) // 2])
    elif how == "flip":
        file.write_bytes(data[:-1] + bytes([(data or b"\0")[-1] ^ 1]))
    elif how == "foreign":
        file.write_bytes(b"something else")
    elif how == "swap":
        file.write_bytes((office.cache / _any_of(paths, draw)).read_bytes())
    else:
        file.unlink()
    office.restart()


def cache_lost(office: Office, draw: Draw) -> None:
    shutil.rmtree(office.cache / draw(st.sampled_from(["theme", "records", "years", "search", "."])), True)
    office.restart()


def frozen(office: Office, draw: Draw) -> None:
    try:
        freeze_notice(office.root, "2022-03", "2022-04-30")
    except ArchiveError:
        return
    office.files = snapshot(office.root)


HAPPENINGS = (nothing, nothing, restarted, killed, killed, killed_some_time, tampered, tampered, damaged, damaged)
HAPPENINGS += (cache_lost, frozen)


def at_once(office: Office, clean: CleanBuilds) -> None:
    """Build, and hold the site against a clean one; a build that fails leaves the site as it is."""
    before = snapshot(office.site)
    expected, outcome = clean.of(office.files), build(office.builder, office.site)
    if isinstance(expected, str) or isinstance(outcome, str):
        assert outcome == expected
        assert differing(before, snapshot(office.site)) == []
    else:
        assert differing(outcome, expected) == []
    assert {path.name for path in office.site.parent.iterdir()} == {"root", "site", "cache"}


sequences = settings(
    max_examples=int(os.environ.get("BULLETIN_EDITS", "2")),
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # to shrink one that fails takes an hour
)


@sequences
@given(data=st.data())
def test_any_sequence_of_edits(data: st.DataObject, clean: CleanBuilds, tmp_path: Path) -> None:
    office = Office(tmp_path / "office")
    office.builder.build()
    for _ in range(7):
        before = office.files
        files = dict(before)
        for edit in data.draw(st.lists(st.sampled_from(EDITS), max_size=2)):
            edit(files, data.draw)
        office.edit(files)
        data.draw(st.sampled_from(HAPPENINGS))(office, data.draw)
        at_once(office, clean)
        if isinstance(clean.of(office.files), str):  # undone
            office.edit(before)
            at_once(office, clean)


@pytest.fixture
def office(tmp_path: Path) -> Office:
    office = Office(tmp_path / "office")
    office.builder.build()
    return office


def test_no_change_writes_nothing(office: Office) -> None:
    before, kept = states(office.site), states(office.cache)
    assert office.builder.build().made == 0
    office.restart()
    assert office.builder.build().made == 0
    assert states(office.site) == before
    assert states(office.cache).keys() == kept.keys()


def test_saving_a_file_as_it_was_writes_nothing(office: Office) -> None:
    before = states(office.site)
    for path, data in office.files.items():
        (office.root / path).write_bytes(data)
    assert office.builder.build().made == 0
    assert states(office.site) == before


def test_a_text_is_rewritten_and_nothing_beside_it(office: Office) -> None:
    before = states(office.site)
    text = article("2024-01", "甲局登记", "甲局", "换了正文。")
    office.edit(office.files | {"content/2024/01/02.md": text})
    office.builder.build()
    changed = {path for path, state in states(office.site).items() if before.get(path) != state}
    shards = {path for path in changed if path.startswith("search/shards/")}
    own = {"2024/01/02/index.html", "search/text/2024/01/02.json", "source/2024/01/02.txt"}
    assert own <= changed
    assert changed - own - shards <= {"2024/01/index.html", "search/index.json"}


def test_lists_show_the_title_that_a_new_text_gives(office: Office, clean: CleanBuilds) -> None:
    for text in ("近日召开动员会议，部署工作。", "日前印发实施方案，明确分工。"):
        office.edit(office.files | {"content/2024/01/02.md": article("2024-01", "", "甲局", text)})
        at_once(office, clean)


def test_a_related_piece_is_credited_to_one_unit_or_to_several(office: Office, clean: CleanBuilds) -> None:
    """A page of another year says 甲局 of it, or 甲局等."""
    path = "content/2023/02/01.md"
    office.edit(office.files | {path: office.files[path].replace("[甲县局, 丙局]".encode(), "甲局".encode())})
    at_once(office, clean)


def test_a_register_follows_the_newest_date_of_the_archive(office: Office, clean: CleanBuilds) -> None:
    """What was open becomes overdue by a piece of another year."""
    asked = "commissions:\n  - {title: 某事, commissioner: 市政府, due: 2023-12-20, units: [甲局]}\n"
    office.edit(office.files | {"content/commissions/2022-05.yml": asked.encode()})
    at_once(office, clean)
    later = article("2024-01", "甲局登记", "甲局", more="date: 2026-01-02\n")
    office.edit(office.files | {"content/2024/01/02.md": later})
    at_once(office, clean)


def test_the_issue_links_to_a_piece_by_its_new_name(office: Office, clean: CleanBuilds) -> None:
    files = dict(office.files)
    files["content/2024/01/05.md"] = files.pop("content/2024/01/02.md")
    office.edit(files)
    at_once(office, clean)


# Links are no longer checked while pages are rendered: this waits for their check against the table of outputs.
def test_a_notice_is_made_again_when_the_page_it_links_to_has_gone(office: Office, clean: CleanBuilds) -> None:
    """Its figures come from this year and the one before; what it links to may lie further away."""
    lone = {"content/commissioned/2022-05/01.md": commissioned("2022-05", "五月约稿", "乙局")}
    files = office.files | {"content/notices/2024-01.md": notice("2024-01", "另见[五月](2022-05.md)。")}
    office.edit(files | lone)
    at_once(office, clean)
    office.edit(files)
    at_once(office, clean)
    assert isinstance(clean.of(office.files), str)


def test_an_attachment_goes_that_no_text_links_any_more(office: Office, clean: CleanBuilds) -> None:
    assert (office.site / "files/plan.pdf").is_file()
    office.edit(office.files | {"content/pages/deep/down/contact.md": PAGE.format(title="联系", body="无").encode()})
    at_once(office, clean)
    assert not (office.site / "files").exists()


def test_a_style_edited_by_hand_is_put_right(office: Office, clean: CleanBuilds) -> None:
    """In place, so that whatever shares the file with the site changes too."""
    with (office.site / "assets/stylesheets/search.css").open("ab") as file:
        file.write(b"/* by hand */")
    at_once(office, clean)


@pytest.mark.parametrize("part", range(1, 8, 2))
def test_nothing_is_taken_from_a_damaged_cache(part: int, office: Office, clean: CleanBuilds) -> None:
    """Everything that is kept, changed in one byte; then a build that would use most of it."""
    for path in paths_below(office.cache):
        data = bytearray((office.cache / path).read_bytes())
        if data:
            data[len(data) * part // 8] ^= 1
            (office.cache / path).write_bytes(data)
    office.restart()
    office.edit(office.files | {"content/2022/01/03.md": article("2022-01", "新增一篇", "乙局")})
    at_once(office, clean)


def test_a_dangling_link_in_the_site_is_removed(office: Office, clean: CleanBuilds) -> None:
    (office.site / "dangling").symlink_to("nowhere")
    expected = clean.of(office.files)
    office.builder.build()
    assert snapshot(office.site) == expected


def test_a_file_whose_name_is_not_unicode_is_told_and_not_published(office: Office) -> None:
    """As zip files of old Windows programs give them."""
    name = os.fsdecode("文件.png".encode("gb18030"))
    (office.root / "content/files" / name).write_bytes(b"one")
    office.restart()
    before = snapshot(office.site)
    with pytest.raises(BuildFailed, match="不是 UTF-8 编码"):
        office.builder.build()
    assert snapshot(office.site) == before
