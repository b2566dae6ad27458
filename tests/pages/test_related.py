from pathlib import Path

from archives import real_scores

from generator.cache import Cache
from generator.keys import Keys
from generator.pages.related import MOST, Related, bigrams


def related() -> Related:
    archive = real_scores().archive
    return Related(archive, Keys(archive), None)


def test_bigrams_do_not_run_across_punctuation() -> None:
    assert bigrams("先登记，后供地3D") == {"先登", "登记", "后供", "供地", "3D"}


def test_the_same_event_is_found_under_its_other_titles() -> None:
    pieces = real_scores().archive.articles
    festival = [piece for piece in pieces if "端午节" in piece.title]
    assert len(festival) == 3
    for piece in festival:
        found = related().of(piece)
        assert all(one in found for one in festival if one != piece)


def test_every_piece_has_at_most_five_and_never_itself() -> None:
    lists = related()
    for piece in real_scores().archive.articles:
        found = lists.of(piece)
        assert len(found) <= MOST
        assert piece not in found
        assert len({one.path for one in found}) == len(found)


def test_kept_lists_are_those_made_anew(tmp_path: Path) -> None:
    archive = real_scores().archive
    for _ in range(2):
        kept = Related(archive, Keys(archive), Cache(tmp_path, "1"))
        assert [kept.of(piece) for piece in archive.articles] == [related().of(piece) for piece in archive.articles]
        assert [kept.key(piece) for piece in archive.articles] == [related().key(piece) for piece in archive.articles]
