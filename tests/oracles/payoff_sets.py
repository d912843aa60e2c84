"""Slow ways to bound payoff sets of two actors, written apart from the library: the plain operator of APS (1990)."""

from fractions import Fraction


def cross(o, a, b):
    return (a[0] - o[0]) * (b[1] - o[1]) - (a[1] - o[1]) * (b[0] - o[0])


def convex(points):
    """Gift wrapping: from the lowest point, always the one with all others to the left."""
    points = list(set(points))
    if len(points) < 3:
        return sorted(points)
    start = current = min(points)
    found = []
    while not found or current != start:
        found.append(current)
        ahead = points[0] if points[0] != current else points[1]
        for p in points:
            side = cross(current, ahead, p)
            further = abs(p[0] - current[0]) + abs(p[1] - current[1])
            if side < 0 or (side == 0 and further > abs(ahead[0] - current[0]) + abs(ahead[1] - current[1])):
                ahead = p
        current = ahead
    return found


def cut(polygon, i, level):
    """All points of a polygon at or above a level: kept vertices, and crossings of all pairs of vertices."""
    above = [v for v in polygon if v[i] >= level]
    below = [v for v in polygon if v[i] < level]
    for p in above:
        for q in below:
            s = (p[i] - level) / (p[i] - q[i])
            above = [*above, tuple(x + s * (y - x) for x, y in zip(p, q, strict=True))]
    return convex(above)


def plain_operator(game, discount, polygon, listed):
    """Everything that a pure profile or a listed equilibrium generates with continuations in a polygon."""
    d = Fraction(discount)
    if not polygon:
        return []
    threats = [min(v[i] for v in polygon) for i in (0, 1)]
    points = [tuple((1 - d) * e[i] + d * w[i] for i in (0, 1)) for e in listed for w in polygon]
    for profile in game.profiles():
        now = game.payoff(profile)
        region = polygon
        for i in (0, 1):
            switched = [game.payoff((*profile[:i], name, *profile[i + 1 :]))[i] for name in game.actions[i]]
            region = cut(region, i, threats[i] + (1 - d) / d * (max(switched) - now[i]))
        points += [tuple((1 - d) * now[i] + d * w[i] for i in (0, 1)) for w in region]
    return convex(points)


def plain_bound(game, discount, listed, sweeps):
    """An outer bound by the plain operator."""
    polygon = convex([game.payoff(profile) for profile in game.profiles()] + list(listed))
    for _ in range(sweeps):
        polygon = plain_operator(game, discount, polygon, listed)
    return polygon


def inside(polygon, v):
    """Whether a point lies in a polygon, by its hull not growing."""
    return bool(polygon) and convex([*polygon, v]) == convex(polygon)
