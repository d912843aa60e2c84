"""Statements over polytopes of payoffs: possible, necessary and shares per second. No peer answers them."""

from __future__ import annotations

import random
import time
from fractions import Fraction
from itertools import islice, product
from statistics import median

import numpy as np

import models
from gametheory import GameFamily, LinearInequality, Polytope, verify
from gametheory.regions import (
    UniformBox,
    discounts_for_all,
    incentives,
    necessity,
    outline,
    possibility,
    sample,
    tally,
)
from gametheory.strategies import reversion
from models.sampling import measures, with_units
from tests.benchmarks.timing import warm_seconds

SEED = 13
NO_PEER = "no other package says such a sentence, so there is nothing to compare with"
DRAWS = 2_000
FAMILIES = 40
DISCOUNT = Fraction(9, 10)


def rows():
    """The headline scenario, random families, and what a question costs before any program is solved."""
    yield from headline()
    yield from random_families()
    yield overhead()


def headline():
    """One strategy of the headline scenario: each question on its own, what is shared worked out before."""
    scenario = models.load("five-powers")
    family, automaton = scenario.family, scenario.strategies["reversion"]
    held, loose = outline(with_units(scenario)), outline(family.polytope)
    asked = incentives(family, automaton, discount=DISCOUNT)
    inside = asked.within(held.polytope)
    case = f"five-powers, reversion: {len(family.polytope.parameters)} stakes, {len(asked.forms)} constraints"
    questions = {
        "constraints as inequalities": lambda: incentives(family, automaton, discount=DISCOUNT),
        "outline of the polytope": lambda: outline(family.polytope),
        "possible, with witness": lambda: possibility(inside, held),
        "necessary, with proofs": lambda: necessity(asked, loose),
    }
    for question, call in questions.items():
        yield row(question, case, 1 / warm_seconds(call, repeats=3), "per second", NO_PEER)
    proof = necessity(asked.of("US"), loose).certificate
    yield row("recheck of a proof", f"{case}; the US part", warm_seconds(lambda: verify(proof), repeats=3), "seconds")
    for measure in islice(measures(scenario), 1, 5, 2):
        yield from shares(asked, measure, case)


def shares(asked, measure, case):
    """Draws inside a polytope, and verdicts on them."""
    seconds, drawn = timed(lambda: sample(asked.polytope, measure, DRAWS, SEED))
    yield row("exact draws from the polytope", case, DRAWS / seconds, "per second", drawn.measure)
    seconds = warm_seconds(lambda: tally(drawn.holds(asked.forms), drawn), repeats=3)
    yield row("share: draws decided, exactly", case, DRAWS / seconds, "per second", NO_PEER)


def random_families():
    """Prisoner's dilemmas whose four payoffs are known by random inequalities through a point inside."""
    asked = [incentives(one, GRIM, discount=DISCOUNT) for one in (family(k) for k in range(FAMILIES))]
    shapes = [outline(one.polytope) for one in asked]
    case = f"{FAMILIES} random families of 2 actors, 4 parameters, 14 inequalities"
    pairs = list(zip(asked, shapes, strict=True))
    verdicts = [(possibility(*pair).strict, necessity(*pair).holds) for pair in pairs]
    told = f"{sum(a for a, _ in verdicts)} possible, {sum(b for _, b in verdicts)} necessary"
    for question, call in (("possible", possibility), ("necessary", necessity)):
        seconds = median(timed(lambda call=call: [call(*pair) for pair in pairs])[0] for _ in range(3))
        yield row(f"{question}, random families", case, FAMILIES / seconds, "per second", told)
    measure = UniformBox(50, low=-50)
    seconds, counts = timed(lambda: [_share(one, measure) for one in asked])
    note = f"{DRAWS // 10} draws each; between {min(counts):.0%} and {max(counts):.0%} hold"
    yield row("shares, random families", case, FAMILIES / seconds, "per second", note)
    seconds = median(timed(lambda: [discounts_for_all(one.family, GRIM) for one in asked])[0] for _ in range(3))
    yield row("discount factors for all payoffs, exact", case, FAMILIES / seconds, "per second")


def overhead():
    """A question about one parameter and one constraint: what is spent beside solving."""
    known = Polytope(["gain", "loss"], [LinearInequality({"gain": 1}), LinearInequality({"loss": 1, "gain": -1})])
    tiny = GameFamily([[[0, 0, 0]], [[0, 1, -1]]], known, actors=["Ann"], actions=[["keep", "break"]])
    stay = reversion(("keep",), ("break",))
    seconds = warm_seconds(lambda: necessity(incentives(tiny, stay, discount=DISCOUNT)))
    return row(
        "overhead of a question", "one actor, two actions, two parameters, from family to proof", seconds, "seconds"
    )


GRIM = reversion(("C", "C"), ("D", "D"))
PARAMETERS = ("R", "S", "T", "P")


def family(number):
    """A prisoner's dilemma known narrowly or widely about a point that the inequalities leave strictly inside."""
    draw = random.Random(f"{SEED} {number}")
    centre = dict(zip(PARAMETERS, (draw.randint(2, 6), 0, draw.randint(7, 24), 1), strict=True))
    known = []
    for k in range(6):
        form = {name: draw.randint(-3, 3) for name in PARAMETERS}
        constant = draw.randint(1, 6) - sum(c * centre[name] for name, c in form.items())
        known.append(LinearInequality(form, constant, f"known {k}"))
    wide = draw.choice(("1/2", 2, 20))
    for name, sign in product(PARAMETERS, (1, -1)):
        known.append(LinearInequality({name: sign}, Fraction(wide) - sign * centre[name], f"{name} within {wide}"))
    table = np.zeros((2, 2, 2, 5), dtype=object)
    for profile, (one, two) in {(0, 0): "RR", (0, 1): "ST", (1, 0): "TS", (1, 1): "PP"}.items():
        for actor, name in enumerate((one, two)):
            table[(*profile, actor, 1 + PARAMETERS.index(name))] = 1
    return GameFamily(table, Polytope(PARAMETERS, known), actors=["Ann", "Bob"], actions=["C", "D"])


def _share(asked, measure):
    drawn = sample(asked.polytope, measure, DRAWS // 10, SEED)
    return tally(drawn.holds(asked.forms), drawn).value


def timed(call):
    """Seconds of one call, and what it gave."""
    start = time.perf_counter()
    found = call()
    return time.perf_counter() - start, found


def row(question, case, ours, unit, note=NO_PEER):
    unnamed = {"peer": None, "peer_name": None}
    return {"question": question, "case": case, "ours": ours, **unnamed, "unit": unit, "note": note}
