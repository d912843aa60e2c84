"""From a scenario file to a scenario: names resolved, sources checked, payoffs and strategies compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from math import prod
from pathlib import Path
from typing import Any

import numpy as np

from gametheory.errors import closest
from gametheory.frozen import FrozenMap
from gametheory.games.payoffs import refuse_if_too_large
from gametheory.games.repeated import read_discount
from models.checks import check_spec
from models.detection_files import check_detection
from models.errors import LoadError
from models.expressions import Form, Scope, linear_form
from models.groups import WrittenOut, rename, write_out
from models.in_file import InFile
from models.knowledge import read_polytope
from models.observed import check_observed
from models.questions import check_questions
from models.read import read_spec
from models.register import Register, load_register
from models.scenario import Scenario
from models.signals import check_hit_array, read_signals
from models.strategy_files import compile_strategy
from models.threat_files import check_threat

__all__ = ["build_scenario"]


def build_scenario(
    path: Path,
    parts: Mapping[str, str] | None = None,
    sizes: Mapping[str, int] | None = None,
    numbers: Mapping[str, Fraction] | None = None,
    own: Iterable[str] = (),
) -> Scenario:
    """
    Read a scenario file.

    Parameters
    ----------
    path : Path
        The TOML file.
    parts : mapping of str to str, optional
        Which register actor takes a part that several can take.
    sizes : mapping of str to int, optional
        Sizes of groups that differ from the file's.
    numbers : mapping of str to Fraction, optional
        Values of features that differ from the file's, such as chances of signals.
    own : iterable of str, optional
        Stakes of groups that each member has of its own, besides those that the file says.

    Returns
    -------
    Scenario
        The scenario, everything checked.

    Raises
    ------
    LoadError
        If anything in the file is wrong; file, line and key path are named.
    """
    written = write_out(read_spec(path), sizes or {}, InFile(path), own)
    features = dict(written.spec.features)
    for name, value in (numbers or {}).items():
        features[name] = replace(features[name], value=str(value))
    written = replace(written, spec=replace(written.spec, features=features))
    return _Builder(InFile(path, written.origin), written, load_register(), dict(parts or {})).build()


@dataclass(frozen=True)
class _Builder:
    file: InFile
    written: WrittenOut
    register: Register
    parts: dict[str, str]

    def build(self) -> Scenario:
        spec = self.written.spec
        names = self._actor_names()
        check_spec(self.file, self.written, self.register)
        self.file.at(("discount",), read_discount, spec.discount)
        actions = FrozenMap(
            (actor, FrozenMap((action, action.replace("_", " ")) for action in of.actions))
            for actor, of in spec.actors.items()
        )
        shape = tuple(len(per_actor) for per_actor in actions.values())
        refuse_if_too_large((prod(shape), len(shape) * (1 + len(spec.stakes))))
        scope = self._scope()
        forms = self._payoffs(scope)
        self._hits(scope, forms)
        polytope = read_polytope(self.file, spec)
        signals = read_signals(self.file, spec.signals, scope)
        plans = FrozenMap(
            (name, self.file.at(("strategies", name), compile_strategy, of, scope, actions, tuple(spec.signals)))
            for name, of in spec.strategies.items()
        )
        check_detection(self.file, spec, signals)
        check_questions(self.file, spec, scope)
        check_observed(self.file, spec, self.register)
        groups = self.written.groups
        return Scenario(
            self.file.path.stem,
            spec,
            groups,
            names,
            actions,
            scope,
            forms,
            polytope,
            plans,
            signals,
            self.file.path,
            FrozenMap(self.parts),
            self.written.copies,
        )

    def _actor_names(self) -> FrozenMap[str, str]:
        actors = self.written.spec.actors
        for part in self.parts:
            if part not in actors or not actors[part].one_of:
                choices = [actor for actor, spec in actors.items() if spec.one_of and actor not in self.written.origin]
                raise LoadError(
                    f"{self.file.path.stem}: {part!r} is no part that can be chosen. {closest(part, choices)}"
                )
        names = FrozenMap((actor, self._name(actor)) for actor in actors)
        for actor, name in names.items():
            if list(names.values()).count(name) > 1:
                raise self.file.wrong(("actors", actor, "name"), f"two actors are called {name!r}; names must differ.")
        return names

    def _name(self, actor: str) -> str:
        spec, known_actors = self.written.spec.actors[actor], self.register.actors
        for name in spec.one_of or (actor,):
            if name not in known_actors:
                why = f"{name!r} is no actor of the register. {closest(name, known_actors)}"
                raise self.file.wrong(("actors", actor), why)
        if not spec.one_of or actor in self.written.origin:
            return spec.name
        chosen = self.parts.get(actor, spec.one_of[0])
        if chosen not in spec.one_of:
            raise LoadError(f"{self.file.path.stem}: {actor} cannot be {chosen!r}. {closest(chosen, spec.one_of)}")
        return known_actors[chosen].name

    def _scope(self) -> Scope:
        spec = self.written.spec
        actions = {actor: tuple(of.actions) for actor, of in spec.actors.items()}
        features: dict[str, Any] = {}
        for name, feature in spec.features.items():
            if feature.count_over:
                legal = self.written.groups
                why = f"{feature.count_over!r} is no group. {closest(feature.count_over, legal)}"
                raise self.file.wrong(("features", name, "count_over"), why)
            form = self._form(("features", name), feature.value, Scope(actions, (), dict(features)))
            features[name] = form.constant
            moved = form.constant.size > 1 or form.constant.item() in (0, 1)
            if not moved and not feature.sources and not feature.assumption.strip():
                why = "it is a bare number; name positions in 'sources', or say why in 'assumption'."
                raise self.file.wrong(("features", name), why)
        return Scope(actions, tuple(spec.stakes), features)

    def _form(self, place: tuple[str | int, ...], text: str, scope: Scope) -> Form:
        return self.file.at(place, linear_form, text, scope, str(place[-1]))

    def _payoffs(self, scope: Scope) -> FrozenMap[str, Form]:
        spec, file = self.written.spec, self.file
        for actor in spec.payoffs:
            if actor not in spec.actors:
                raise file.wrong(("payoffs", actor), f"there is no actor {actor!r}. {closest(actor, spec.actors)}")
        forms = {}
        for actor in spec.actors:
            if actor not in spec.payoffs:
                raise file.wrong(("payoffs",), f"{actor} has no payoff; write one (0 for an actor without stakes).")
            forms[actor] = self._form(("payoffs", actor), spec.payoffs[actor], scope)
            for stake in forms[actor].stakes:
                owner = spec.stakes[stake].actor
                if actor not in self.written.owners(owner):
                    why = f"it uses {stake}, a stake of {owner}; each stake is in one actor's payoff."
                    raise file.wrong(("payoffs", actor), why)
        used = {stake for form in forms.values() for stake in form.stakes} | check_threat(file, spec)
        for stake in spec.stakes:
            if stake not in used:
                raise file.wrong(("stakes", stake), "no payoff uses it; use it or drop it.")
        return FrozenMap(forms)

    def _hits(self, scope: Scope, forms: Mapping[str, Form]) -> None:
        """What the file says of when instruments bite is what the payoffs say."""
        spec = self.written.spec
        for name, hit in spec.hits.items():
            place = ("hits", name)
            if hit.stake not in spec.stakes:
                raise self.file.wrong(place, f"there is no stake {hit.stake!r}. {closest(hit.stake, spec.stakes)}")
            group = spec.stakes[hit.stake].actor
            for actor in self.written.owners(group):
                when = rename(hit.when, {group: actor})
                marks = self._form((*place, "when"), f"-1 * ({when})", Scope(scope.actions, (), scope.features))
                taken = np.broadcast_to(forms[actor].terms.get(hit.stake, np.array(0)), scope.shape)
                expected = np.broadcast_to(marks.constant, scope.shape)
                self.file.at(place, check_hit_array, taken, expected)
