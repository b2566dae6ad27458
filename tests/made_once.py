"""What several tests read and none changes, made by the first that asks, in whichever process of the run it is."""

import fcntl
import shutil
from collections.abc import Callable
from pathlib import Path


class MadeOnce:
    """Folders by name below ``folder``, which all processes of a run of tests share."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        folder.mkdir(exist_ok=True)

    def __call__(self, name: str, make: Callable[[Path], object]) -> Path:
        """The folder of this name, filled by ``make`` unless it is filled already."""
        folder, done = self._folder / name, self._folder / f"{name}.done"
        with (self._folder / f"{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not done.exists():
                shutil.rmtree(folder, ignore_errors=True)  # left by one that failed
                folder.mkdir()
                make(folder)
                done.touch()
        return folder
