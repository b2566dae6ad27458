from archives import real_scores

from generator.model.units import Alias, Membership, Section, Unit, UnitRegistry


def test_all_43_units_stand_in_their_groups() -> None:
    registry = real_scores().archive.units
    sizes = {group.id: len(registry.members(group.id, "2023-06")) for group in registry.groups}
    assert sizes == {"county": 12, "department-a": 20, "department-b": 3, "institution": 8}


def test_every_alias_of_the_domain_resolves() -> None:
    registry = real_scores().archive.units
    aliases = {
        "自然用途管制科": "用途管制科",
        "用途科": "用途管制科",
        "保护地管理科": "自然保护地管理科",
        "保护地科": "自然保护地管理科",
        "市城乡规划设计院": "市城乡规划设计研究院",
        "市规划院": "市城乡规划设计研究院",
        "利用科": "开发利用科",
        "地矿科": "地质矿产管理科",
        "规划科": "国土空间规划科",
        "许可科": "行政许可科",
        "执法支队": "市自然资源综合执法支队",
        "土地储备整治中心": "市土地储备整治中心",
    }
    for alias, name in aliases.items():
        unit = registry.resolve(alias, "2024-04")
        assert unit is not None
        assert unit.name == name


def test_the_office_is_credited_but_not_ranked() -> None:
    office = real_scores().archive.units.resolve("办公室", "2024-04")
    assert office is not None
    assert office.group_in("2024-04") is None


def test_names_and_groups_hold_for_their_months() -> None:
    old = Unit("a", "甲科", (Membership("one", until="2023-06"), Membership("two", since="2023-07")))
    heir = Unit("b", "乙科", (Membership("one"),), aliases=(Alias("丙科", since="2023-07"),))
    former = Unit("c", "旧科", (Membership("one"),), aliases=(Alias("丙科", until="2023-06"),), until="2023-06")
    registry = UnitRegistry((Section("s", "", "", ""),), (), (old, heir, former))

    assert registry.resolve("丙科", "2023-06") is former
    assert registry.resolve("丙科", "2023-07") is heir
    assert [unit.name for unit in registry.members("one", "2023-06")] == ["甲科", "乙科", "旧科"]
    assert [unit.name for unit in registry.members("one", "2023-07")] == ["乙科"]
    assert [unit.name for unit in registry.members("two", "2023-07")] == ["甲科"]
