"""``fix`` makes heavy pictures lighter under their own name, and keeps the original where nothing is published."""

import io
from pathlib import Path

from click.testing import CliRunner
from made_up_sites import valid_site
from PIL import Image

from generator.cli import main
from generator.pipeline import check_archive


def test_a_heavy_picture(tmp_path: Path) -> None:
    root, packed = valid_site(tmp_path), io.BytesIO()
    Image.effect_noise((2600, 1500), 60).convert("RGB").save(packed, "JPEG", quality=95)
    picture = root / "content/2023/09/a.jpg"
    picture.write_bytes(packed.getvalue())
    article = root / "content/2023/09/01.md"
    article.write_text(article.read_text(encoding="utf-8") + "\n![会场](a.jpg)\n", encoding="utf-8")
    assert [problem.code for problem in check_archive(root)[1]] == ["heavy-picture"]

    listed = CliRunner().invoke(main, ["fix", "--root", str(root)])
    assert "a.jpg" in listed.output
    assert picture.read_bytes() == packed.getvalue()

    written = CliRunner().invoke(main, ["fix", "--root", str(root), "--write"])
    assert written.exit_code == 0, written.output
    assert (root / "content/originals/2023/09/a.jpg").read_bytes() == packed.getvalue()
    with Image.open(picture) as made:
        assert max(made.size) == 2000
    archive, problems = check_archive(root)
    assert problems == []
    assert archive is not None
    assert archive.attachments == ("content/2023/09/a.jpg",)
