"""What does play that was seen teach about payoffs? First in a known game, then on the documents' timeline."""

import sympy

import gametheory as gt
import models

# Two traders, each tempted by T where both could have 1. Seen: Ann's trust, then both trading.
T = sympy.Symbol("T")
family = gt.GameFamily.from_expressions(
    [[[1, 1], [-1, T]], [[T, -1], [0, 0]]],
    actors=["Ann", "Bob"],
    actions=["trade", "cheat"],
    inequalities=[gt.LinearInequality({"T": 1}, -1), gt.LinearInequality({"T": -1}, 4)],
)
trade, cheat = ("trade", "trade"), ("cheat", "cheat")
candidates = {
    "for ever": gt.strategies.reversion(trade, cheat),
    "one period": gt.strategies.limited_punishment(trade, cheat, periods=1),
    "never": gt.strategies.reversion(cheat, cheat),
}
found = gt.rationalise(family, [("trade", None), trade], candidates, discount="2/3")
for one in found.explanations:
    print(one.strategy, one, sep=": ")
print("whichever it was, T lies in", found.lessons["T"])

# A pledge, four banks that stop payments, sanctions prepared: the documents leave their order open.
told = models.rationalise(models.load("shield-and-comply"))
print(told.found.orders, "| the answer depends on the order:", told.found.depends_on_order)
for stake, lesson in told.taught_by("quiet-stopping").items():
    if lesson.is_news:
        print(f"if banks stopped quietly, {stake} lies in {lesson}")
print("and together:", told.best("quiet-stopping").must_hold())
