"""Many games at once: from grids and samples of parameters to labelled arrays, on one machine or many."""

from gametheory.sweeps.batch import Batch
from gametheory.sweeps.engines import Engine, dask, processes, serial
from gametheory.sweeps.other_outputs import PayoffCorners, ThreatOutcomes
from gametheory.sweeps.points import Draws, Grid, Points, draws, grid
from gametheory.sweeps.run import sweep
from gametheory.sweeps.samples import Sample, halton, latin_hypercube, saltelli, sobol
from gametheory.sweeps.sensitivity import sobol_indices
from gametheory.sweeps.stage_outputs import Consistent, Each, EquilibriumCount, EquilibriumProfiles
from gametheory.sweeps.strategy_outputs import DiscountRange, IsEquilibrium
from gametheory.sweeps.variables import Evaluator, Output, Variable

__all__ = [
    "Batch",
    "Consistent",
    "DiscountRange",
    "Draws",
    "Each",
    "Engine",
    "EquilibriumCount",
    "EquilibriumProfiles",
    "Evaluator",
    "Grid",
    "IsEquilibrium",
    "Output",
    "PayoffCorners",
    "Points",
    "Sample",
    "ThreatOutcomes",
    "Variable",
    "dask",
    "draws",
    "grid",
    "halton",
    "latin_hypercube",
    "processes",
    "saltelli",
    "serial",
    "sobol",
    "sobol_indices",
    "sweep",
]
