"""The panels of the explorer as HTML, each made from results; the app only puts them together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from html import escape
from typing import Any

from gametheory import plots
from gametheory.equilibria.pure import pure_equilibria
from gametheory.games.repeated import RepeatedGame
from gametheory.interop import to_html
from models.describe import Table, inequality_table, payoff_table, stake_table, strategy_table
from models.detection import detection
from models.detection_drawing import regions_figure
from models.detection_tables import chance_table, condition_lines, detection_table
from models.report.formulas import mathml
from models.report.page import bounded_payoffs, why_no_payoffs
from models.sampling import draw
from models.scenario import Scenario
from models.solving import Answer, answers
from models.statements import strategy_statement
from models.strength import holds, share_text
from models.thresholds import Threshold, threshold_table, thresholds

the_most_profiles_shown = 72
"""Larger games are told in words."""

the_draws = 400
"""Points of the stakes over which the panel of shares counts."""


STYLE = """<style>
[data-page] { contain: inline-size; }
[data-page] h1 { font-size: 1.5rem; font-weight: 600; margin: 0 0 .5rem; }
[data-page] table { border-collapse: collapse; font-size: .85rem; margin: .8rem 0; }
[data-page] caption { text-align: left; font-weight: 600; padding: .3rem 0; max-width: 60rem; }
[data-page] pre { font-size: .8rem; overflow-x: auto; }
[data-page] th, [data-page] td { border-bottom: 1px solid #bbb; padding: .25rem .8rem .25rem 0; text-align: left;
                                 vertical-align: top; }
