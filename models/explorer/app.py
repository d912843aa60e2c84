"""The explorer, a marimo app: choose a scenario, move its stakes, see what changes (``sanctions explore``)."""

import marimo

app = marimo.App(width="full", app_title="Explorer of scenarios")


@app.cell
def _():
    import marimo as mo

    import models
    from models.explorer import controls, views

    return controls, mo, models, views


@app.cell
def _(mo):
    # the address is read once: what the sliders write back must not rebuild the sliders
    address = mo.query_params()
    asked = {key: str(value) for key, value in address.to_dict().items()}
    return address, asked


@app.cell
def _(asked, mo, models):
    names = list(models.scenarios())
    begin = asked.get("scenario", "five-powers")
    scenario_box = mo.ui.dropdown(names, value=begin if begin in names else names[0], label="Scenario")
    return (scenario_box,)


@app.cell
def _(asked, controls, mo, models, scenario_box):
    scenario = models.load(scenario_box.value)
    # values in the address belong to the scenario that the address names
    mine = asked if asked.get("scenario", scenario.name) == scenario.name else {}
    wanted = controls.read_link(scenario, mine)
    discounts = sorted({*controls.discount_steps, wanted.discount})
    discount_slider = mo.ui.slider(
        steps=[float(step) for step in discounts],
        value=float(wanted.discount),
        show_value=True,
        debounce=True,
        label="Discount factor",
    )
    stakes = controls.sliders(scenario, wanted.stakes)
    stake_sliders = mo.ui.dictionary(
        {
            one.stake: mo.ui.slider(
                steps=[float(step) for step in one.steps],
                value=float(one.value),
                show_value=True,
                debounce=True,
                label=one.stake.replace("_", " "),
            )
            for one in stakes
        }
    )
    return discount_slider, discounts, scenario, stake_sliders, stakes, wanted


@app.cell
def _(controls, discount_slider, discounts, scenario, stake_sliders, stakes):
    discount = controls.nearest(discounts, discount_slider.value)
    chosen = {one.stake: one.chosen(stake_sliders.value[one.stake]) for one in stakes}
    moved = controls.changed(scenario, chosen)
    return discount, moved


@app.cell
def _(address, discount, moved, scenario):
    # the address always leads back to what is seen
    kept = {"scenario": scenario.name, "discount": str(discount), **{k: str(v) for k, v in moved.items()}}
    for key in list(address.to_dict()):
        if key not in kept:
            address.remove(key)
    for key, value in kept.items():
        if address.get(key) != value:
            address.set(key, value)
    return


@app.cell
def _(discount_slider, mo, scenario, scenario_box, stake_sliders, stakes):
    by_actor = {}
    for one in stakes:
        by_actor.setdefault(one.actor, []).append(stake_sliders[one.stake])
    panels = {actor: mo.vstack(own) for actor, own in by_actor.items()}
    first = next(iter(panels))
    sidebar = mo.vstack(
        [
            scenario_box,
            discount_slider,
            mo.md("**Stakes**, by actor (arrow keys move a slider)"),
            mo.accordion(panels, multiple=True, expanded=[first]),
            mo.md(f"`sanctions report {scenario.name}` writes all of this with its proofs."),
        ]
    )
    return (sidebar,)


@app.cell
def _(discount, mo, moved, scenario, views):
    solved = views.solve(scenario, discount, moved)
    formulas = views.solve_thresholds(scenario, moved)
    actors = list(scenario.actors.values())
    pair_box = mo.ui.dropdown(
        {f"{a} and {b}": (a, b) for i, a in enumerate(actors) for b in actors[i + 1 :]},
        value=f"{actors[0]} and {actors[1]}",
        label="Payoffs of",
    )
    return formulas, pair_box, solved


@app.cell
def _(discount, formulas, mo, moved, pair_box, scenario, sidebar, solved, views, wanted):
    def payoffs():
        picture = views.payoffs_html(scenario.repeated(discount, **moved), pair_box.value)
        return mo.vstack([pair_box, mo.Html(views.page_html(picture))])

    numbers = mo.Html(views.page_html(views.sources_html(scenario, moved)))
    results = mo.vstack(
        [
            mo.Html(
                views.page_html(
                    views.heading_html(scenario),
                    views.unread_html(wanted.unread),
                    views.broken_html(scenario, moved),
                    views.strategies_html(solved),
                    views.thresholds_html(formulas),
                    views.one_shot_html(scenario, moved),
                )
            ),
            mo.accordion({"What equilibria can pay": mo.lazy(payoffs, show_loading_indicator=True)}),
            mo.accordion({"Where the numbers come from": numbers}),
        ]
    )
    mo.hstack([sidebar, results], widths=[1, 3], align="start")
    return


if __name__ == "__main__":
    app.run()
