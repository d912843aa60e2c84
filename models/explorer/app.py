"""The explorer, a marimo app: choose a scenario, move its stakes, see what changes (``sanctions explore``)."""

import marimo

app = marimo.App(width="full", app_title="Explorer of scenarios")


@app.cell
def _():
    import marimo as mo

    import models
    from models.chances import with_chances
    from models.explorer import controls, views

    return controls, mo, models, views, with_chances


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
    as_written = models.load(scenario_box.value)
    # values in the address belong to the scenario that the address names
    mine = asked if asked.get("scenario", as_written.name) == as_written.name else {}
    wanted = controls.read_link(as_written, mine)
    discounts = sorted({*controls.hundredths, wanted.discount})
    stakes = controls.sliders(as_written, wanted.stakes)
    chances = controls.chance_sliders(as_written, wanted.chances)

    def slider(steps, value, label):
        numbers = [float(step) for step in steps]
        return mo.ui.slider(steps=numbers, value=float(value), show_value=True, debounce=True, label=label)

    def sliders(found):
        return mo.ui.dictionary({one.stake: slider(one.steps, one.value, one.label) for one in found})

    discount_slider = slider(discounts, wanted.discount, "Discount factor")
    stake_sliders, chance_sliders = sliders(stakes), sliders(chances)
    seed_box = mo.ui.number(
        start=0, stop=controls.the_most_seeds - 1, step=1, value=wanted.seed, debounce=True, label="Seed of shares"
    )
    return as_written, chance_sliders, chances, discount_slider, discounts, seed_box, stake_sliders, stakes, wanted


@app.cell
def _(
    as_written,
    chance_sliders,
    chances,
    controls,
    discount_slider,
    discounts,
    seed_box,
    stake_sliders,
    stakes,
    wanted,
    with_chances,
):
    discount = controls.nearest(discounts, discount_slider.value)
    moved = controls.changed(
        as_written.reference, {one.stake: one.chosen(stake_sliders.value[one.stake]) for one in stakes}
    )
    moved_chances = controls.changed(
        controls.chances(as_written), {one.stake: one.chosen(chance_sliders.value[one.stake]) for one in chances}
    )
    scenario = with_chances(as_written, moved_chances)
    seed = wanted.seed if seed_box.value is None else int(seed_box.value)
    return discount, moved, moved_chances, scenario, seed


@app.cell
def _(address, discount, moved, moved_chances, scenario, seed):
    # the address always leads back to what is seen
    kept = {"scenario": scenario.name, "discount": str(discount)}
    kept |= {name: str(value) for name, value in {**moved, **moved_chances}.items()}
    if seed != 1:
        kept["seed"] = str(seed)
    for key in list(address.to_dict()):
        if key not in kept:
            address.remove(key)
    for key, value in kept.items():
        if address.get(key) != value:
            address.set(key, value)
    return


@app.cell
def _(as_written, chance_sliders, chances, discount_slider, mo, scenario_box, seed_box, stake_sliders, stakes):
    by_actor = {}
    for one in stakes:
        by_actor.setdefault(one.actor, []).append(stake_sliders[one.stake])
    folds = {actor: mo.vstack(own) for actor, own in by_actor.items()}
    first = next(iter(folds))
    seen = [mo.md("**Chances of signals**"), *(chance_sliders[one.stake] for one in chances)]
    sidebar = mo.vstack(
        [
            scenario_box,
            discount_slider,
            *(seen if chances else []),
            mo.md("**Stakes**, by actor (arrow keys move a slider)"),
            mo.accordion(folds, multiple=True, expanded=[first]),
            seed_box,
            mo.md(f"`sanctions report {as_written.name}` writes all of this with its proofs."),
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
def _(discount, formulas, mo, moved, pair_box, scenario, seed, sidebar, solved, views, wanted):
    def payoffs():
        picture = views.payoffs_html(scenario.repeated(discount, **moved), pair_box.value)
        return mo.vstack([pair_box, mo.Html(views.page_html(picture))])

    def detected():
        return mo.Html(views.page_html(views.detection_html(scenario, discount, moved)))

    def shares():
        return mo.Html(views.page_html(views.shares_html(scenario, discount, solved, seed)))

    lazily = {"What equilibria can pay": payoffs, f"Shares over all stakes (seed {seed})": shares}
    if scenario.spec.detection is not None:
        lazily["Detection and false alarm"] = detected
    panels = {name: mo.lazy(panel, show_loading_indicator=True) for name, panel in lazily.items()}
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
            *(mo.accordion({name: panel}) for name, panel in panels.items()),
            mo.accordion({"Where the numbers come from": numbers}),
        ]
    )
    mo.hstack([sidebar, results], widths=[1, 3], align="start")
    return


if __name__ == "__main__":
    app.run()
