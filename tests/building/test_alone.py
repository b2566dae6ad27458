"""What a killed build has started may go on for a while; the next one waits for it."""

import os
import signal
import time
from pathlib import Path
from typing import Any

from building.small_archive import small_archive, snapshot, write
from building.workshops import CleanBuilds, in_a_process

from generator.building import Workshop, making


def test_a_build_waits_for_what_a_killed_one_has_started(tmp_path: Path) -> None:
    root, site, cache = (tmp_path / name for name in ("root", "site", "cache"))
    root.mkdir()
    write(root, small_archive())
    ended = tmp_path / "ended"

    def late(scores: Any, files: Any, store: Any = None) -> None:
        """The search, which sees the build killed and goes on."""
        os.kill(os.getppid(), signal.SIGKILL)
        time.sleep(1.5)
        files.write("search/late.json", b"late", "")
        ended.touch()

    def work() -> None:
        making.write_search = late
        Workshop(root, site, cache).build()

    assert in_a_process(work) == -signal.SIGKILL
    assert not ended.exists()
    Workshop(root, site, cache).build()
    assert ended.exists()
    assert snapshot(site) == CleanBuilds(tmp_path / "clean").of(small_archive())
    assert not (tmp_path / ".site.new").exists()
