"""Every type that goes to JSON has a way to be made here, and comes back equal."""

import importlib
import json
import pickle
import pkgutil
from fractions import Fraction
from functools import cache
from html.parser import HTMLParser

import pytest
import sympy
from hypothesis import example, given, settings
from hypothesis import strategies as st

import gametheory
from gametheory import (
    Algebraic,
    Automaton,
    GameFamily,
    GameTheoryError,
    LinearInequality,
    NormalFormGame,
    Polytope,
    PublicMonitoring,
    RepeatedGame,
    SymbolicMonitoring,
    ThreatFold,
    ThreatFolds,
    Triad,
    check_strategy,
    credible_interval,
    discount_region,
    discounted_payoffs,
    finite_equilibria,
    long_run_payoffs,
    minimal_discount,
    minmax_values,
    payoff_set,
    pure_equilibria,
    regions,
    renegotiation,
    threshold_formula,
)
from gametheory.equilibria.discount_region import Constraint, DiscountInterval
from gametheory.equilibria.long_run import RecurrentClass
from gametheory.equilibria.one_shot_deviation import OneShotDeviation
from gametheory.equilibria.payoff_region import Cut
from gametheory.equilibria.renegotiation import Domination
from gametheory.equilibria.threshold import Lever
from gametheory.estimation import ThreatFit, ThreatSpecification
from gametheory.frozen import FrozenMap
from gametheory.references.citations import citations, methods
from gametheory.results import Jsonable, decode, encode
from gametheory.strategies import ActorAutomaton, Path
from gametheory.testing import (
    automata,
    games,
    monitorings,
    polytopes,
    repeated_games,
    strategies_in_games,
    threat_games,
)
from tests.gametheory.equilibria.noisy_dilemma import GRIM, ONE_PERIOD, PD, SYMBOLIC

P = sympy.Symbol("P")
names = st.text(min_size=1, max_size=4)
states = names | st.integers()
algebraic = (
    st.integers(2, 50)
    .filter(lambda k: int(k**0.5) ** 2 != k)
    .map(lambda k: Algebraic((-1, 0, k), Fraction(0), Fraction(1)))
)
constraints = st.builds(Constraint, names, states, names)
ends = st.fractions(0, 1) | algebraic
checks = strategies_in_games().map(lambda pair: check_strategy(*pair))
discount_regions = strategies_in_games(common=True).map(lambda pair: discount_region(pair[0].stage, pair[1]))

sets = repeated_games(games(min_actors=2, max_actors=2), common=True).map(lambda game: payoff_set(game, sweeps=50))
public_sets = st.sampled_from([Fraction(1, 2), Fraction(3, 5)]).map(
    lambda d: payoff_set(
        RepeatedGame(
            NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]]),
            d,
            PublicMonitoring(["good", "bad"], [[["9/10", "1/10"], ["1/2", "1/2"]], [["1/2", "1/2"], ["3/10", "7/10"]]]),
        )
    )
)
regions_of_payoffs = repeated_games(games(min_actors=1, max_actors=1, max_actions=2)).map(payoff_set)

inequalities = st.builds(
    LinearInequality, st.dictionaries(st.sampled_from(["a", "b"]), st.fractions()), st.fractions(), names
)

watched_games = games(min_actors=2, max_actors=2, max_actions=2).flatmap(
    lambda game: st.tuples(st.just(game), monitorings(game))
)
limits = watched_games.map(lambda pair: gametheory.limit_payoff_set(pair[0], monitoring=pair[1]))

small = games(max_actors=3, max_actions=2)
led_games = games(min_actors=2, max_actors=3, max_actions=2)
pairs = games(min_actors=2, max_actors=2)


known_games = st.sampled_from(list(gametheory.catalog.entries()))


def led(game):
    return gametheory.commitment(game, leader=game.actors[0])


def all_coalitions(game):
    return gametheory.deviating_coalitions(game, next(iter(game.profiles())))


def inside(results, pick):
    """Draw one of the parts that results hold."""
    return results.map(lambda result: list(pick(result))).filter(bool).flatmap(st.sampled_from)


