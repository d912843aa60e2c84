"""What observed play says: which strategies bring it about, which can be equilibria, what that teaches of payoffs."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from gametheory.errors import StrategyError, UnknownNameError, closest
from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.monitoring import PublicMonitoring, as_monitoring
from gametheory.games.repeated import read_factors
from gametheory.proofs.certificate import Certificate
from gametheory.regions.identified import Bound, IdentifiedSet, Range, identification
from gametheory.regions.incentives import incentives
from gametheory.regions.orders import Orders, orders
from gametheory.regions.outline import outline
from gametheory.regions.possible import Possible, possibility
from gametheory.regions.strengthening import Strengthening, strengthening
from gametheory.results import Jsonable
from gametheory.strategies.automaton import Automaton
from gametheory.strategies.following import Follower, Seen, Trace, read_seen, read_signals

__all__ = ["Explanation", "Lesson", "Rationalisation", "rationalise"]

Step = str | int


@dataclass(frozen=True)
class Lesson(Jsonable):
    """
    What a path teaches about one parameter, over several strategies that may have brought it about.

    Parameters
    ----------
    range : Range
        The smallest interval that holds the parameter whichever of them it was, with what binds at its ends.
    low_by, high_by : str
        The strategies whose ends these are.
    prior : Range
        What was known before.
    """

    range: Range
    low_by: str
    high_by: str
    prior: Range

    @property
    def is_news(self) -> bool:
        """Whether the range is narrower than before."""
        return str(self.range) != str(self.prior)

    def __str__(self) -> str:
        return str(self.range) if not self.is_news else f"{self.range}, before {self.prior}"


@dataclass(frozen=True)
class Explanation(Jsonable):
    """
    One strategy held against an observed path.

    Parameters
    ----------
    strategy : str
        Its name.
    automaton : Automaton
        The strategy.
    traces : tuple of Trace
        How it follows the path, one per order of the steps.
    possible : Possible or None
        Whether it can be an equilibrium for some parameters; None where it brings the path about in no order.
    identified : IdentifiedSet or None
        Between which bounds the parameters then lie; None where it cannot be an equilibrium.
    """

    strategy: str
    automaton: Automaton
    traces: tuple[Trace, ...]
    possible: Possible | None
    identified: IdentifiedSet | None

    @property
    def generates(self) -> bool:
        """Whether it brings the path about in some order."""
        return any(self.traces)

    @property
    def survives(self) -> bool:
        """Whether it brings the path about in some order and is an equilibrium robustly, on no mere knife edge."""
        return self.possible is not None and self.possible.strict

    @property
    def is_knife_edge(self) -> bool:
        """Whether it brings the path about, and is an equilibrium but on a knife edge."""
        return self.possible is not None and self.possible.is_knife_edge

    def must_hold(self) -> Strengthening | None:
        """
        Say what has to hold of the parameters together if it was this strategy: more than bounds on each alone tell.

        Returns
        -------
        Strengthening or None
            The weakest inequalities that are, on the polytope, equivalent to its being an equilibrium; None where it
            does not bring the path about, or cannot be an equilibrium.

        Examples
        --------
        >>> from gametheory import GameFamily, LinearInequality, Polytope, rationalise, strategies
        >>> known = Polytope(["gain", "loss"], [LinearInequality({"gain": 1}, -1)])
        >>> family = GameFamily([[[0, 0, 0]], [[0, 1, -1]]], known, actors=["Ann"], actions=[["keep", "break"]])
        >>> keep = strategies.Automaton(start="on", actions={"on": ["keep"]}, default={"on": "on"})
        >>> print(rationalise(family, [["keep"]], {"keep": keep}, discount="1/2")["keep"].must_hold())
        loss >= gain
        """
        return None if self.possible is None or self.possible.is_impossible else strengthening(self.possible.statement)

    @property
    def certificates(self) -> tuple[Certificate, ...]:
        """For `gametheory.verify`: that it is possible, a knife edge or impossible, and each end of what it teaches."""
        return tuple(one.certificate for one in (self.possible, self.identified) if one is not None)

    def __str__(self) -> str:
        count = sum(map(bool, self.traces))
        if self.possible is None:
            return f"does not generate the path: it {self.traces[0]}"
        where = "" if count == len(self.traces) else f" in {count} of {len(self.traces)} orders"
        return f"generates the path{where}; as an equilibrium: {self.possible}"


@dataclass(frozen=True)
class Rationalisation(Jsonable):
    """
    Which of some strategies rationalise an observed path of play, and what it teaches about the parameters.

    Parameters
    ----------
    family : GameFamily
        The games, with what is known of their parameters.
    steps : mapping of str or int to mapping of actor to action
        What was seen, step by step; each step is one period.
    signals : tuple of str or None
        The signal of each step, where one is known.
    discount : tuple of Fraction
        One discount factor per actor.
    monitoring : PublicMonitoring or None
        What the actors see; None where they see actions.
    gaps : bool
        Whether any number of unseen periods may lie before and between the steps; else these are the first periods.
    orders : Orders
        The orders in which the steps can have come.
    explanations : tuple of Explanation
        One per strategy.
    """

    family: GameFamily
    steps: FrozenMap[Step, Seen]
    signals: tuple[str | None, ...]
    discount: tuple[Fraction, ...]
    monitoring: PublicMonitoring | None
    gaps: bool
    orders: Orders
    explanations: tuple[Explanation, ...]

    @property
    def survivors(self) -> tuple[str, ...]:
        """Strategies that bring the path about in some order and are equilibria for some payoffs, robustly."""
        return tuple(one.strategy for one in self.explanations if one.survives)

    @property
    def knife_edges(self) -> tuple[str, ...]:
        """Strategies that bring the path about and are equilibria only with an equality that payoffs need not keep."""
        return tuple(one.strategy for one in self.explanations if one.is_knife_edge)

    @property
    def lessons(self) -> FrozenMap[str, Lesson]:
        """What the path teaches about each parameter if it was one of the survivors; empty if there is none."""
        return self.taught_by(self.survivors)

    def taught_by(self, strategies: Iterable[str]) -> FrozenMap[str, Lesson]:
        """
        Say what the path teaches if it was brought about by one of some strategies.

        Parameters
        ----------
        strategies : iterable of str
            Their names; those that cannot be equilibria teach nothing.

        Returns
        -------
        mapping of str to Lesson
            By parameter; empty where none of the strategies can be an equilibrium that brings the path about.
        """
        chosen = [self[name] for name in strategies]
        found = {one.strategy: one.identified for one in chosen if one.identified is not None}
        names = self.family.polytope.parameters if found else ()
        return FrozenMap((name, _lesson(name, found)) for name in names)

    def surviving_in(self, order: Sequence[int]) -> tuple[str, ...]:
        """
        Name the survivors that bring the path about in one order.

        Parameters
        ----------
        order : sequence of int
            One of `orders.listed`.

        Returns
        -------
        tuple of str
            Names of strategies.

        Raises
        ------
        UnknownNameError
            If it is none of those orders.
        """
        if tuple(order) not in self.orders.listed:
            raise UnknownNameError(f"{tuple(order)} is none of the orders listed; see .orders.listed.")
        k = self.orders.listed.index(tuple(order))
        return tuple(one.strategy for one in self.explanations if one.survives and one.traces[k])

    @property
    def depends_on_order(self) -> bool:
        """Whether it depends on the order which strategies rationalise the path."""
        return len({tuple(map(bool, traces)) for traces in self._by_order()}) > 1

    @property
    def lessons_depend_on_order(self) -> bool:
        """Whether it depends on the order what the path teaches."""
        told = {self.surviving_in(order) for order in self.orders.listed}
        return len({tuple(str(one.range) for one in self.taught_by(names).values()) for names in told}) > 1

    def _by_order(self) -> Iterator[tuple[Trace, ...]]:
        """The survivors' traces, order by order."""
        return zip(*(one.traces for one in self.explanations if one.survives), strict=True)

    def __getitem__(self, strategy: str) -> Explanation:
        for one in self.explanations:
            if one.strategy == strategy:
                return one
        names = [one.strategy for one in self.explanations]
        raise UnknownNameError(f"there is no strategy {strategy!r}. {closest(strategy, names)}")

    def __str__(self) -> str:
        asked, told = len(self.explanations), self.survivors
        generate = sum(one.generates for one in self.explanations)
        which = f" ({', '.join(told)})" if told else ""
        order = "" if len(self.orders.listed) == 1 else self._about_order()
        can = f"{len(told)} of these{which} can be equilibria"
        return f"{generate} of {asked} strategies generate the path, and {can}{order}"

    def _about_order(self) -> str:
        depends = "that depends on the order" if self.depends_on_order else "that does not depend on the order"
        return f"; {depends} ({self.orders})"


