"""The best that one actor can do against an automaton, by policy iteration over all its plans, exactly."""

from fractions import Fraction

from tests.oracles.simulation import period


def solve(matrix, right):
    """Gaussian elimination over the rationals with any nonzero pivot."""
    size = len(right)
    rows = [[*map(Fraction, row), Fraction(b)] for row, b in zip(matrix, right, strict=True)]
    for k in range(size):
        pivot = next(r for r in range(k, size) if rows[r][k] != 0)
        rows[k], rows[pivot] = rows[pivot], rows[k]
        rows[k] = [x / rows[k][k] for x in rows[k]]
        for r in range(size):
            if r != k and rows[r][k] != 0:
                rows[r] = [x - rows[r][k] * y for x, y in zip(rows[r], rows[k], strict=True)]
    return [row[-1] for row in rows]


def worth(outcomes, discount, states):
    """Discounted averages of a plan: outcomes maps a state to a payoff and chances of next states."""
    matrix = [[(s == t) - discount * outcomes[s][1].get(t, 0) for t in states] for s in states]
    values = solve(matrix, [(1 - discount) * outcomes[s][0] for s in states])
    return dict(zip(states, values, strict=True))


def best_reply_values(game, automaton, discount, actor):
    """Values of following, and of the best of all multi-period deviations, in every state."""
    states = list(automaton.actions)
    following = {s: period(game, automaton, s, actor) for s in states}
    options = {s: [period(game, automaton, s, actor, a) for a in game.actions[actor]] for s in states}
    plan = following
    while True:
        values = worth(plan, discount, states)
        total = {
            s: [(1 - discount) * x + discount * sum(p * values[t] for t, p in after.items()) for x, after in options[s]]
            for s in states
        }
        better = {s: options[s][total[s].index(max(total[s]))] for s in states if max(total[s]) > values[s]}
        if not better:
            return worth(following, discount, states), values
        plan = {**plan, **better}
