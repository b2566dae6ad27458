"""A synthetic archive with a few odd pieces in it, built with its index, to search in."""

from pathlib import Path

from processes import bulletin
from search.written import write_index_of

from benchmarks.corpus import write_corpus

ISSUE = "2024-07"
ODD_PIECES = {
    "91": ("𠮷林村𡌛沟治理“先行先试”", "近日，𠮷林村完成𡌛沟治理。ＡＢＣ公司（ＩＳＯ９００１）参与，面积１２.５㎡。"),
    "92": (
        "关于 script 与标记的说明",
        "正文里写着 &lt;script&gt;alert(1)&lt;/script&gt; 和 &lt;b&gt;粗体&lt;/b&gt;。",
    ),
    "93": ("独一无二之题", "这一篇的正文不重复它的标题。"),
    "94": ("另一篇", "这里提到独一无二之题，还提到独一无二之题。"),
}


def write_archive(root: Path, articles: int = 300) -> None:
    """The synthetic archive below ``root``, with the odd pieces in its last issue."""
    write_corpus(root, articles)
    for number, (title, body) in ODD_PIECES.items():
        head = f"title: {title}\nunit: 东阿局\nauthors: [欧阳靖𠮷]\nissue: {ISSUE}\ntype: 信息"
        text = f"---\n{head}\n---\n\n{body}\n"
        (root / "content" / ISSUE.replace("-", "/") / f"{number}.md").write_text(text, encoding="utf-8")


def build_with_index(root: Path, site: Path) -> None:
    """The site of the archive, with its index."""
    run = bulletin("build", "--root", root, "--site-dir", site)
    if run.returncode != 0:
        raise RuntimeError(f"the build exited with {run.returncode}:\n{run.stdout}{run.stderr}")
    if not (site / "search" / "index.json").exists():
        write_index_of(root, site)
