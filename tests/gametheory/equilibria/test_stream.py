"""What is streamed is what is found at once, each once, and the first comes before the work is done."""

import pytest
from hypothesis import given, settings

from gametheory import NormalFormGame, mixed_equilibria, pure_equilibria, stream_mixed_equilibria
from gametheory.equilibria import stream
from gametheory.testing import games, payoffs


@settings(max_examples=settings().max_examples // 2)
@given(games(max_actors=3, max_actions=2, payoffs=payoffs(0, 2, max_denominator=1)))
def test_streams_what_is_found(game):
    streamed = list(stream_mixed_equilibria(game))
    assert len(set(streamed)) == len(streamed)
    assert set(streamed) == set(mixed_equilibria(game))


def test_pure_equilibria_come_before_anything_is_enumerated(monkeypatch):
    battle = NormalFormGame([[[3, 2], [0, 0]], [[0, 0], [2, 3]]])

    def refuse(_):
        raise AssertionError("enumerated too early")

    monkeypatch.setattr(stream, "mixed_equilibria", refuse)
    streamed = stream_mixed_equilibria(battle)
    first = [next(streamed) for _ in pure_equilibria(battle)]
    assert first == [((1, 0), (1, 0)), ((0, 1), (0, 1))]
    with pytest.raises(AssertionError, match="too early"):
        next(streamed)
