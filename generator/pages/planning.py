"""How pages are planned: a function makes views of given inputs, and a page is known by its view alone."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from generator.cache import Cache
from generator.fingerprints import Derived, fingerprint
from generator.pages.page import Page
from generator.pages.rendering import Renderer
from generator.pages.view import SiteContext, View
from generator.plans import Plan


class Planner:
    """Plans the pages of a site; ``cache`` has compiled templates, and the keys of pages whose inputs are the same."""

    def __init__(self, site: SiteContext, cache: Cache | None = None) -> None:
        self.cache, self._site, self._renderer = cache or Cache(), site, Renderer(site, cache)

    def page(self, path: str, made_by: str, make: Callable[..., View], *inputs: object) -> Plan[Page]:
        """A page whose view is quickly made of these inputs."""
        view = Derived(make, *inputs)
        return Plan(path, made_by, lambda: key_of(self._site, view.value), lambda: self._renderer.page(view.value))

    def file(self, path: str, made_by: str, make: Callable[..., View], *inputs: object) -> Plan[str]:
        """A file without the theme."""
        view = Derived(make, *inputs)
        return Plan(path, made_by, lambda: key_of(self._site, view.value), lambda: self._renderer.file(view.value))

    def batch(
        self, name: str, make: Callable[..., Iterable[View]], *inputs: object
    ) -> Callable[[str, str], Plan[Page]]:
        """Pages whose views are made together; for one of them by its path and what makes it.

        While the inputs are the same only the keys are looked up.
        """
        views = Derived(by_path, Derived(make, *inputs))
        keys = Derived(keys_of, self._site, views, cache=self.cache, name=f"keys-{name}")

        def page(path: str, made_by: str) -> Plan[Page]:
            return Plan(path, made_by, lambda: keys.value[path], lambda: self._renderer.page(views.value[path]))

        return page


def by_path(views: Iterable[View]) -> dict[str, View]:
    """The views by the paths of their pages."""
    return {one.path: one for one in views}


def key_of(site: SiteContext, view: View) -> str:
    """What a page is known by: everything that its template sees."""
    return fingerprint(site, view)


def keys_of(site: SiteContext, views: Mapping[str, View]) -> dict[str, str]:
    """Path → key."""
    return {path: key_of(site, view) for path, view in views.items()}


def generated(kind: str) -> str:
    """How a page that shows no file of its own is called in messages."""
    return f"程序生成的“{kind}”页"
