"""From one automaton per actor to the joint one, as far as any history reaches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import product as combinations
from math import prod
from typing import TYPE_CHECKING, Any

from gametheory.errors import StrategyError
from gametheory.frozen import FrozenMap
from gametheory.results import Jsonable
from gametheory.strategies.automaton import ANY, Automaton, State
from gametheory.strategies.lottery import Lottery, as_lottery
from gametheory.strategies.tables import Table, compact, observations

if TYPE_CHECKING:
    from gametheory.games.monitoring import PublicMonitoring
    from gametheory.games.normal_form import NormalFormGame

__all__ = ["ActorAutomaton", "product"]

_MOST_ENTRIES = 2_000_000
Joint = tuple[State, ...]


@dataclass(frozen=True, init=False)
class ActorAutomaton(Jsonable):
    """
    One actor's own strategy: its states, its action in each, and where each observed profile of all actors leads.

    Parameters
    ----------
    start : state, or mapping of state to probability
        Where it begins.
    actions : mapping of state to (action, or mapping of action to probability)
        What the actor plays in each state.
    transitions : mapping of state to (mapping of profile or signal to next), optional
        Where a played profile, one action per actor of the game, leads; ``"*"`` stands for any action.
    default : mapping of state to next, optional
        Where every profile or signal leads that no transition names.

    Raises
    ------
    StrategyError
        If a state has no way on, prescribes anything but one action or lottery, or a lottery does not sum to one.
    UnknownNameError
        If a state is named that has no action.

    Examples
    --------
    >>> grudger = ActorAutomaton(
    ...     start="trust", actions={"trust": "C", "grudge": "D"},
    ...     transitions={"trust": {("*", "D"): "grudge"}}, default={"trust": "trust", "grudge": "grudge"})
    >>> grudger.actions["grudge"]
    'D'
    """

    start: State | Lottery
    actions: FrozenMap[State, str | Lottery]
    transitions: FrozenMap[State, FrozenMap[tuple[str, ...] | str, State | Lottery]]
    default: FrozenMap[State, State | Lottery]

    def __init__(
        self,
        start: Any,
        actions: Mapping[Any, Any],
        transitions: Mapping[Any, Mapping[Any, Any]] | None = None,
        default: Mapping[Any, Any] | None = None,
    ) -> None:
        for state, action in actions.items():
            if not isinstance(action, str | Mapping):
                raise StrategyError(
                    f"state {state!r} prescribes {action!r}; one actor's automaton gives one action, or one mapping of "
                    "action to probability, per state."
                )
        keys = [key for row in (transitions or {}).values() for key in row if isinstance(key, tuple)]
        padding = (ANY,) * (len(keys[0]) - 1 if keys else 0)
        read = Automaton(start, {s: (a, *padding) for s, a in actions.items()}, transitions, default)
        set_once = object.__setattr__
        set_once(self, "start", read.start)
        set_once(self, "actions", FrozenMap((state, profile[0]) for state, profile in read.actions.items()))
        set_once(self, "transitions", read.transitions)
        set_once(self, "default", read.default)


def product(
    stage: NormalFormGame,
    machines: Sequence[ActorAutomaton | Automaton] | Mapping[str, ActorAutomaton | Automaton],
    *,
    monitoring: PublicMonitoring | None = None,
) -> Automaton:
    """
    Let each actor follow an automaton of its own, and write their play as one joint automaton.

    Where a joint automaton is given for an actor, the actor follows its own part of it: so grim trigger can meet tit
    for tat. Lotteries in different automata are drawn independently, and their outcomes are public.

    Parameters
    ----------
    stage : NormalFormGame
        The stage game; its profiles are what the automata observe.
    machines : sequence of ActorAutomaton or Automaton, or mapping of actor to these
        One per actor.
    monitoring : PublicMonitoring, optional
        What everybody sees, where the automata move on signals.

    Returns
    -------
    Automaton
        Only the combinations of states that some history enters, named such as "trust | peace".

    Raises
    ------
    StrategyError
        If an automaton is missing, incomplete, does not fit the game, or the product is too large.

    Examples
    --------
    >>> from gametheory import NormalFormGame, strategies
    >>> stage = NormalFormGame([[[2, 2], [-1, 3]], [[3, -1], [0, 0]]], actions=["C", "D"])
    >>> grim, mild = strategies.reversion(("C", "C"), ("D", "D")), strategies.tit_for_tat(("C", "C"), ("D", "D"))
    >>> mixed = strategies.product(stage, [grim, mild])
    >>> mixed.actions["punishment | answer to 2"]
    ('D', 'C')
    """
    seats = [_seat(machine, i, stage) for i, machine in enumerate(_in_order(machines, stage))]
    start = _together([seat.start for seat in seats])
    table = _explore(start, seats, observations(stage, monitoring))
    names = _names(list(table))
    actions = {
        names[joint]: tuple(seat.actions[s][i] for i, (seat, s) in enumerate(zip(seats, joint, strict=True)))
        for joint in table
    }
    rows: Table = {
        names[joint]: {key: _named(chances, names) for key, chances in row.items()} for joint, row in table.items()
    }
    return compact(_named(start, names), actions, rows)


def _in_order(machines: Any, stage: NormalFormGame) -> list[Any]:
    if isinstance(machines, Mapping):
        for actor in machines:
            stage.actor_index(actor)
        missing = [actor for actor in stage.actors if actor not in machines]
        if missing:
            raise StrategyError(f"no automaton is given for {missing[0]}; add one.")
        return [machines[actor] for actor in stage.actors]
    if len(machines) != len(stage.actors):
        raise StrategyError(
            f"{len(machines)} automata are given for {len(stage.actors)} actors ({', '.join(stage.actors)}); "
            "give one per actor."
        )
    return list(machines)


def _seat(machine: Any, position: int, stage: NormalFormGame) -> Automaton:
    """See one actor's automaton as a joint one that prescribes nothing definite for the others."""
    size = len(stage.actors)
    if isinstance(machine, ActorAutomaton):
        actions = {s: tuple(a if i == position else ANY for i in range(size)) for s, a in machine.actions.items()}
        return Automaton(machine.start, actions, machine.transitions, machine.default)
    if isinstance(machine, Automaton) and machine.size == size:
        return machine
    raise StrategyError(
        f"{stage.actors[position]} is given {machine!r}; give an ActorAutomaton, or an Automaton of {size} actors."
    )


