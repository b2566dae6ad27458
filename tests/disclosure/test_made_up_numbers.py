"""Nothing of what must be found is missed, and hardly anything else is taken for it."""

import os

from disclosure import made_up_numbers as made_up

from generator.disclosure import scan_text

ROUNDS = int(os.environ.get("DISCLOSURE_ROUNDS", "2"))


def test_every_identity_and_mobile_number_is_found() -> None:
    for seed in range(ROUNDS):
        missed = [
            text
            for text, code in made_up.true_ids_and_mobiles(seed, 200)
            if code not in {one.code for one in scan_text(text)}
        ]
        assert missed == []


def test_bank_cards_are_found() -> None:
    chance = made_up.random.Random(5)
    for _ in range(100):
        number = made_up.card(chance)
        assert [one.shown for one in scan_text(f"卡号{number}，")] == ["*" * 15 + number[-4:]]


def test_hardly_anything_else_is() -> None:
    for seed in range(ROUNDS):
        wrong = [(text, found) for text in made_up.look_alikes(seed, 200) if (found := scan_text(text))]
        assert len(wrong) <= 4, wrong


def test_no_value_is_shown() -> None:
    for text, _ in made_up.true_ids_and_mobiles(7, 200):
        digits = "".join(char for char in text if char.isdecimal())
        for one in scan_text(text):
            shown = one.message
            assert digits[:11] not in shown and digits[-11:] not in shown
            assert "*" in one.shown
