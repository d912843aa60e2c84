"""Pictures of regions: the cells drawn are the verdicts."""

import matplotlib as mpl
import matplotlib.pyplot as plt
import pytest

mpl.use("Agg")

from gametheory import GameTheoryError, equilibrium_region, plots
from tests.gametheory.equilibria.noisy_dilemma import GRIM, PD, SYMBOLIC


@pytest.fixture
def region():
    return equilibrium_region(PD, GRIM, monitoring=SYMBOLIC)


def test_cells_are_verdicts(region):
    ax = plots.parameter_region(region, "p", "q", points=11, discount="9/10", r="3/10")
    (mesh,) = (c for c in ax.collections if type(c).__name__ == "QuadMesh")
    cells = mesh.get_array().reshape(11, 11)
    for row in range(11):
        for column in range(11):
            point = {"p": column / 10, "q": row / 10, "r": "3/10"}
            assert bool(cells[row, column]) == region.holds(discount="9/10", **point)
    assert (ax.get_xlabel(), ax.get_ylabel()) == ("p", "q")
    assert ax.get_title() == "discount = 9/10, r = 3/10"
    plt.close(ax.figure)


def test_it_is_drawn_where_asked_and_saved(region, tmp_path):
    figure, ax = plt.subplots()
    assert plots.parameter_region(region, "delta", "p", points=5, ax=ax, q="1/2", r=0) is ax
    figure.savefig(tmp_path / "region.svg")
    assert (tmp_path / "region.svg").stat().st_size > 1000
    plt.close(figure)


def test_unknown_chances_are_refused(region):
    with pytest.raises(GameTheoryError, match="no chance is called 'x'"):
        plots.parameter_region(region, "x", "q", discount="9/10", r=0)
