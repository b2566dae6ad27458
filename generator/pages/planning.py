"""How pages are planned: a function makes views of given inputs, and a page is known by its view alone."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from generator.cache import Cache
from generator.fingerprints import Derived, fingerprint
from generator.pages.page import Page
from generator.pages.rendering import Renderer
from generator.pages.view import View
from generator.plans import Plan


class Planner:
    """Plans pages; ``cache`` has compiled templates, and the keys of pages whose inputs are the same."""

    def __init__(self, cache: Cache | None = None) -> None:
        self.cache = cache or Cache()
        self._renderer = Renderer(cache)

    def page(self, path: str, source: str, make: Callable[..., View], *inputs: object) -> Plan[Page]:
        """A page whose view is quickly made of these inputs."""
        view = Derived(make, *inputs)
        return Plan(path, source, lambda: fingerprint(view.value), lambda: self._renderer.page(view.value))

    def file(self, path: str, source: str, make: Callable[..., View], *inputs: object) -> Plan[str]:
        """A file without the theme."""
        view = Derived(make, *inputs)
        return Plan(path, source, lambda: fingerprint(view.value), lambda: self._renderer.file(view.value))

    def batch(self, name: str, make: Callable[..., Mapping[str, View]], *inputs: object) -> Batch:
        """Pages whose views are made together, by path; while the inputs are the same nothing is made but links."""
        views = Derived(make, *inputs)
        return Batch(views, Derived(keys_of, views, cache=self.cache, name=f"keys-{name}"), self._renderer)


class Batch:
    """Pages whose views are made together."""

    def __init__(
        self, views: Derived[Mapping[str, View]], keys: Derived[Mapping[str, str]], renderer: Renderer
    ) -> None:
        self._views, self._keys, self._renderer = views, keys, renderer

    def page(self, path: str, source: str) -> Plan[Page]:
        """The page of one of the views."""
        return Plan(path, source, partial(self._key, path), partial(self._page, path))

    def _key(self, path: str) -> str:
        return self._keys.value[path]

    def _page(self, path: str) -> Page:
        return self._renderer.page(self._views.value[path])


def keys_of(views: Mapping[str, View]) -> dict[str, str]:
    """Path → key."""
    return {path: fingerprint(view) for path, view in views.items()}


def generated(kind: str) -> str:
    """How a page that shows no file of its own is called in messages."""
    return f"程序生成的“{kind}”页"
