"""From a scenario file to a scenario: names resolved, sources checked, payoffs and strategies compiled."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

import numpy as np

from gametheory.errors import GameTheoryError, NumberError, closest
from gametheory.exact import exact
from gametheory.frozen import FrozenMap
from gametheory.games.family import GameFamily
from gametheory.games.payoffs import refuse_if_too_large
from gametheory.games.polytope import LinearInequality, Polytope
from models.errors import ExpressionError, LoadError
from models.expressions import Form, Scope, linear_form
from models.register import Register, load_register
from models.scenario import Scenario
from models.schema import InequalitySpec, ScenarioSpec
from models.strategy_files import compile_strategy
from models.toml_files import key_path, line_of, read_toml, validate

__all__ = ["build_scenario"]

_IDENTIFIER_HELP = "use letters, digits and underscores, beginning with a letter, and no word of Python"


def build_scenario(path: Path, parts: Mapping[str, str] | None = None) -> Scenario:
    """
    Read a scenario file.

    Parameters
    ----------
    path : Path
        The TOML file.
    parts : mapping of str to str, optional
        Which register actor takes a part that several can take.

    Returns
    -------
    Scenario
        The scenario, everything checked.

    Raises
    ------
    LoadError
        If anything in the file is wrong; file, line and key path are named.
    """
    spec: ScenarioSpec = validate(path, (), _plain_numbers(read_toml(path)), ScenarioSpec)
    return _Builder(path, spec, load_register(), dict(parts or {})).build()


def _plain_numbers(data: Any) -> Any:
    """Decimals as their text: exact, and of a type that the schema knows."""
    if isinstance(data, Decimal):
        return str(data)
    if isinstance(data, dict):
        return {key: _plain_numbers(value) for key, value in data.items()}
    return [_plain_numbers(value) for value in data] if isinstance(data, list) else data


@dataclass(frozen=True)
class _Builder:
    path: Path
    spec: ScenarioSpec
    register: Register
    parts: dict[str, str]

    def build(self) -> Scenario:
        names = self._actor_names()
        self._identifiers()
        self._sources()
        actions = FrozenMap(
            (actor, FrozenMap((action, action.replace("_", " ")) for action in spec.actions))
            for actor, spec in self.spec.actors.items()
        )
        shape = tuple(len(per_actor) for per_actor in actions.values())
        refuse_if_too_large((*shape, len(shape) * (1 + len(self.spec.stakes))))
        scope = self._scope()
        forms = self._payoffs(scope)
        family = GameFamily(
            self._coefficients(forms, shape),
            self._polytope(scope),
            actors=list(names.values()),
            actions=[list(per_actor.values()) for per_actor in actions.values()],
        )
        strategies = FrozenMap(
            (name, self._at(("strategies", name), lambda spec=spec: compile_strategy(spec, scope, actions)))
            for name, spec in self.spec.strategies.items()
        )
        scenario = Scenario(self.path.stem, self.spec, names, actions, forms, family, strategies)
        self._reference_inside(scenario)
        return scenario

    def wrong(self, place: tuple[str | int, ...], why: str) -> LoadError:
        return LoadError(f"{self.path.name}, line {line_of(self.path, place)}: {key_path(place)}: {why}")

    def _at(self, place: tuple[str | int, ...], work: Any) -> Any:
        """Do a piece of work; if it fails, say where in the file."""
        try:
            return work()
        except LoadError:
            raise
        except GameTheoryError as error:
            raise self.wrong(place, str(error)) from None

    def _actor_names(self) -> FrozenMap[str, str]:
        for part in self.parts:
            if part not in self.spec.actors or not self.spec.actors[part].one_of:
                choices = [actor for actor, spec in self.spec.actors.items() if spec.one_of]
                raise LoadError(f"{self.path.stem}: {part!r} is no part that can be chosen. {closest(part, choices)}")
        return FrozenMap((actor, self._name(actor)) for actor in self.spec.actors)

    def _name(self, actor: str) -> str:
        spec = self.spec.actors[actor]
        known = spec.one_of or (actor,)
        for name in known:
            if name not in self.register.actors:
                raise self.wrong(
                    ("actors", actor), f"{name!r} is no actor of the register. {closest(name, self.register.actors)}"
                )
        if not spec.one_of:
            return spec.name
        chosen = self.parts.get(actor, spec.one_of[0])
        if chosen not in spec.one_of:
            raise LoadError(f"{self.path.stem}: {actor} cannot be {chosen!r}. {closest(chosen, spec.one_of)}")
        return self.register.actors[chosen].name

    def _identifiers(self) -> None:
        spec = self.spec
        groups: dict[str, Iterable[str]] = {"actors": spec.actors, "stakes": spec.stakes, "features": spec.features}
        owner: dict[str, str] = {}
        for group, names in groups.items():
            for name in names:
                self._identifier((group, name), name)
                if name in owner:
                    raise self.wrong((group, name), f"{name!r} is also one of the {owner[name]}; names must differ.")
                owner[name] = group
        for actor, actor_spec in spec.actors.items():
            if not actor_spec.actions:
                raise self.wrong(("actors", actor), f"{actor} has no actions; give it at least one.")
            for action in actor_spec.actions:
                self._identifier(("actors", actor, "actions", action), action)

    def _identifier(self, place: tuple[str, ...], name: str) -> None:
        from keyword import iskeyword

        if not name.isidentifier() or not name.isascii() or iskeyword(name):
            raise self.wrong(place, f"the name {name!r} cannot stand in expressions; {_IDENTIFIER_HELP}.")

    def _sources(self) -> None:
        """Every action, stake and inequality has positions behind it, or says that it is assumed and why."""
        for actor, spec in self.spec.actors.items():
            for action, action_spec in spec.actions.items():
                self._source(("actors", actor, "actions", action), action_spec.sources, action_spec.assumption)
        for name, stake in self.spec.stakes.items():
            self._source(("stakes", name), stake.sources, stake.assumption)
            if stake.actor not in self.spec.actors:
                raise self.wrong(
                    ("stakes", name, "actor"),
                    f"there is no actor {stake.actor!r}. {closest(stake.actor, self.spec.actors)}",
                )
        for name, inequality in self.spec.inequalities.items():
            self._inequality_source(("inequalities", name), inequality)
        for actor in self.spec.actors:
            units = [name for name, stake in self.spec.stakes.items() if stake.actor == actor and stake.numeraire]
            if len(units) > 1:
                raise self.wrong(
                    ("stakes", units[1]), f"{actor} has two numeraires, {units[0]} and {units[1]}; keep one."
                )

    def _source(self, place: tuple[str, ...], sources: tuple[str, ...], assumption: str) -> None:
        if not sources and not assumption.strip():
            raise self.wrong(place, "the source is missing; name positions in 'sources', or say why in 'assumption'.")
        self._known_positions(place, sources)

    def _inequality_source(self, place: tuple[str, ...], inequality: InequalitySpec) -> None:
        if inequality.tag not in ("assumption", "definition") and not inequality.sources:
            raise self.wrong(
                place, f"it is tagged {inequality.tag!r} but names no source; name positions in 'sources'."
            )
        if not inequality.reason.strip():
            raise self.wrong(place, "the reason is empty; say why it holds.")
        self._known_positions(place, inequality.sources)

    def _known_positions(self, place: tuple[str, ...], sources: tuple[str, ...]) -> None:
        for name in sources:
            if name not in self.register.positions:
                raise self.wrong(place, f"{name!r} is no position. {closest(name, self.register.positions)}")

    def _scope(self) -> Scope:
        actions = {actor: tuple(spec.actions) for actor, spec in self.spec.actors.items()}
        features: dict[str, Any] = {}
        for name, feature in self.spec.features.items():
            scope = Scope(actions, (), dict(features))
            form = self._form(("features", name), feature.value, scope)
            features[name] = form.constant
        return Scope(actions, tuple(self.spec.stakes), features)

    def _form(self, place: tuple[str, ...], text: str, scope: Scope) -> Form:
        form: Form = self._at(place, lambda: linear_form(text, scope, place[-1]))
        return form

    def _payoffs(self, scope: Scope) -> FrozenMap[str, Form]:
        for actor in self.spec.payoffs:
            if actor not in self.spec.actors:
                raise self.wrong(("payoffs", actor), f"there is no actor {actor!r}. {closest(actor, self.spec.actors)}")
        forms = {}
        for actor in self.spec.actors:
            if actor not in self.spec.payoffs:
                raise self.wrong(("payoffs",), f"{actor} has no payoff; write one (0 for an actor without stakes).")
            forms[actor] = self._form(("payoffs", actor), self.spec.payoffs[actor], scope)
            for stake in forms[actor].stakes:
                if self.spec.stakes[stake].actor != actor:
                    owner = self.spec.stakes[stake].actor
                    why = f"it uses {stake}, a stake of {owner}; each stake is in one actor's payoff."
                    raise self.wrong(("payoffs", actor), why)
        used = {stake for form in forms.values() for stake in form.stakes}
        for stake in self.spec.stakes:
            if stake not in used:
                raise self.wrong(("stakes", stake), "no payoff uses it; use it or drop it.")
        return FrozenMap(forms)

    def _coefficients(self, forms: Mapping[str, Form], shape: tuple[int, ...]) -> Any:
        stakes = list(self.spec.stakes)
        table = np.zeros((*shape, len(forms), 1 + len(stakes)), dtype=object)
        for k, form in enumerate(forms.values()):
            for stake, values in form.terms.items():
                table[..., k, 1 + stakes.index(stake) if stake else 0] = values
        return table

    def _polytope(self, scope: Scope) -> Polytope:
        signs = [LinearInequality({stake: 1}, name=f"{stake} >= 0") for stake in self.spec.stakes]
        known = [
            self._at(("inequalities", name), lambda name=name, known=known: _inequality(name, known.holds, scope))
            for name, known in self.spec.inequalities.items()
        ]
        return Polytope(list(self.spec.stakes), [*signs, *known])

    def _reference_inside(self, scenario: Scenario) -> None:
        for name, stake in self.spec.stakes.items():
            try:
                exact(stake.reference, f"the reference value of {name}")
            except NumberError as error:
                raise self.wrong(("stakes", name, "reference"), str(error)) from None
        broken = scenario.violated()
        if broken:
            names = ", ".join(inequality.name for inequality in broken)
            raise self.wrong(
                ("stakes",), f"the reference point breaks {names}; change the reference or the inequality."
            )


def _inequality(name: str, text: str, scope: Scope) -> LinearInequality:
    """Read 'a >= b' or 'a <= b' with linear sides."""
    for sign, factor in ((">=", 1), ("<=", -1)):
        sides = text.split(sign)
        if len(sides) == 2 and not set("<>=") & set(sides[0] + sides[1]):
            left, right = (linear_form(side, Scope({}, scope.stakes, {}), name) for side in sides)
            difference = left.plus(right, -1)
            coefficients = {stake: factor * exact(values.item()) for stake, values in difference.terms.items() if stake}
            return LinearInequality(coefficients, factor * exact(difference.constant.item()), name)
    raise ExpressionError(f"{text!r} is no inequality; write one >= or <= between expressions linear in stakes.")
