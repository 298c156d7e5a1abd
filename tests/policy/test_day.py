"""What is in force for each unit on a day; words chosen for once."""

from datetime import date

import pytest

from tests.institutions.setting import ON, STREET, TOWN, adopted, in_force, policies
from townoffice.feedback import BadChoice, PolicyConflict
from townoffice.policy import DayPolicies, chosen, words
from townoffice.records import Adoption, Kind, KindGroup, Township

OTHER = Township("999901101", "云岭镇", Kind.TOWN, id=3)


def test_units_of_a_group_share_what_is_in_force_and_a_named_unit_does_not() -> None:
    day = DayPolicies(policies(adopted("s4-guyun")), ON)
    assert day.of(OTHER) is day.of(Township("999901102", "柳溪镇", Kind.TOWN, id=4))
    assert day.of(TOWN) is not day.of(OTHER)
    posts = day.of(TOWN).value("institutions.admin_posts")
    assert posts is not None
    assert posts.value == 45
    assert day.of(OTHER).value("institutions.admin_posts") is None
    assert day.of(TOWN).values.keys() >= {"platforms.required", "discipline.entry"}
    assert len(day.of(STREET).modules) == 4


def test_days_before_an_adoption_know_nothing_of_it() -> None:
    later = Adoption(
        "s4-guyun", "institutions", TOWN.kind.group, TOWN.code, valid_from=date(2024, 7, 1)
    )
    before = DayPolicies(policies(later), date(2024, 6, 30)).of(TOWN)
    after = DayPolicies(policies(later), date(2024, 7, 1)).of(TOWN)
    assert before.value("institutions.admin_posts") is None
    assert after.value("institutions.admin_posts") is not None
    assert before.template is not None
    assert after.template is not None
    assert (before.template.id, after.template.id) == ("s0-institutions", "s4-guyun")


def test_a_word_is_said_or_not() -> None:
    held = in_force(TOWN, adopted("s4-yandian"))
    assert held.says("institutions.heads", "leader") is not None
    assert held.says("institutions.heads", "own") is None
    assert in_force().says("institutions.heads", "leader") is None


def test_two_packs_for_one_group_are_a_conflict() -> None:
    twice = policies(Adoption("s4-guyun", "institutions", KindGroup.TOWNS))
    with pytest.raises(PolicyConflict, match="同时采用了"):
        DayPolicies(twice, ON).of(TOWN)


def test_words_are_chosen_for_once_as_they_are_written() -> None:
    value = policies().value("agencies.not_managed", ON, KindGroup.TOWNS)
    assert words(chosen(value, "court, police")) == ("court", "police")
    free = policies().value("discipline.counterpart_words", ON, KindGroup.TOWNS)
    assert words(chosen(free, "财政、审计")) == ("财政", "审计")
    with pytest.raises(BadChoice, match="没有名为“school”的词"):
        chosen(value, "school")
    with pytest.raises(BadChoice, match="不能是空白"):
        chosen(free, "财政,")
