"""Strategies that speak of a group: states, moves and play written out member by member."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace

from models.errors import ModelError
from models.schema_strategies import MoveSpec, StateSpec, StrategySpec

Groups = Mapping[str, tuple[str, ...]]
Rename = Callable[[str, Mapping[str, str]], str]


def written_strategy(spec: StrategySpec, groups: Groups, rename: Rename) -> StrategySpec:
    """Copy states and moves that are written for each member of a group."""
    return _Writer(spec, groups, rename).done() if groups else spec


class _Writer:
    def __init__(self, spec: StrategySpec, groups: Groups, rename: Rename) -> None:
        self.spec, self.groups, self.rename = spec, groups, rename

    def done(self) -> StrategySpec:
        states: dict[str, StateSpec] = {}
        for name, state in self.spec.states.items():
            for k, member in self.copies(state.each):
                own = f"{name} {k}" if k else name
                if own in states:
                    raise ModelError(f"two states are called {own!r} when groups are written out; rename one.")
                states[own] = self.state(state, k, member)
        return replace(self.spec, states=states)

    def copies(self, group: str) -> Iterator[tuple[int, str]]:
        """Number and name of each member; (0, "") once for what is not written for a group."""
        if not group:
            yield 0, ""
        elif group in self.groups:
            yield from enumerate(self.groups[group], start=1)
        else:
            raise ModelError(f"each = {group!r} is no group; groups are {', '.join(self.groups) or 'not declared'}.")

    def state(self, state: StateSpec, k: int, member: str) -> StateSpec:
        moves = tuple(copy for move in state.moves for copy in self.moves(move, state.each, k, member))
        then = self.target(state.then, state.each, k)
        return replace(state, play=self.play(state, member), moves=moves, then=then, each="")

    def play(self, state: StateSpec, member: str) -> dict[str, str | tuple[str, ...]]:
        """Whole groups first, so that a member named on its own wins."""
        whole = {m: action for actor, action in state.play.items() for m in self.groups.get(actor, ())}
        single = {
            (member if actor == "it" and member else actor): action
            for actor, action in state.play.items()
            if actor not in self.groups
        }
        return whole | single

    def moves(self, move: MoveSpec, around: str, k: int, member: str) -> Iterator[MoveSpec]:
        for number, name in self.copies(move.each):
            it = name or member
            when = self.rename(move.when, {"it": it}) if it else move.when
            to = self.target(move.to, move.each or around, number or k)
            yield replace(move, when=when, to=to, each="")

    def target(self, state: str, group: str, k: int) -> str:
        """The copy of a state that is meant by its name in the file."""
        copied = state in self.spec.states and self.spec.states[state].each
        return f"{state} {k}" if copied and copied == group and k else state
