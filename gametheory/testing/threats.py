"""Random threat games."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from hypothesis import strategies as st

from gametheory.games.threat import PARAMETERS, ThreatGame

if TYPE_CHECKING:
    from hypothesis.strategies import DrawFn

__all__ = ["threat_games"]


@st.composite
def threat_games(
    draw: DrawFn,
    *,
    low: Fraction | int = -4,
    high: Fraction | int = 4,
    max_denominator: int = 20,
    feedback: bool = False,
) -> ThreatGame:
    """
    Draw threat games.

    Parameters
    ----------
    low, high : Fraction or int, default: -4 and 4
        Bounds of the payoffs.
    max_denominator : int, default: 20
        The largest denominator.
    feedback : bool, default: False
        Whether all games shall be of the kind in which resistance feeds itself, the only one that can have several
        equilibria: (S_A - V_A)(W_A - a)(V_B - C_B) > 0.

    Returns
    -------
    SearchStrategy of ThreatGame
        The strategy.

    Examples
    --------
    >>> from hypothesis import given
    >>> @given(threat_games(feedback=True))
    ... def feeds_itself(game):
    ...     assert (game.S_A - game.V_A) * (game.W_A - game.a) * (game.V_B - game.C_B) > 0
    >>> feeds_itself()
    """
    amounts = st.fractions(low, high, max_denominator=max_denominator)
    if not feedback:
        return ThreatGame(**{name: draw(amounts) for name in PARAMETERS})
    pairs = st.lists(amounts, min_size=2, max_size=2, unique=True).map(sorted)
    lure, resolve, gain = (draw(pairs) for _ in range(3))
    first, second = draw(st.booleans()), draw(st.booleans())
    s_a, v_a = lure if first else lure[::-1]
    w_a, a = resolve if second else resolve[::-1]
    v_b, c_b = gain[::-1] if first == second else gain
    return ThreatGame(S_A=s_a, V_A=v_a, C_B=c_b, W_A=w_a, W_B=draw(amounts), a=a, V_B=v_b)