positive, fractions = st.fractions(Fraction(1, 5), 5), st.lists(st.fractions(), min_size=2, max_size=2).map(tuple)
triads = st.builds(Triad, positive, positive, positive, positive)
own = (
    games()
    .flatmap(lambda game: automata(game, mixed=True))
    .map(lambda a: ActorAutomaton(a.start, {s: p[0] for s, p in a.actions.items()}, a.transitions, a.default))
)
played = strategies_in_games(common=True)
any_threats = threat_games() | threat_games(feedback=True)
threat_folds = st.builds(ThreatFold, *[st.floats(-9, 9)] * 2, st.floats(0, 1), st.integers(0, 3), st.integers(0, 3))
threat_specifications = st.builds(ThreatSpecification, W_A=names, a=names)
shares = st.lists(st.floats(0, 1), max_size=2).map(tuple)

noisy = st.fractions(Fraction(1, 2), 1, max_denominator=9).flatmap(
    lambda p: st.sampled_from(["1/2", "9/10"]).map(lambda d: RepeatedGame(PD, d, SYMBOLIC.at(p=p, q="1/3", r="1/4")))
)
detections = st.sampled_from([Fraction(4, 5), Fraction(9, 10)]).map(
    lambda p: gametheory.detection_value(PD, SYMBOLIC, at={"p": p, "q": "1/3", "r": "1/4"}, discount="9/10")
)
regions_in_chances = st.sampled_from([GRIM, ONE_PERIOD]).map(
    lambda automaton: gametheory.equilibrium_region(PD, automaton, monitoring=SYMBOLIC)
)
lengths = noisy.map(lambda game: gametheory.punishment_length(game, ("C", "C"), ("D", "D")))


BREAK = Automaton(start=0, actions={0: ("2",), 1: ("1",)}, default={0: 1, 1: 1})


@cache
def statement(k):
    """Keep or break a promise, the loss at least (k - 2) times the gain; solved once, since programs take time."""
    known = [LinearInequality({"gain": 1}, -1, "unit"), LinearInequality({"loss": 1, "gain": 2 - k}, name="order")]
    known += [LinearInequality({"gain": 2, "loss": -3}, name="too little")] if k == 0 else []
    family = GameFamily([[[0, 0, 0]], [[0, 1, -1]]], Polytope(["gain", "loss"], known), actors=["Ann"])
    return regions.incentives(family, Automaton(start=0, actions={0: ("1",)}, default={0: 0}), discount="1/2")


def solved(question):
    """One question about each of the statements, answered once."""
    answer = cache(lambda k: question(statement(k)))
    return st.integers(0, 4).map(lambda k: answer(k))


asked = solved(lambda told: told)
possibilities, certain = solved(regions.possibility), solved(regions.necessity)
verdicts, strengthened = solved(regions.verdict), solved(regions.strengthening)
identified = st.integers(1, 4).map(lambda k: regions.identification(statement(k)))
tallies = st.builds(regions.Share, names, *[st.integers(0, 9)] * 3, *[st.floats(0, 1)] * 3)
bounds_on_paths = solved(lambda told: regions.sustainable(told.family, ("1",), discount="1/2"))


@cache
def explained(k):
    asked = statement(k)
    either = {"keep": asked.automaton, "break": BREAK}
    return gametheory.rationalise(asked.family, [["1"], ["1"]], either, discount="1/2", before=[], most=1)


kept_or_broken = st.integers(1, 4).map(explained)
traces = inside(kept_or_broken, lambda found: [t for one in found.explanations for t in one.traces])
levels = solved(lambda told: regions.discount_levels(told.family, told.automaton, parts=3, tolerance="1/4"))

