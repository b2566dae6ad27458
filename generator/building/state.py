"""What is there when a build begins: the archive's files, the theme's, the program, and the site as it stands."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from generator.building.digests import Digests, program_version, together
from generator.building.manifest import Manifest, Stamp, read_manifest, stamps_below
from generator.cache import Cache
from generator.model.inputs import CONTENT, SETTINGS, SITE_FILE
from generator.theme import OVERRIDES, THEME


@dataclass(frozen=True, slots=True)
class BuildState:
    """Everything a build depends on, and what the last one has left."""

    version: str
    """Of the program."""
    theme: str
    """Digest of what the theme around the pages is made from."""
    inputs: str
    """Digest of everything the site is made from."""
    content: dict[str, str]
    """Path → digest of the archive's files."""
    plain: bool
    """Whether all of the archive's files are plain ones, which may be opened."""
    found: dict[str, Stamp]
    """File of the site → its stamp."""
    last: Manifest
    """The last build, as far as it is of use for this one."""

    @property
    def unchanged(self) -> bool:
        """Whether the site is what a build would make of it."""
        return self.last.inputs == self.inputs and self.last.stamps == self.found


def read_state(root: Path, site: Path, cache: Path, now: int) -> BuildState:
    """Look at everything; nothing but the digests in the cache changes. ``now``: the time of the disk in ns."""
    digests = Digests(Cache(cache / "digests"), now)
    version = program_version(digests)
    content = digests.of_archive(root, [CONTENT], SETTINGS)
    own_look = digests.of_archive(root, [OVERRIDES], [])
    look = {**digests.below(THEME.parent, THEME.name), **own_look}
    digests.save()
    theme = together({**look, SITE_FILE: content.get(SITE_FILE, "")}, version)
    found = dict(stamps_below(site))
    last = read_manifest(cache)
    if last.version != version or last.theme != theme or last.site != str(site):
        last = Manifest()
    plain = all(content.values()) and all(own_look.values())
    return BuildState(version, theme, together(content, theme), content, plain, found, last)
