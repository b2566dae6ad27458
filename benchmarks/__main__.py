"""``python -m benchmarks``: measure, and write what was found to ``benchmarks/RESULTS.md``."""

from __future__ import annotations

import argparse
import datetime
import importlib.metadata
import os
import platform
import shutil
import statistics
import sys
import time
from pathlib import Path

import psutil

from benchmarks.builds import Contender, bulletin, hugo, material, ours
from benchmarks.changes import make_changes
from benchmarks.corpus import write_corpus
from benchmarks.measure import run, site_size, tree_hashes
from benchmarks.report import report
from benchmarks.results import CHECK, CLEAN, HUGO, MATERIAL, OURS, BuiltSite, Results, Sample, load_results
from benchmarks.searching import search_figures
from benchmarks.truth import texts_of_archive, texts_of_plain_pages

_MAKERS = {OURS: lambda archive, _: ours(archive), MATERIAL: material, HUGO: hugo}
_LOOK = 5.0
"""Seconds for which the processor is watched before measuring begins."""
_SHORT = {"ours": OURS, "material": MATERIAL, "hugo": HUGO}


def main() -> None:
    """Read the command line, measure, write the report."""
    options = _options()
    raw = options.work / "results.json"
    if options.report_only:
        results = load_results(raw)
    else:
        options.work.mkdir(parents=True, exist_ok=True)
        results = Results(options.date, options.seed, _machine(), _versions())
        for articles in sorted(options.sizes):
            _measure_size(articles, options, results)
            results.save(raw)
        results.page_growth = _page_growth(options.work, results)
        results.save(raw)
    options.out.write_text(report(results), encoding="utf-8")
    _say(f"已写 {options.out}（原始数据：{raw}）")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="测量生成、增量、检查和搜索，与 MkDocs Material、Hugo + Pagefind 同场比较，写成 RESULTS.md。",
        epilog="先小后大：--sizes 100 300 --runs 1 几分钟就完；默认的 1000 和 10000 篇要半小时左右，机器不要做别的事。",
    )
    add = parser.add_argument
    add("--sizes", type=int, nargs="+", default=[1_000, 10_000], metavar="篇数", help="资料库的大小，默认 1000 10000")
    add("--runs", type=int, metavar="次", help="每项测几次，取最快的一次；默认 3 次，5000 篇以上 2 次")
    add("--only", nargs="+", choices=_SHORT, default=list(_SHORT), help="只测这几种，默认全测")
    add("--no-search", action="store_true", help="不测浏览器里的搜索")
    add("--phrases", type=int, default=300, metavar="个", help="出现过的词句取几个，默认 300")
    add("--absent", type=int, default=100, metavar="个", help="没有出现过的取几个，默认 100")
    add("--stock-share", type=float, default=0.1, metavar="份额", help="另两种只问其中多大一部分（它们慢），默认 0.1")
    add("--pairs", type=int, default=20, metavar="个", help="测时间和流量用几个新开的浏览器，默认 20")
    add("--seed", type=int, default=1, metavar="数", help="合成资料库和词句的种子，默认 1")
    add("--date", default=datetime.date.today().isoformat(), help="写在结果里的日期，默认今天")
    add("--work", type=Path, default=Path(".cache/bench"), help="工作文件夹，默认 .cache/bench（会清空其中各资料库）")
    add("--out", type=Path, default=Path("benchmarks/RESULTS.md"), help="结果写到哪里，默认 benchmarks/RESULTS.md")
    add("--report-only", action="store_true", help="不测量，用上次的数据重写结果")
    options = parser.parse_args()
    options.work = options.work.resolve()
    return options


