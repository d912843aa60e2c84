"""The shadow of the future in the prisoner's dilemma: exact regions, noise, and errors."""

import gametheory as gt
from gametheory import catalog, strategies

stage = catalog.prisoners_dilemma()
cooperate, defect = (tuple(actions[k] for actions in stage.actions) for k in (0, 1))
for profile in stage.profiles():
    print(*profile, "->", *stage.payoff(profile))

grim = strategies.reversion(cooperate, defect)
print("grim trigger:", gt.discount_region(stage, grim))
print("grim trigger when hands slip once in a hundred times:", gt.discount_region(stage, grim, slips="1/100"))
for periods in (1, 2, 3):
    short = strategies.limited_punishment(cooperate, defect, periods=periods)
    print(f"punishment for {periods}:", gt.discount_region(stage, short))

finite = gt.finite_equilibria(stage, 5)
print("five periods, known to both:", [tuple(map(str, payoff)) for payoff in finite.payoffs], *finite.notes)