[data-page] math { font-size: 1.3em; }
[data-page] p:has(math) { overflow: auto hidden; padding: .3rem 0; }
[data-page] figure svg { max-width: 100%; height: auto; }
</style>"""


def page_html(*parts: str) -> str:
    """Put panels together, with their style."""
    return f"{STYLE}<div data-page>{''.join(parts)}</div>"


def heading_html(scenario: Scenario) -> str:
    """What is asked, and what is assumed."""
    told = " ".join(scenario.spec.asks.split())
    return f"<h1>{escape(scenario.spec.title)}</h1><p>{escape(told)}</p>"


def unread_html(unread: Sequence[str]) -> str:
    """What in the address could not be read."""
    return "".join(f"<p data-unread><strong>Not read:</strong> {escape(told)}</p>" for told in unread)


def broken_html(scenario: Scenario, stakes: Mapping[str, Any]) -> str:
    """Which of the things known or assumed the chosen stakes break."""
    broken = scenario.violated(**stakes)
    if not broken:
        return "<p data-broken='0'>These stakes break nothing that is known or assumed.</p>"
    names = ", ".join(inequality.name for inequality in broken)
    return f"<p data-broken='{len(broken)}'><strong>These stakes break:</strong> {escape(names)}.</p>"


def one_shot_html(scenario: Scenario, stakes: Mapping[str, Any]) -> str:
    """The equilibria of the game played once, and the game itself where it is small."""
    game = scenario.stage(**stakes)
    found = pure_equilibria(game)
    rows = tuple((*p, "strict" if s else "weak") for p, s in zip(found, found.strict, strict=True))
    head = table_html(Table("Played once: equilibria in pure actions", (*game.actors, "kind"), rows), "equilibria")
    if not rows:
        head = "<p data-panel='equilibria'>Played once, the game has no equilibrium in pure actions.</p>"
    if game.n_profiles > the_most_profiles_shown:
        return f"{head}<p>The game has {game.n_profiles} profiles, too many for a table here.</p>"
    shown = to_html(game) if len(game.actors) == 2 else table_html(payoff_table(game), "payoffs")
    return f"{head}<details><summary>The game in full</summary>{shown}</details>"


def strategies_html(solved: Sequence[Answer]) -> str:
    """For which discount factors each strategy is an equilibrium, and who breaks it first."""
    return table_html(strategy_table(tuple(solved)), "strategies")


def thresholds_html(told: Sequence[Threshold]) -> str:
    """Critical discount factors as formulas and numbers."""
    formulas = "".join(f"<p>{escape(of.title)}: {mathml(of)}</p>" for of in told if mathml(of))
    return table_html(threshold_table(told), "thresholds") + formulas


def payoffs_html(repeated: RepeatedGame, pair: Sequence[str]) -> str:
    """The picture of what equilibria can pay two of the actors."""
    found = bounded_payoffs(repeated)
    if found is None:
        return f"<p data-panel='payoffs'>{escape(why_no_payoffs(repeated))}</p>"
    if not found.outer:
        return "<p data-panel='payoffs'>No equilibrium of the kind asked for exists here.</p>"
    told = f"Payoffs of {pair[0]} and {pair[1]} that equilibria can give"
    picture = plots.svg(plots.payoff_set(found, actors=tuple(pair)), title=told, prefix="payoffs")
    return f"<figure data-panel='payoffs' data-gap='{found.gap:.3g}'>{picture}</figure>"


def detection_html(scenario: Scenario, discount: Fraction, stakes: Mapping[str, Any]) -> str:
    """For which detection and false alarm strategies hold: a table, formulas, and a picture of the regions."""
    told = detection(scenario, discount, stakes)
    lines = "\n".join(condition_lines(told))
    what = f"Where strategies are equilibria in {told.spec.detect} and {told.spec.alarm}; the ring is where you are"
    picture = plots.svg(regions_figure(told, 2).axes[0], title=what, prefix="detection")
    return "".join(
        [
            table_html(chance_table(told), "chances"),
            table_html(detection_table(told), "detection"),
            f"<pre data-panel='conditions'>{escape(lines)}</pre>",
            f"<figure data-panel='regions'>{picture}<figcaption>{escape(what)}.</figcaption></figure>",
        ]
    )


def shares_html(
    scenario: Scenario, discount: Fraction, solved: Sequence[Answer], seed: int, draws: int = the_draws
) -> str:
    """In how many draws of the stakes each strategy is an equilibrium, with interval and seed."""
    return table_html(share_table(scenario, discount, solved, seed, draws), "shares")


def share_table(
    scenario: Scenario, discount: Fraction, solved: Sequence[Answer], seed: int, draws: int = the_draws
) -> Table:
    """The same as a table; strategies are those solved, choices that they leave open filled as there."""
    sample = draw(scenario, draws, seed)
    rows = []
    for answer in solved:
        statement = strategy_statement(scenario, answer.completion.automaton, discount, answer.title)
        rows.append((answer.name, share_text(int(holds(statement, sample).sum()), len(sample))))
    title = f"Equilibria at discount factor {discount}, for stakes drawn at random ({sample.measure})"
    return Table(title, ("strategy", "is an equilibrium"), tuple(rows))


def sources_html(scenario: Scenario, stakes: Mapping[str, Any]) -> str:
    """Where the stakes and what is known of them come from."""
    return "".join(
        [
            table_html(stake_table(scenario, scenario.values(**stakes)), "stakes"),
            table_html(inequality_table(scenario), "inequalities"),
        ]
    )


def solve(scenario: Scenario, discount: Fraction, stakes: Mapping[str, Any]) -> tuple[Answer, ...]:
    """Solve the strategies at what the sliders say."""
    return tuple(answers(scenario, discount, stakes))


def solve_thresholds(scenario: Scenario, stakes: Mapping[str, Any]) -> tuple[Threshold, ...]:
    """Give the formulas at what the sliders say."""
    return tuple(thresholds(scenario, stakes))


def table_html(table: Table, panel: str) -> str:
    """Write a table with a caption; a panel's name makes it easy to find."""
    head = "".join(f"<th scope='col'>{escape(column)}</th>" for column in table.columns)
    rows = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>" for row in table.rows)
    return (
        f"<div style='overflow-x:auto'><table data-panel='{escape(panel)}'><caption>{escape(table.title)}</caption>"
        f"<thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table></div>"
    )