def rationalise(
    family: GameFamily,
    path: Any,
    strategies: Mapping[str, Automaton],
    *,
    discount: Any,
    monitoring: PublicMonitoring | None = None,
    signals: Sequence[str | None] | None = None,
    before: Iterable[tuple[Step, Step]] | None = None,
    gaps: bool = False,
    most: int = 720,
    seed: int = 1,
) -> Rationalisation:
    """
    Ask which strategies bring an observed path of play about, which can be equilibria, and what that teaches; exact.

    A strategy brings the path about if following it from its start can show all that was seen; whoever was not seen
    is taken to do what it prescribes. Of those that do, `possible` says whether they are equilibria for some parameters
    of the polytope, and `identified_set` between which bounds each parameter then lies.

    Parameters
    ----------
    family : GameFamily
        Games whose payoffs are linear in the parameters of a polytope. Where payoffs have no unit, fix one first
        (`Polytope.fixed`), or the bounds tell little.
    path : sequence of profiles, or mapping of name to profile
        What was seen, period by period: one action per actor, None where it was not seen; or a mapping of actor to
        action that leaves out who was not seen. A mapping gives the steps names; else they are numbered from 1.
    strategies : mapping of str to Automaton
        The candidates, by name.
    discount : number, sequence of numbers, or mapping of actor to number
        One discount factor for all actors, or one per actor.
    monitoring : PublicMonitoring, optional
        What the actors themselves see; by default every action.
    signals : sequence of str or None, optional
        Under monitoring, the signal of each step, None where it is not known; by default none is.
    before : iterable of pairs of steps, optional
        Where the order of the steps is known only in part: pairs of which the first came earlier. By default the steps
        came in the order given.
    gaps : bool, default: False
        Whether any number of periods of which nothing was seen may lie before and between the steps.
    most : int, default: 720
        How many of the orders to hold the strategies against; where there are more, as many are drawn.
    seed : int, default: 1
        Seed of these draws.

    Returns
    -------
    Rationalisation
        Per strategy the first departure, or whether it can be an equilibrium and what it teaches; and what the path
        teaches whichever of the survivors it was.

    Raises
    ------
    GameError
        If the polytope is empty, or `before` goes round in a circle.
    StrategyError
        If the path or a strategy does not fit the game, or none is given.
    UnknownNameError
        If an actor, action, signal or step does not exist.

    Examples
    --------
    >>> import sympy
    >>> from gametheory import GameFamily, LinearInequality, rationalise, strategies
    >>> T = sympy.Symbol("T")
    >>> family = GameFamily.from_expressions(
    ...     [[[1, 1], [-1, T]], [[T, -1], [0, 0]]], actors=["Ann", "Bob"], actions=["C", "D"],
    ...     inequalities=[LinearInequality({"T": 1}, -1), LinearInequality({"T": -1}, 4)])
    >>> peace, war = ("C", "C"), ("D", "D")
    >>> found = rationalise(family, [("C", None), peace], discount="2/3", strategies={
    ...     "grim": strategies.reversion(peace, war), "at war": strategies.reversion(war, war),
    ...     "two periods": strategies.limited_punishment(peace, war, periods=2)})
    >>> print(found)
    2 of 3 strategies generate the path, and 2 of these (grim, two periods) can be equilibria
    >>> print(found["at war"])
    does not generate the path: it departs in period 1: Ann plays 'C', where state 'target' prescribes 'D'
    >>> print(found.lessons["T"], "|", found.taught_by(["two periods"])["T"])
    [1, 3], before [1, 4] | [1, 19/9], before [1, 4]
    """
    factors, seen_by_actors = read_factors(discount, family.actors), as_monitoring(monitoring)
    stage, chosen = family.part(None), _candidates(strategies)
    seen = read_seen(stage, path.values() if isinstance(path, Mapping) else path)
    steps: tuple[Step, ...] = tuple(path) if isinstance(path, Mapping) else tuple(range(1, len(seen) + 1))
    told = read_signals(seen_by_actors, signals, len(seen))
    ways = _orders(steps, before, most, seed)
    judge = _Judge(family, factors, seen_by_actors)

    def explained(name: str, automaton: Automaton) -> Explanation:
        follower = Follower(stage, automaton, seen_by_actors)
        traces = tuple(follower.trace([seen[k] for k in o], [told[k] for k in o], gaps) for o in ways.listed)
        return Explanation(name, automaton, traces, *(judge.verdict(automaton) if any(traces) else (None, None)))

    explanations = tuple(explained(name, automaton) for name, automaton in chosen.items())
    shown = FrozenMap(zip(steps, seen, strict=True))
    return Rationalisation(family, shown, told, factors, seen_by_actors, gaps, ways, explanations)


