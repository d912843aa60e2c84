"""What a certificate's data claim, and whether it is true, by solving the claimed game again."""

from fractions import Fraction

from gametheory import (
    Algebraic,
    Automaton,
    NormalFormGame,
    RepeatedGame,
    check_strategy,
    discount_region,
    minmax_values,
    pure_equilibria,
)


def is_true(certificate):
    """Solve again and compare the claim."""
    data = certificate.data
    return CLAIMS[certificate.kind](NormalFormGame._from_data(data["game"]), data)


def automaton(plain):
    return Automaton(
        start=dict(plain["start"]),
        actions={state: tuple(dict(mix) for mix in profile) for state, profile in plain["actions"]},
        transitions={s: {tuple(profile): dict(target) for profile, target in row} for s, row in plain["transitions"]},
        default={state: dict(target) for state, target in plain["default"]},
    )


def strategy(game, data):
    check = check_strategy(RepeatedGame(game, data["discount"]), automaton(data["automaton"]))
    values = {state: tuple(map(Fraction, row)) for state, row in data["values"]}
    if (check.is_equilibrium, check.values) != (data["is_equilibrium"], values):
        return False
    if check.worst is None or data["worst"] is None:
        return check.worst is data["worst"]
    actor, state, action, gain = data["worst"]
    named = action in game.actions[game.actor_index(actor)] and state in values
    return named and check.worst.gain == Fraction(gain)


def region(game, data):
    points = [Fraction(0), *map(point, data["breakpoints"]), Fraction(1)]
    claimed = [
        (points[i["low"]], points[i["high"]], i["low_closed"], i["high_closed"], keys(i, "low"), keys(i, "high"))
        for i in data["intervals"]
    ]
    solved = discount_region(game, automaton(data["automaton"]))
    return claimed == [
        (i.low, i.high, i.low_closed, i.high_closed, named(i.low_bindings), named(i.high_bindings)) for i in solved
    ]


def point(entry):
    if "at" in entry:
        return Fraction(entry["at"])
    return Algebraic(tuple(map(int, entry["polynomial"])), Fraction(entry["low"]), Fraction(entry["high"]))


def keys(interval, end):
    return {tuple(key) for key in interval[f"{end}_binding"]}


def named(constraints):
    return {(c.actor, c.state, c.action) for c in constraints}


def pure(game, data):
    found = pure_equilibria(game)
    return {tuple(p): s for p, s in data["equilibria"]} == dict(zip(found.profiles, found.strict, strict=True))


def minmax(game, data):
    if tuple(map(Fraction, data["values"])) != minmax_values(game).values:
        return False
    for i, punishment in enumerate(data["punishments"]):
        best = max(game.payoff((*punishment[:i], a, *punishment[i + 1 :]))[i] for a in game.actions[i])
        if not best == game.payoff(punishment)[i] == Fraction(data["values"][i]):
            return False
    return True


CLAIMS = {"strategy": strategy, "discount_region": region, "pure_equilibria": pure, "minmax": minmax}
