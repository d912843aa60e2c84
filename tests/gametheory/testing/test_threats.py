"""Random threat games keep their promises."""

from hypothesis import Phase, find, given, settings

from gametheory.games.threat import PARAMETERS
from gametheory.testing import threat_games


@given(threat_games(low=-1, high=2, max_denominator=3))
def test_bounds(game):
    assert all(-1 <= getattr(game, name) <= 2 and getattr(game, name).denominator <= 3 for name in PARAMETERS)


@given(threat_games(feedback=True))
def test_feedback(game):
    assert (game.S_A - game.V_A) * (game.W_A - game.a) * (game.V_B - game.C_B) > 0


def test_games_of_both_kinds_are_drawn():
    drawn = settings(
        max_examples=500, phases=[Phase.generate], database=None
    )  # found is enough, the least is not asked
    assert find(threat_games(feedback=True), lambda game: game.S_A > game.V_A, settings=drawn)
    assert find(threat_games(feedback=True), lambda game: game.V_B < game.C_B and game.S_A < game.V_A, settings=drawn)
