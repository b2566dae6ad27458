"""Which files of a folder say by their names what they are."""

from pathlib import Path

from generator.importing.jobs import jobs_in


def test_names_say_issue_and_month_in_ascii_digits(tmp_path: Path) -> None:
    named = ["期刊-2024-07-2024-04 第7期.txt", "通报_2023-06.docx"]
    others = ["期刊-２０２４-07-2024-04.txt", "通报-2023-０６.docx", "通报-2023-061.docx", "通报-0000-01.docx"]
    for name in named + others:
        (tmp_path / name).touch()
    jobs, unknown = jobs_in(tmp_path)
    assert [(job.kind, job.issue, job.month) for job in jobs] == [
        ("期刊", "2024-07", "2024-04"),
        ("通报", "", "2023-06"),
    ]
    assert sorted(path.name for path in unknown) == sorted(others)