WAYS = {
    "ActorAutomaton": own,
    "Algebraic": algebraic,
    "Automaton": games().flatmap(lambda game: automata(game, mixed=True)),
    "Certificate": (checks | discount_regions | sets | games().map(pure_equilibria) | games().map(minmax_values)).map(
        lambda r: r.certificate
    ),
    "Constraint": constraints,
    "CredibleInterval": st.builds(credible_interval, triads, st.fractions(Fraction(1, 9), Fraction(8, 9))),
    "Citations": st.sets(st.sampled_from(sorted(methods()))).map(lambda used: citations(*used)),
    "Cut": st.builds(Cut, st.tuples(st.fractions(), st.fractions()), st.fractions()),
    "DiscountInterval": st.builds(
        DiscountInterval, ends, ends, st.booleans(), st.booleans(), st.tuples(constraints), st.tuples()
    ),
    "DiscountRegion": discount_regions,
    "GeneratedPoint": sets.filter(lambda found: found.points).map(lambda found: found.points[-1]),
    "GameFamily": st.integers(-3, 3).map(lambda k: GameFamily([[[k, 1]], [[0, "1/3"]]], Polytope(["a"]))),
    "Lever": st.builds(Lever, names, st.fractions(), st.floats(-9, 9), st.floats(-9, 9)),
    "DiscountedPayoffs": played.map(lambda pair: discounted_payoffs(*pair)),
    "Domination": st.builds(Domination, states, states, fractions),
    "FiniteEquilibria": games(max_actors=2, max_actions=2).map(lambda game: finite_equilibria(game, 2)),
    "LinearInequality": inequalities,
    "LongRunPayoffs": played.map(lambda pair: long_run_payoffs(pair[0].stage, pair[1], slips="1/10")),
    "Confusion": inside(watched_games.map(lambda pair: gametheory.identifiability(*pair)), lambda r: r.pairwise),
    "Garbling": watched_games.flatmap(lambda pair: st.tuples(st.just(pair[1]), monitorings(pair[0]))).map(
        lambda pair: pair[0].is_garbling_of(pair[1])
    ),
    "Identifiability": watched_games.map(lambda pair: gametheory.identifiability(*pair)),
    "LimitPayoffSet": limits,
    "LimitScore": inside(limits, lambda r: r.scores),
    "MinmaxValues": games().map(minmax_values),
    "NormalFormGame": games(),
    "OneShotDeviation": st.builds(OneShotDeviation, names, states, names, st.fractions()),
    "Path": st.builds(Path, st.lists(st.tuples(names, names), min_size=1, max_size=3)),
    "MinimalDiscount": games(min_actors=2, max_actors=2, max_actions=2).map(
        lambda game: minimal_discount(game, next(game.profiles()), tolerance=Fraction(1, 2))
    ),
    "PayoffRegion": regions_of_payoffs,
    "PayoffSet": sets,
    "Polytope": st.lists(inequalities, max_size=3).map(lambda known: Polytope(["a", "b"], known)),
    "PublicMonitoring": games().flatmap(monitorings),
    "PureEquilibria": games().map(pure_equilibria),
    "RecurrentClass": st.builds(
        RecurrentClass, st.fractions(0, 1), st.dictionaries(states, st.fractions()).map(FrozenMap), fractions
    ),
    "RenegotiationCheck": played.map(lambda pair: renegotiation(*pair)),
    "RepeatedGame": repeated_games(),
    "PublicPoint": public_sets.map(lambda found: found.points[-1]),
    "StageEquilibrium": sets.filter(lambda found: found.stage_equilibria).map(lambda found: found.stage_equilibria[-1]),
    "StrategyCheck": checks,
    "SymbolicMonitoring": st.integers(1, 5).map(
        lambda k: SymbolicMonitoring(["a", "b"], [[P / k, 1 - P / k], [P**2, 1 - P**2]])
    ),
    "ThresholdFormula": st.integers(1, 5).map(
        lambda k: threshold_formula(
            GameFamily([[[k, 1]], [[0, 0]]], Polytope(["a"])),
            Automaton(start=0, actions={0: ("1",)}, default={0: 0}),
            at={"a": k, "P": "1/2"},
            monitoring=SymbolicMonitoring(["a", "b"], [[P / k, 1 - P / k], [P, 1 - P]]),
        )
    ),
    "BangBang": noisy.map(gametheory.best_bang_bang),
    "DetectionValue": detections,
    "EquilibriumRegion": regions_in_chances,
    "PunishmentLength": lengths,
    "Slope": inside(detections, lambda r: r.slopes),
    "StronglySymmetric": noisy.map(gametheory.strongly_symmetric),
    "CriticalDiscount": inside(known_games, lambda e: [e.critical] if e.critical else []),
    "Entry": known_games,
    "Reference": inside(known_games, lambda e: e.references),
    "CoalitionDeviation": inside(small.map(all_coalitions), lambda r: r.deviations),
    "Commitment": led_games.map(led),
    "CommitmentOption": inside(led_games.map(led), lambda r: r.options),
    "Component": inside(pairs.map(gametheory.mixed_equilibria), lambda r: r.components),
    "CorrelatedEquilibrium": small.map(gametheory.correlated_equilibrium),
    "DeviatingCoalitions": small.map(all_coalitions),
    "Dominance": inside(small.map(gametheory.dominated_actions), lambda r: (*r.strict, *r.weak)),
    "DominatedActions": small.map(gametheory.dominated_actions),
    "LogitBranch": small.map(lambda game: gametheory.quantal_response(game, rationality=1).path),
    "MaxminValues": small.map(gametheory.maxmin_values),
    "MixedCommitment": pairs.map(lambda game: led(game).mixed),
    "MixedEquilibria": pairs.map(gametheory.mixed_equilibria),
    "MixedMinmax": inside(small.map(gametheory.mixed_minmax_values), lambda r: r.bounds),
    "MixedMinmaxValues": small.map(gametheory.mixed_minmax_values),
    "Potential": small.map(gametheory.potential),
    "QuantalResponse": small.map(lambda game: gametheory.quantal_response(game, rationality=1)),
    "Rationalizable": small.map(gametheory.rationalizable),
    "ReplyBound": inside(pairs.map(led), lambda r: r.mixed.strong_bounds),
    "StrongEquilibria": small.map(gametheory.strong_equilibria),
    "ThreatEquilibria": any_threats.map(gametheory.threat_equilibria),
    "ThreatEquilibrium": inside(any_threats.map(gametheory.threat_equilibria), list),
    "ThreatFit": st.builds(
        ThreatFit,
        threat_specifications,
        st.just((("W_A", "x"),)),
        st.tuples(st.floats(-9, 9)),
        st.tuples(st.tuples(st.floats(0, 9))),
        st.floats(-9, 0),
        shares,
        shares,
        st.floats(0, 1),
        st.integers(1, 9),
        st.booleans(),
        st.floats(0, 9),
        names,
    ),
    "Bound": inside(identified, lambda found: [end for of in found.ranges.values() for end in (of.low, of.high)]),
    "Conditions": polytopes().map(lambda known: regions.Conditions(known, known.inequalities)),
    "IdentifiedSet": identified,
    "Implied": inside(certain, lambda found: found.implied),
    "Incentive": inside(asked, lambda statement: statement.constraints),
    "Incentives": asked,
    "Necessary": certain,
    "Outline": solved(lambda told: regions.outline(told.polytope)),
    "Possible": possibilities,
    "Range": inside(identified, lambda found: found.ranges.values()),
    "Departure": inside(traces, lambda trace: trace.first),
    "DiscountLevels": levels,
    "DiscountRun": inside(levels, lambda found: (*found.for_all, *found.for_some)),
    "DiscountSet": solved(lambda told: regions.discounts_for_all(told.family, told.automaton)),
    "DiscountStep": inside(levels, lambda found: found.steps),
    "Excluded": inside(bounds_on_paths, lambda found: found.excluded),
    "Explanation": inside(kept_or_broken, lambda found: found.explanations),
    "Lesson": inside(kept_or_broken, lambda found: found.lessons.values()),
    "LogUniform": st.just(regions.LogUniform("1/2", 3, fixed={"a": 1})),
    "Orders": st.integers(1, 6).map(lambda most: regions.orders(3, [], most=most)),
    "PairedShare": st.builds(regions.PairedShare, *[tallies] * 4),
    "Period": inside(traces, lambda trace: trace.periods),
    "Ratio": st.builds(regions.Ratio, names, names, st.fractions()),
    "Rationalisation": kept_or_broken,
    "Requirement": inside(strengthened, lambda found: found.requirements),
    "Robustness": verdicts.map(lambda found: regions.Robustness(found, FrozenMap({"Ann": found}))),
    "Share": tallies,
    "Shares": st.lists(tallies, max_size=2).map(lambda found: regions.Shares(tuple(found))),
    "Correlated": st.fractions(0, 1).map(lambda rho: regions.Correlated(regions.UniformBox(2), [["a", "b"]], rho)),
    "Simplex": st.just(regions.Simplex([["a"], ["b"]], total="1/2")),
    "Strengthening": strengthened,
    "Trace": traces,
    "Sustainable": bounds_on_paths,
    "UniformBox": st.fractions(1, 9).map(lambda high: regions.UniformBox({"a": high, "b": 2}, fixed={"b": 1})),
    "Verdict": verdicts,
    "ThreatFold": threat_folds,
    "ThreatFolds": st.builds(
        ThreatFolds, any_threats, st.just("W_B"), st.just(-4.0), st.just(-2.0), st.just(0.5), st.tuples(threat_folds)
    ),
    "ThreatGame": any_threats,
    "ThreatSpecification": threat_specifications,
    "ThreatStatics": any_threats.map(gametheory.threat_statics),
    "Triad": triads,
}
"""One line per type: a Hypothesis strategy that makes it."""


