"""What was measured → ``RESULTS.md``, in Chinese."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from benchmarks.results import (
    ADD,
    CHANGES,
    CHECK,
    CLEAN,
    EDIT_NEW,
    EDIT_OLD,
    HUGO,
    MATERIAL,
    NOTHING,
    OURS,
    REMOVE,
    Results,
    SearchFigures,
)

TARGET_SIZE = 10_000
_NAMES = (OURS, HUGO, MATERIAL)
_SHOWN = 10
_QUIET = 10.0
"""Percent of the processor that others may take before the report says so."""


@dataclass(frozen=True)
class Target:
    """One line of the table: what, the most it may be, what it is, and how both are written."""

    what: str
    most: float
    value: float | None
    form: str
    """A format with ``{}`` for the number."""

    @property
    def cells(self) -> tuple[str, str, str, str]:
        """What, target, value, met or not."""
        if self.value is None:
            return self.what, "≤ " + self.form.format(self.most), "没有测", "—"
        met = (
            "达到"
            if self.value <= self.most
            else f"**未达到**（{self.value / self.most:.2f} 倍）"
            if self.most
            else "**未达到**"
        )
        return self.what, "≤ " + self.form.format(self.most), self.form.format(self.value), met


def report(results: Results) -> str:
    """The whole page."""
    last = results.sizes[-1]
    parts = [
        "# 测量结果",
        f"{results.date} 由 `make bench` 写成，请不要手工改。资料库是合成的（种子 {results.seed}），"
        f"{'、'.join(_count(size) for size in results.sizes)}篇；{results.machine}；{results.versions}。",
    ]
    if results.busy > _QUIET:
        parts.append(
            f"**测量时机器并不空闲（别的程序占用处理器 {results.busy:.0f}%），时间偏长，只有同场的比值可参考。**"
        )
    if last != TARGET_SIZE:
        parts.append(f"**目标是按 {_count(TARGET_SIZE)} 篇定的，这次最大只测到 {_count(last)} 篇，结论仅供参考。**")
    parts += ["## 目标", _table(("项目", "目标", "实测", "结论"), [target.cells for target in _targets(results)])]
    parts += ["## 生成", _builds(results), "## 增量和检查", _changes(results), _same(results)]
    if results.search:
        parts += [f"## 搜索（{_count(last)}篇）", _search(results), *_wrong(results)]
    return "\n\n".join([*(part for part in parts if part), _METHOD])


def exponent(first: float | None, last: float | None, sizes: Sequence[int]) -> float | None:
    """The k in time ~ size^k between the smallest and the largest size."""
    if not first or not last or sizes[0] == sizes[-1]:
        return None
    return math.log(last / first) / math.log(sizes[-1] / sizes[0])


def _growth(results: Results, name: str, step: str) -> float | None:
    first, last = (results.seconds(size, name, step) for size in (results.sizes[0], results.sizes[-1]))
    return exponent(first, last, results.sizes)


def _ratio(value: float | None, other: float | None) -> float | None:
    return value / other if value is not None and other else None


def _targets(results: Results) -> Iterator[Target]:
    size = results.sizes[-1]
    clean = results.seconds(size, OURS, CLEAN)
    yield Target(f"{CLEAN} ÷ {HUGO}", 1.0, _ratio(clean, results.seconds(size, HUGO, CLEAN)), "{:.2f}")
    yield Target(f"{CLEAN} ÷ {MATERIAL}", 0.5, _ratio(clean, results.seconds(size, MATERIAL, CLEAN)), "{:.2f}")
    for change in (EDIT_OLD, EDIT_NEW, ADD, REMOVE):
        seconds = results.seconds(size, OURS, change)
        yield Target(f"{change} ÷ {CLEAN}", 0.15, _ratio(seconds, clean), "{:.3f}")
        yield Target(change, 3.0, seconds, "{:.2f} 秒")
    yield Target(NOTHING, 2.0, results.seconds(size, OURS, NOTHING), "{:.2f} 秒")
    yield Target(CHECK, 2.0, results.seconds(size, OURS, CHECK), "{:.2f} 秒")
    yield Target(f"{CLEAN}时间的增长指数", 1.1, _growth(results, OURS, CLEAN), "{:.2f}")
    yield Target("同一篇稿件的网页，最大库 ÷ 最小库", 1.05, results.page_growth, "{:.3f}")
    site = results.site(size, OURS)
    largest = max(site.articles.values()) if site else None
    yield Target("稿件网页（最大的一篇）", 40, _ratio(largest, 1e3), "{:.1f} KB")
    yield Target("生成时内存峰值（含子进程）", 700, _ratio(_peak(results, size), 1e6), "{:.0f} MB")
    yield from _search_targets(results.search.get(OURS))


def _peak(results: Results, size: int) -> int | None:
    """The most memory any of our builds took."""
    return max((peak for step in (CLEAN, *CHANGES) if (peak := results.peak(size, OURS, step))), default=None)


def _search_targets(figures: SearchFigures | None) -> Iterator[Target]:
    asked = f"（{figures.asked} 个出现过的、{figures.asked_absent} 个没有出现的词句）" if figures else ""
    values: tuple[float | None, ...] = (None,) * 5
    if figures:
        times = (
            figures.cold_seconds * 1e3,
            figures.cold_bytes / 1e3,
            figures.next_seconds * 1e3,
            figures.next_bytes / 1e3,
        )
        values = (len(figures.wrong), *times)
    lines = [
        (f"搜索数目与逐字比对不同的{asked}", 0, "{:.0f} 个"),
        ("搜索：打开结果页到第一条", 600, "{:.0f} 毫秒"),
        ("搜索：打开结果页的流量", 700, "{:.0f} KB"),
        ("搜索：接着再搜到第一条", 250, "{:.0f} 毫秒"),
        ("搜索：接着再搜的流量", 300, "{:.0f} KB"),
    ]
    for (what, most, form), value in zip(lines, values, strict=True):
        yield Target(what, most, value, form)


def _builds(results: Results) -> str:
    head = ("篇数", "", "次", "秒", "本程序 ÷ 它", "内存峰值 MB", "网站 MB", "文件", "稿件网页 KB", "最大网页 KB")
    rows = [row for size in results.sizes for name in _NAMES if (row := _build_row(results, size, name))]
    growths = [f"{name} {growth:.2f}" for name in _NAMES if (growth := _growth(results, name, CLEAN)) is not None]
    note = f"\n\n时间随篇数增长的指数：{'、'.join(growths)}（1 为成正比）。" if growths else ""
    return _table(head, rows) + note


def _build_row(results: Results, size: int, name: str) -> tuple[str, ...]:
    """Nothing when this was not measured."""
    seconds, peak = results.seconds(size, name, CLEAN), results.peak(size, name, CLEAN)
    site = results.site(size, name)
    if seconds is None or peak is None or site is None:
        return ()
    ratio = None if name == OURS else _ratio(results.seconds(size, OURS, CLEAN), seconds)
    return (
        _count(size),
        name,
        str(len(results.runs(size, name, CLEAN))),
        f"{seconds:.2f}",
        "—" if ratio is None else f"{ratio:.2f}",
        f"{peak / 1e6:.0f}",
        f"{site.bytes / 1e6:.0f}",
        _count(site.files),
        f"{site.article_median / 1e3:.1f}",
        f"{site.largest_page / 1e3:.0f}",
    )


def _changes(results: Results) -> str:
    rows = []
    for step in (*CHANGES, CHECK):
        for size in results.sizes:
            seconds, peak = results.seconds(size, OURS, step), results.peak(size, OURS, step)
            ratio = _ratio(seconds, results.seconds(size, OURS, CLEAN))
            if seconds is not None and peak is not None and ratio is not None:
                rows.append((step, _count(size), f"{seconds:.2f}", f"{ratio:.3f}", f"{peak / 1e6:.0f}"))
    return _table(("", "篇数", "秒", f"÷ {CLEAN}", "内存峰值 MB"), rows) if rows else ""


def _same(results: Results) -> str:
    said = []
    for size, files in results.differing.items():
        listed = "、".join(files[:_SHOWN]) + ("等" if len(files) > _SHOWN else "")
        said.append(f"{_count(size)}篇：" + (f"**{_count(len(files))} 个文件不同**（{listed}）" if files else "相同"))
    return f"改动全部撤回后增量生成的网站，与全新生成的逐字节比较：{'；'.join(said)}。" if said else ""


def _search(results: Results) -> str:
    rows = [
        (
            name,
            f"{figures.cold_seconds * 1e3:.0f}",
            f"{figures.cold_bytes / 1e3:.0f}",
            f"{figures.next_seconds * 1e3:.0f}",
            f"{figures.next_bytes / 1e3:.0f}",
            f"{len(figures.wrong)} / {figures.asked + figures.asked_absent}",
        )
        for name, figures in results.search.items()
    ]
    head = ("", "打开结果页：毫秒", "KB", "接着再搜：毫秒", "KB", "数目不对的词句")
    return _table(head, rows)


def _wrong(results: Results) -> Iterator[str]:
    for name, figures in results.search.items():
        if figures.wrong:
            shown = list(figures.wrong.items())[:_SHOWN]
            listed = "；".join(f"“{phrase}” {counted}（应为 {true}）" for phrase, (counted, true) in shown)
            yield f"{name} 数目不对的{'，例如' if len(figures.wrong) > len(shown) else ''}：{listed}。"


def _count(number: int) -> str:
    return f"{number:,}"


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(cells)} |" for cells in (head, ["---"] * len(head), *rows))


_METHOD = """\
## 怎样测的

