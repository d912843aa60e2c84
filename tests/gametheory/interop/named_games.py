"""Random games with awkward names: quotation marks, backslashes, braces, pipes, markup and other scripts."""

from __future__ import annotations

from fractions import Fraction

import numpy as np
from hypothesis import strategies as st

from gametheory.games.normal_form import NormalFormGame

awkward = st.text(alphabet=st.sampled_from('ab"\\{}<&>|*_$%#~^`, \n銀Яé'), min_size=1, max_size=6)
anything = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=5)
names = (awkward | anything).filter(lambda name: name.strip() and name != "*")
plain_names = st.text("abcXYZ 019-", min_size=1, max_size=6).filter(lambda name: name.split(" ") == name.split())
exact_payoffs = st.integers(-9, 9) | st.fractions(-3, 3, max_denominator=7) | st.integers(-(10**25), 10**25)
any_payoffs = exact_payoffs | st.floats(-100, 100, allow_nan=False)


def listed(count, of):
    return st.lists(of, min_size=count, max_size=count, unique=True)


@st.composite
def named_games(draw, *, min_actors=1, max_actors=3, max_actions=3, payoffs=any_payoffs, names=names):
    count = draw(st.integers(min_actors, max_actors))
    shape = tuple(draw(st.integers(1, max_actions)) for _ in range(count))
    size = int(np.prod(shape)) * count
    table = np.empty(size, dtype=object)
    table[:] = draw(st.lists(payoffs, min_size=size, max_size=size))
    return NormalFormGame(
        table.reshape((*shape, count)),
        actors=draw(listed(count, names)),
        actions=[draw(listed(k, names)) for k in shape],
    )


def small(game):
    """Whether all payoffs are floats that lose nothing, so that float tools can hold the game."""
    return all(Fraction(float(x)) == x for profile in game.profiles() for x in game.payoff(profile))