def all_types():
    for module in pkgutil.walk_packages(gametheory.__path__, "gametheory."):
        importlib.import_module(module.name)
    return {name for name, kind in Jsonable._types.items() if kind.__module__.startswith("gametheory.")}


def test_every_type_has_a_way_to_be_made():
    """A new result type needs a line in WAYS above."""
    assert all_types() == set(WAYS)


@pytest.mark.parametrize("name", sorted(WAYS))
@settings(max_examples=settings().max_examples // 2)
@given(data=st.data())
def test_round_trips(name, data):
    value = data.draw(WAYS[name])
    assert type(value).__name__ == name
    again = type(value).from_json(value.to_json())
    assert again == value
    assert again.to_json() == value.to_json()
    assert hash(again) == hash(value)
    assert pickle.loads(pickle.dumps(value)) == value
    assert decode(json.loads(json.dumps(encode({"nested": (value, None)})))) == {"nested": (value, None)}


@given(
    st.recursive(
        st.none() | st.booleans() | st.integers() | st.text() | st.fractions() | st.floats(allow_nan=False),
        lambda inner: (
            st.lists(inner, max_size=3).map(tuple)
            | st.dictionaries(st.text() | st.integers(), inner, max_size=3).map(FrozenMap)
        ),
    )
)
@example(2**53 + 1)
@example(float("inf"))
def test_plain_values_round_trip(value):
    again = decode(json.loads(json.dumps(encode(value))))
    assert again == value
    assert type(again) is type(value)


@pytest.mark.parametrize("value", [10**5000, -(10**5000), Fraction(1, 10**5000)], ids=["long", "negative", "fraction"])
def test_very_long_numbers_round_trip(value):
    """Found by test: integers of more than 4300 digits."""
    assert decode(json.loads(json.dumps(encode(value)))) == value


def test_results_with_very_long_numbers_round_trip():
    """Found by test: a game of 1e300 and 1e-300 over many states has values of more than 4300 digits."""
    game = NormalFormGame([[[2e300, 2e-300], [-1e300, 3e-300]], [[3e300, -1e-300], [0, 0]]], actions=["C", "D"])
    chain = gametheory.strategies.limited_punishment(("C", "C"), ("D", "D"), periods=20)
    check = check_strategy(gametheory.RepeatedGame(game, discount=1 - Fraction(1, 3**500)), chain)
    assert max(len(bin(x.denominator)) for row in check.values.values() for x in row) > 15000
    assert type(check).from_json(check.to_json()) == check
    assert gametheory.verify(check.certificate.to_json(), game)
    assert str(check)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "{",
        "[" * 100000,
        "1" * 5000,
        "null",
        "[]",
        "{}",
        '{"$type": "Nothing"}',
        '{"$type": "Automaton"}',
        '{"$type": []}',
        '{"$type": "Automaton", "start": 0}',
        '{"$fraction": "1/0"}',
        '{"$fraction": 3}',
        '{"$map": [1]}',
        '{"$float": "x"}',
        '{"$type": "NormalFormGame", "actors": ["A"], "actions": [["a"]], "payoffs": ["x"]}',
        '{"$integer": "1/2"}',
        '{"$type": "NormalFormGame", "actors": ["A"], "actions": [["a"]], "payoffs": ["1", "2"]}',
        None,
        3,
    ],
)
def test_malformed_text_raises_one_kind_of_error(text):
    with pytest.raises(GameTheoryError):
        Automaton.from_json(text)


def test_another_kind_of_value_is_named():
    with pytest.raises(GameTheoryError, match=r"read it with NormalFormGame.from_json\(\)"):
        Automaton.from_json(NormalFormGame([[1], [2]]).to_json())


def test_what_has_no_form_in_json_is_refused():
    with pytest.raises(TypeError, match="set has no form in JSON"):
        encode({1})


@pytest.mark.parametrize("name", sorted(WAYS))
@settings(max_examples=8)
@given(data=st.data())
def test_every_type_shows_itself_in_a_notebook(name, data):
    """As HTML in which every tag is closed in its order and no name became a tag."""
    reader = Balanced()
    reader.feed(data.draw(WAYS[name])._repr_html_())
    reader.close()
    assert reader.seen
    assert not reader.open


class Balanced(HTMLParser):
    """Reads HTML; tags that are not ours, or are closed out of order, are errors."""

    ours = frozenset(
        {"div", "p", "table", "thead", "tbody", "tr", "th", "td", "pre", "b", "strong", "em", "caption", "u"}
    )

    def __init__(self):
        super().__init__()
        self.open, self.seen = [], 0

    def handle_starttag(self, tag, attrs):
        assert tag in self.ours, tag
        self.seen += 1
        if tag != "br":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag
