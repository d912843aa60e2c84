"""Classic games by name, each with its citation and its known answers."""

from __future__ import annotations

from gametheory.catalog.contests import (
    colonel_blotto,
    inspection_game,
    matching_pennies,
    penalty_kick,
    rock_paper_scissors,
)
from gametheory.catalog.coordination import (
    battle_of_the_sexes,
    battle_with_outside_option,
    bryant,
    nash_demand,
    pure_coordination,
    weakest_link,
)
from gametheory.catalog.crowds import (
    beauty_contest,
    el_farol,
    minority_game,
    pigou,
    public_goods,
    volunteers_dilemma,
)
from gametheory.catalog.dilemmas import (
    chicken,
    deadlock,
    hawk_dove,
    prisoners_dilemma,
    security_dilemma,
    stag_hunt,
    tariff_war,
)
from gametheory.catalog.entry import CriticalDiscount, Entry, entries, entry
from gametheory.catalog.examples import (
    jordan_pennies,
    mckelvey_mclennan,
    nau_continuum,
    nau_irrational,
    shapley,
    von_stengel,
    von_stengel_degenerate,
)
from gametheory.catalog.markets import bertrand, cournot, hotelling, travelers_dilemma
from gametheory.catalog.ordinal import ordinal_games
from gametheory.catalog.sequential import centipede, entry_deterrence, product_choice, trust_game
from gametheory.references.reference import Reference

__all__ = [
    "CriticalDiscount",
    "Entry",
    "Reference",
    "battle_of_the_sexes",
    "battle_with_outside_option",
    "beauty_contest",
    "bertrand",
    "bryant",
    "centipede",
    "chicken",
    "colonel_blotto",
    "cournot",
    "deadlock",
    "el_farol",
    "entries",
    "entry",
    "entry_deterrence",
    "hawk_dove",
    "hotelling",
    "inspection_game",
    "jordan_pennies",
    "matching_pennies",
    "mckelvey_mclennan",
    "minority_game",
    "nash_demand",
    "nau_continuum",
    "nau_irrational",
    "ordinal_games",
    "penalty_kick",
    "pigou",
    "prisoners_dilemma",
    "product_choice",
    "public_goods",
    "pure_coordination",
    "rock_paper_scissors",
    "security_dilemma",
    "shapley",
    "stag_hunt",
    "tariff_war",
    "travelers_dilemma",
    "trust_game",
    "volunteers_dilemma",
    "von_stengel",
    "von_stengel_degenerate",
    "weakest_link",
]
