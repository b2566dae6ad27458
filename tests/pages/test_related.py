from archives import real_scores

from generator.model.listings import Listing
from generator.model.months import year_of
from generator.pages.related import MOST, RelatedPieces, bigrams, related_pieces


def related() -> RelatedPieces:
    pieces = real_scores().archive.articles
    of = {year: Listing(one for one in pieces if year_of(one.month) == year) for year in (2022, 2023, 2024)}
    return related_pieces(of[2023], of[2022]) | related_pieces(of[2024], of[2023])


def test_bigrams_do_not_run_across_punctuation() -> None:
    assert bigrams("先登记，后供地3D") == {"先登", "登记", "后供", "供地", "3D"}


def test_the_same_event_is_found_under_its_other_titles() -> None:
    pieces = real_scores().archive.articles
    festival = [piece for piece in pieces if "端午节" in piece.title]
    assert len(festival) == 3
    for piece in festival:
        found = [one.path for one in related()[piece.path]]
        assert all(one.path in found for one in festival if one != piece)


def test_every_piece_has_at_most_five_and_never_itself() -> None:
    lists = related()
    for piece in real_scores().archive.articles:
        found = [one.path for one in lists[piece.path]]
        assert len(found) <= MOST
        assert piece.path not in found
        assert len(set(found)) == len(found)
