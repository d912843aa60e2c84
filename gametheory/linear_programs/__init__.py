"""Linear programs in integers, for the inside of the package: solved in floats by HiGHS, and exactly by rechecking."""

from gametheory.linear_programs.exactly import ExactSolution, solve_exactly
from gametheory.linear_programs.floats import FloatSolution, solve_floats
from gametheory.linear_programs.program import LinearProgram, Status, program
from gametheory.linear_programs.sparse_rows import SparseRows

__all__ = [
    "ExactSolution",
    "FloatSolution",
    "LinearProgram",
    "SparseRows",
    "Status",
    "program",
    "solve_exactly",
    "solve_floats",
]
