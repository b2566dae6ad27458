from generator.model.months import (
    is_issue,
    is_month,
    issue_label,
    month_after,
    month_before,
    month_label,
    months_between,
    months_label,
    within,
)


def test_neighbours_cross_the_turn_of_the_year() -> None:
    assert month_before("2024-01") == "2023-12"
    assert month_after("2023-12") == "2024-01"
    assert list(months_between("2023-11", "2024-02")) == ["2023-11", "2023-12", "2024-01", "2024-02"]
    assert list(months_between("2023-02", "2023-01")) == []
    assert list(months_between("9999-11", "9999-12")) == ["9999-11", "9999-12"]


def test_labels() -> None:
    assert month_label("2023-06") == "2023年6月"
    assert issue_label("2023-09") == "2023年第9期"
    assert months_label(["2024-01", "2024-02", "2024-03", "2024-05"]) == "2024年1—3、5月"


def test_months_are_recognised() -> None:
    assert is_month("2023-06")
    assert not any(map(is_month, ("2023-13", "2023-6", "2023-00", "202306", "2023-06-01")))
    assert not any(map(is_month, ("２０２３-06", "2023-０６", "2023-06\n", "0000-01", "0999-12")))


def test_numbers_of_issues_are_recognised() -> None:
    assert is_issue("2023-09")
    assert is_issue("2023-99")
    assert not any(map(is_issue, ("2023-00", "2023-9", "２０２３-09", "2023-0９", "2023-09\n", "2023-100")))


def test_open_ends() -> None:
    assert within("2023-06", None, None)
    assert within("2023-06", "2023-06", "2023-06")
    assert not within("2023-06", "2023-07", None)
    assert not within("2023-06", None, "2023-05")
