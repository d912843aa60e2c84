"""What can be sustained, as a picture: what is feasible, what is rational, what is proved, and one way of play."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from gametheory.errors import GameError
from gametheory.plots.canvas import add_legend, axes_for, name_axes, nothing
from gametheory.plots.labels import along, around, beside, settle, ticks
from gametheory.plots.palette import BLUE, GREY, HATCHES, PALE, PAPER, TINTS, VERMILION
from gametheory.plots.payoff_play import play_from, words_of
from gametheory.plots.play_arrows import draw_play, places, star
from gametheory.plots.polygons import draw_set, frame
from gametheory.plots.two_actors import layers, onto

if TYPE_CHECKING:
    from collections.abc import Sequence

    from gametheory.equilibria.payoff_region import PayoffRegion
    from gametheory.equilibria.payoff_set import PayoffSet
    from gametheory.games.normal_form import NormalFormGame
    from gametheory.plots.layout import Point, Rectangle
    from gametheory.plots.payoff_play import Play
    from gametheory.plots.two_actors import Layers, Pair

__all__ = ["payoff_set"]

_NAMED = 12
"""Most points that are named; more would cover each other."""


def payoff_set(
    found: PayoffSet | PayoffRegion, *, point: Any = None, actors: Sequence[str] | None = None, ax: Any = None
) -> Any:
    """
    Draw the payoffs of equilibria among everything that is feasible.

    The ground is what mixtures of stage payoffs can give; hatched in it what also gives every actor at least what it
    can be held to. The dashed outline contains all equilibrium payoffs, the filled area consists of proved ones. With a
    point comes the play of an equilibrium that pays it: the payoffs that are still to come after each period. For three
    and more actors all of this is the shadow on the plane of two: a point in the filled area is what the two get in
    some equilibrium, whatever the others get. What is played is written beside points while there is room.

    Parameters
    ----------
    found : PayoffSet or PayoffRegion
        What `gametheory.payoff_set` found.
    point : sequence of number, or mapping of actor to number, optional
        Payoffs of one equilibrium, one per actor, to draw with the play that gives them.
    actors : sequence of str, optional
        The two actors to draw, the first across; by default the game's first two.
    ax : matplotlib.axes.Axes, optional
        Where to draw; by default a new figure.

    Returns
    -------
    matplotlib.axes.Axes
        The picture; save it with ``ax.figure.savefig("payoffs.pdf")``.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    GameError
        If there are not two actors to draw, or the point is not proved to be an equilibrium's.
    UnknownNameError
        If there is no such actor.

    Examples
    --------
    >>> from gametheory import RepeatedGame, catalog, payoff_set, plots
    >>> found = payoff_set(RepeatedGame(catalog.prisoners_dilemma(), discount="1/2"))
    >>> ax = plots.payoff_set(found, point=found.best((1, 1)))
    >>> [text.get_text() for text in ax.get_legend().get_texts()][:2]
    ['feasible: mixtures of stage payoffs', 'individually rational: ≥ minmax']
    """
    pair = _pair(found.repeated.stage, actors)
    play = None if point is None else play_from(found, point)
    axes = axes_for(ax, 7.6, 4.8)
    shown = layers(found, pair)
    legend = _draw_layers(axes, found, shown)
    stage = found.repeated.stage
    corners = [onto(stage.payoff(profile), pair) for profile in stage.profiles()]
    frame(axes, [*corners, *shown.outer])
    name_axes(axes, *(f"{stage.actors[k]}: average payoff" for k in pair))
    if play:
        legend += draw_play(axes, found, play, pair)
    add_legend(axes, [handle for handle, _ in legend], [words for _, words in legend])
    settle(axes)
    outlines = [along(axes, [(float(x), float(y)) for x, y in part]) for part in (shown.feasible, shown.outer)]
    _name_points(axes, found, play, pair, [piece for outline in outlines for piece in outline])
    return axes


def _pair(stage: NormalFormGame, actors: Sequence[str] | None) -> Pair:
    """Positions of the actors to draw."""
    chosen = tuple(stage.actors[:2]) if actors is None else tuple(actors)
    if isinstance(actors, str) or len(set(chosen)) != 2 or len(chosen) != 2:
        raise GameError(
            f"a picture of payoffs has two axes, not {actors or chosen!r}; name two of {', '.join(stage.actors)}."
        )
    return stage.actor_index(chosen[0]), stage.actor_index(chosen[1])


def _draw_layers(axes: Any, found: PayoffSet | PayoffRegion, shown: Layers) -> list[tuple[Any, str]]:
    """Draw from the ground up; give what the legend says of each layer that is there."""
    alike = found.repeated.common_discount is not None
    rational = shown.rational if alike else ()
    ground = (
        "feasible: mixtures of stage payoffs"
        if alike
        else "mixtures of stage payoffs; patience differs, so more is feasible"
    )
    told = [
        (draw_set(axes, shown.feasible, fill=PALE, edge=GREY, linewidth=0.8, zorder=1), ground),
        (
            draw_set(axes, rational, fill=PAPER, edge=GREY, linewidth=0.8, hatch=HATCHES[2], zorder=1.5),
            "individually rational: ≥ minmax",
        ),
        (
            draw_set(axes, shown.outer, fill="none", edge=VERMILION, linewidth=2.8, linestyle=(0, (5, 2)), zorder=4),
            "no equilibrium outside",
        ),
        (draw_set(axes, shown.inner, fill=TINTS[0], edge=BLUE, linewidth=1.0, zorder=3), "equilibria, proved"),
    ]
    if not shown.inner:
        told.append((nothing(axes), "nothing is proved" if shown.outer else "no equilibrium: the set is empty"))
    return [(handle, words) for handle, words in told if handle is not None]


def _name_points(
    axes: Any, found: PayoffSet | PayoffRegion, play: Play | None, pair: Pair, taken: list[Rectangle]
) -> None:
    """Say what is played at the points that play runs through, and at the corners of what is feasible."""
    named: dict[Point, list[str]] = {}
    for k, place in places(found, play, pair).items() if play else ():
        named.setdefault(place, []).append(words_of(found, k))
    if len(named) > _NAMED:
        named = {}
    profiles = _profiles(found.repeated.stage, pair)
    taken += around(axes, [*named, star(play, pair)] if play else [], 7.0) + around(axes, profiles)
    written = ticks(axes)
    for place, words in named.items():
        beside(axes, "\n".join(dict.fromkeys(words)), place, taken, written, BLUE, weight="bold")
    for place, words in profiles.items():
        axes.plot(*place, "s", color=GREY, markersize=3.5, zorder=5)
        if place not in named:
            beside(axes, "\n".join(words), place, taken, written, GREY)


def _profiles(stage: NormalFormGame, pair: Pair) -> dict[Point, list[str]]:
    """Stage payoffs with the profiles that give them; nothing where they are many."""
    found: dict[Point, list[str]] = {}
    if stage.n_profiles <= _NAMED and len(stage.actors) == 2:
        for profile in stage.profiles():
            x, y = onto(stage.payoff(profile), pair)
            found.setdefault((float(x), float(y)), []).append(", ".join(profile))
    return found
