"""Extreme equilibria by trying every basis with fractions: slow, short, and independent of the solver."""

from fractions import Fraction
from itertools import combinations, product


def solve(rows, right):
    """Solve a square system by Gauss-Jordan elimination in fractions; None where it is singular."""
    size = len(rows)
    table = [[Fraction(x) for x in row] + [Fraction(b)] for row, b in zip(rows, right, strict=True)]
    for c in range(size):
        pivot = next((r for r in range(c, size) if table[r][c]), None)
        if pivot is None:
            return None
        table[c], table[pivot] = table[pivot], table[c]
        table[c] = [x / table[c][c] for x in table[c]]
        for r in range(size):
            if r != c and table[r][c]:
                rate = table[r][c]
                table[r] = [x - rate * y for x, y in zip(table[r], table[c], strict=True)]
    return [row[-1] for row in table]


def extreme_strategies(opponent):
    """Vertices (x, v) of {x in the simplex, payoffs of the opponent against x at most v}; opponent[j][i]."""
    found = set()
    count, size = len(opponent), len(opponent[0])
    for k in range(1, min(count, size) + 1):
        for own, best in product(combinations(range(size), k), combinations(range(count), k)):
            rows = [[opponent[j][i] for i in own] + [-1] for j in best] + [[1] * k + [0]]
            solution = solve(rows, [0] * k + [1])
            if solution is None or min(solution[:-1]) < 0:
                continue
            x = [Fraction(0)] * size
            for i, p in zip(own, solution, strict=False):
                x[i] = p
            if all(sum(a * p for a, p in zip(row, x, strict=True)) <= solution[-1] for row in opponent):
                found.add(tuple(x))
    return found


def is_best(payoffs, own, other):
    values = [sum(a * q for a, q in zip(row, other, strict=True)) for row in payoffs]
    return all(not p or value == max(values) for p, value in zip(own, values, strict=True))


def extreme_equilibria(table):
    """All extreme equilibria of a two-actor payoff table of shape (m, n, 2) as nested lists."""
    first = [[cell[0] for cell in row] for row in table]
    second = [[row[j][1] for row in table] for j in range(len(table[0]))]
    return {
        (x, y)
        for x, y in product(extreme_strategies(second), extreme_strategies(first))
        if is_best(first, x, y) and is_best(second, y, x)
    }