def _together(targets: Sequence[Any]) -> dict[Joint, Any]:
    """Probabilities of the combinations of independent lotteries."""
    draws = combinations(*(as_lottery(target).items() for target in targets))
    return {tuple(s for s, _ in draw): prod((p for _, p in draw)) for draw in draws}


def _explore(start: dict[Joint, Any], seats: list[Automaton], seen: list[Any]) -> dict[Joint, dict[Any, Any]]:
    table: dict[Joint, dict[Any, Any]] = {}
    todo = list(start)
    while todo:
        joint = todo.pop(0)
        if joint in table:
            continue
        if (len(table) + 1) * len(seen) > _MOST_ENTRIES:
            raise StrategyError(
                f"the product has more than {len(table)} states, each with {len(seen)} observations; "
                "minimise the actors' automata first, or write the joint one."
            )
        table[joint] = {
            key: _together([seat.next_state(s, key) for seat, s in zip(seats, joint, strict=True)]) for key in seen
        }
        todo.extend(after for row in table[joint].values() for after in row if after not in table)
    return table


def _names(joints: list[Joint]) -> dict[Joint, State]:
    short = {joint: " | ".join(str(s) for s in joint) for joint in joints}
    return dict(short) if len(set(short.values())) == len(joints) else {joint: str(joint) for joint in joints}


def _named(chances: dict[Joint, Any], names: dict[Joint, State]) -> Any:
    lottery = Lottery((names[joint], p) for joint, p in chances.items())
    return next(iter(lottery)) if len(lottery) == 1 else lottery
