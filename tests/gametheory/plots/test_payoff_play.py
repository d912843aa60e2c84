"""Play that begins at a chosen point: what follows each point is what the point's value is made of."""

from fractions import Fraction

from gametheory import NormalFormGame, PublicMonitoring, RepeatedGame, payoff_set
from gametheory.plots.payoff_play import play_from


def test_under_signals_what_follows_is_the_mixture_that_the_signals_lead_to():
    stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]])
    seen = PublicMonitoring(["good", "bad"], [[["9/10", "1/10"], ["1/2", "1/2"]], [["1/2", "1/2"], ["3/10", "7/10"]]])
    found = payoff_set(RepeatedGame(stage, "3/5", seen))
    play = play_from(found, (Fraction(7, 4), Fraction(7, 4)))
    d = Fraction(3, 5)
    for k, following in play.then.items():
        point = found.points[k]
        now = stage.payoff(point.profile) if point.profile else found.stage_equilibria[point.equilibrium].payoffs
        later = [sum(p * found.points[j].value[i] for j, p in following.items()) for i in (0, 1)]
        assert point.value == tuple((1 - d) * g + d * w for g, w in zip(now, later, strict=True))