- 时间是整条命令从启动到结束，几次里取最快的一次；三种程序轮流跑。1 KB = 1,000 字节，1 MB = 1,000,000 字节。
- “全新生成”之前删去网站和全部缓存。“改一篇”等在此之后依次进行，每次改一处、生成一次，并核对网页上看得到改动。
- 内存是进程树各进程 PSS 之和的峰值，每 50 毫秒取一次（进程很大时稀一些，使取样不占一个核的 2% 以上）。
- 另两种程序生成同样的稿件、通报（不算分数）和简单的目录页；Hugo 用 MkDocs Material 生成的网页外框，
  两者的稿件页一样大小。Hugo 的时间包括随后的 Pagefind。它们没有排名、单位逐月分数、审计等页，做的事比本程序少。
- 搜索在 Chromium 里测，网站由本机的一个小服务器提供，文本文件用 gzip 压缩，流量是它实际发出的字节（含响应头）。
  时间、流量各用若干个新开的浏览器测：打开带 `?q=` 的网址，到第一条结果出现；再在同一页搜另一个词句。取中位数。
- “数目”是命中的篇数，与直接在稿件、通报原文里逐字比对（标题、副题、单位的各种名称、作者、各段正文）的结果比较。
  MkDocs Material 一千以上只显示到百位，真数舍入后相同就算对。

没有测全的：

- 另两种程序的搜索很慢，只问了一部分词句（表中“/”后是问了多少）；词句照原样提交，没有加引号。
- Pagefind 用的是普通版，不切分中文；扩展版切分，建索引更慢。
- 网络延迟没有模拟；浏览器和服务器在同一台机器上，占用同样的核。
- `bulletin serve` 里存盘到浏览器刷新的时间没有测。
- 合成的资料库里没有存档的通报（`*.frozen.json`）、上级采用、批示和调整。
"""