class _Judge:
    """Says of strategies whether they can be equilibria; what is known before is worked out once."""

    def __init__(self, family: GameFamily, discount: Any, monitoring: PublicMonitoring | None) -> None:
        self.family, self.discount, self.monitoring = family, discount, monitoring
        self.shape = outline(family.polytope).refuse_empty()
        self.prior: Mapping[str, Range] | None = None

    def verdict(self, automaton: Automaton) -> tuple[Possible, IdentifiedSet | None]:
        asked = incentives(self.family, automaton, discount=self.discount, monitoring=self.monitoring)
        found = possibility(asked, self.shape)
        if found.is_impossible:
            return found, None
        taught = identification(asked, prior=self.prior)
        self.prior = taught.prior
        return found, taught


def _candidates(strategies: Any) -> Mapping[str, Automaton]:
    if not isinstance(strategies, Mapping) or not strategies:
        raise StrategyError(
            f"the strategies are {strategies!r}; give a mapping of names to automata, at least one, such as "
            "{'grim': strategies.reversion(target, punishment)}."
        )
    return strategies


def _orders(steps: tuple[Step, ...], before: Iterable[tuple[Step, Step]] | None, most: int, seed: int) -> Orders:
    if before is None:
        return Orders(1, (tuple(range(len(steps))),))
    pairs = list(before)
    for step in (step for pair in pairs for step in pair):
        if step not in steps:
            raise UnknownNameError(f"the order names {step!r}, no step of the path. {closest(step, steps)}")
    return orders(len(steps), [(steps.index(a), steps.index(b)) for a, b in pairs], most=most, seed=seed)


def _lesson(parameter: str, found: Mapping[str, IdentifiedSet]) -> Lesson:
    low_by, low = _furthest({name: of[parameter].low for name, of in found.items()}, -1)
    high_by, high = _furthest({name: of[parameter].high for name, of in found.items()}, 1)
    return Lesson(Range(low, high), low_by, high_by, next(iter(found.values())).prior[parameter])


def _furthest(ends: Mapping[str, Bound], sign: int) -> tuple[str, Bound]:
    """The end that lies furthest out; the first that has none, where one has none."""
    for name, end in ends.items():
        if end.value is None:
            return name, end
    return max(ends.items(), key=lambda named: sign * (named[1].value or Fraction(0)))
