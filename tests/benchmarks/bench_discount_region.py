"""Exact checks of repeated-game strategies; no peer answers these questions for any number of actors."""

from __future__ import annotations

from gametheory import RepeatedGame, catalog, check_strategy, discount_region, strategies, verify
from tests.benchmarks.timing import cold_seconds, warm_seconds

SEED = None
PERIODS = (2, 5, 10)


def rows():
    """Grim trigger and limited punishment, for two to six actors and growing punishments."""
    for case, stage, strategy in cases():
        game = RepeatedGame(stage, discount=0.9)
        region = discount_region(stage, strategy)
        yield row("check_strategy", case, warm_seconds(lambda g=game, s=strategy: check_strategy(g, s)))
        yield row("discount_region", case, warm_seconds(lambda g=stage, s=strategy: discount_region(g, s), repeats=3))
        yield row("verify a region", case, warm_seconds(lambda r=region: verify(r.certificate), repeats=3))
    setup = "from gametheory import RepeatedGame, catalog, check_strategy, discount_region, strategies\n"
    setup += "game = catalog.prisoners_dilemma()\n"
    setup += "grim = strategies.reversion(('cooperate',) * 2, ('defect',) * 2)"
    for question, code in (
        ("check_strategy", "check_strategy(RepeatedGame(game, discount=0.9), grim)"),
        ("discount_region", "discount_region(game, grim)"),
    ):
        yield row(
            question, "first call after the imports, grim trigger, 2 actors", cold_seconds(code, setup=setup), "cold"
        )


def cases():
    """Names, stage games and strategies."""
    dilemma = catalog.prisoners_dilemma()
    cooperate, defect = ("cooperate",) * 2, ("defect",) * 2
    yield "grim trigger, 2 actors", dilemma, strategies.reversion(cooperate, defect)
    for periods in PERIODS:
        strategy = strategies.limited_punishment(cooperate, defect, periods=periods)
        yield f"{periods} periods of punishment, 2 actors", dilemma, strategy
    for actors in (4, 6):
        strategy = strategies.reversion(("give",) * actors, ("keep",) * actors)
        yield f"grim trigger, {actors} actors", catalog.public_goods(actors), strategy


def row(question, case, seconds, start="warm"):
    return {
        "question": question,
        "case": case,
        "ours": seconds,
        "peer": None,
        "peer_name": None,
        "unit": "seconds",
        "start": start,
        "note": "no peer answers this",
    }