def _measure_size(articles: int, options: argparse.Namespace, results: Results) -> None:
    """All builds at one size, the generators in turn; then search, if this is the largest."""
    folder = options.work / str(articles)
    shutil.rmtree(folder, ignore_errors=True)
    archive = folder / "archive"
    write_corpus(archive, articles, options.seed)
    results.busy = max(results.busy, psutil.cpu_percent(interval=_LOOK))
    _say(f"{articles} 篇：资料库已写好；别的程序占用处理器 {results.busy:.0f}%")
    contenders = [_MAKERS[_SHORT[name]](archive, folder / name) for name in options.only]
    for number in range(options.runs or (3 if articles < 5_000 else 2)):
        for contender in contenders:
            _build_clean(articles, contender, results)
            if contender.name == OURS:
                _measure_changes(articles, contender, number, results)
    for contender in contenders:
        if contender.name == OURS:
            results.differing[articles] = _rebuild(contender)
        results.sites.append(BuiltSite(articles, contender.name, site_size(contender.site)))
    if articles == max(options.sizes) and not options.no_search:
        _search(archive, contenders, options, results)


def _build_clean(articles: int, contender: Contender, results: Results) -> None:
    contender.forget()
    _sample(articles, contender, CLEAN, contender.commands, results)


def _measure_changes(articles: int, contender: Contender, number: int, results: Results) -> None:
    """Everything that only our own program is asked for."""
    for change in make_changes(contender.folder, contender.site, number):
        _sample(articles, contender, change, (bulletin("build"),), results)
    _sample(articles, contender, CHECK, (bulletin("check"),), results)


def _rebuild(contender: Contender) -> list[str]:
    """Build the restored archive with the cache, then anew: the files that differ."""
    run((bulletin("build"),), contender.folder)
    kept = tree_hashes(contender.site)
    contender.forget()
    run(contender.commands, contender.folder)
    return sorted({path for path, _ in kept.items() ^ tree_hashes(contender.site).items()})


def _sample(
    articles: int, contender: Contender, step: str, commands: tuple[tuple[str, ...], ...], results: Results
) -> None:
    cost = run(commands, contender.folder)
    results.samples.append(Sample(articles, contender.name, step, cost))
    _say(f"{articles} 篇，{contender.name}，{step}：{cost.seconds:.2f} 秒，{cost.peak_bytes / 1e6:.0f} MB")


def _search(archive: Path, contenders: list[Contender], options: argparse.Namespace, results: Results) -> None:
    truth = texts_of_archive(archive)
    phrases = truth.phrases(options.phrases, options.absent, options.seed)
    for contender in contenders:
        own = contender.name == OURS
        if own and not (contender.site / "search" / "index.html").is_file():
            _say("本程序的网站还没有搜索页 search/，不测")
            continue
        _say(f"{contender.name}：在浏览器里搜索……")
        if own:
            figures = search_figures(contender, truth, phrases, options.pairs)
        else:
            fewer = phrases.fewer(options.stock_share)
            figures = search_figures(contender, texts_of_plain_pages(archive), fewer, options.pairs)
        results.search[contender.name] = figures
        _say(f"{contender.name}：{figures.cold_seconds * 1000:.0f} 毫秒出结果，{len(figures.wrong)} 个数目不对")


def _page_growth(work: Path, results: Results) -> float | None:
    """Median growth of the pages of pieces whose files are the same in the smallest and the largest archive."""
    first, last = results.sizes[0], results.sizes[-1]
    small, large = results.site(first, OURS), results.site(last, OURS)
    if first == last or small is None or large is None:
        return None
    growth = [
        large.articles[page] / size
        for page, size in small.articles.items()
        if page in large.articles and _source(work, first, page) == _source(work, last, page)
    ]
    return statistics.median(growth) if growth else None


def _source(work: Path, articles: int, page: str) -> bytes:
    return (
        (work / str(articles) / "archive" / "content" / page.removesuffix("/index.html"))
        .with_suffix(".md")
        .read_bytes()
    )


def _machine() -> str:
    return f"{os.cpu_count()} 核，内存 {psutil.virtual_memory().total / 2**30:.0f} GiB"


def _versions() -> str:
    packages = ("mkdocs-material", "hugo", "pagefind_bin")
    versions = [f"{package} {importlib.metadata.version(package)}" for package in packages]
    return "、".join([f"Python {platform.python_version()}", *versions])


def _say(text: str) -> None:
    print(f"{time.strftime('%H:%M:%S')} {text}", file=sys.stderr, flush=True)


if __name__ == "__main__":
    main()
