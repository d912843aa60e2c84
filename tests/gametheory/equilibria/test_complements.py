import numpy as np
import pytest

from gametheory.equilibria.complements import complementary


@pytest.mark.parametrize(("count", "extra"), [(5, 0.1), (80, 0.0), (80, 0.3), (200, 1.0)])
@pytest.mark.parametrize("sizes", [(4, 3), (6, 6)])
def test_short_and_long_lists_give_the_same_pairs(count, extra, sizes):
    """Long lists go through arrays; with extra labels (ties) or without, and where every set has extra ones."""
    generator = np.random.default_rng([count, *sizes])
    first, second = (label_sets(generator, count, sizes, k, extra) for k in range(2))
    full = (1 << sum(sizes)) - 1
    expected = [(a, b) for a, x in enumerate(first) for b, y in enumerate(second) if x | y == full]
    assert complementary(first, second, sizes) == expected


def label_sets(generator, count, sizes, side, extra):
    """Different sets of at least the side's size; with probability `extra` one more label."""
    found = {}
    for _ in range(count):
        chosen = generator.permutation(sum(sizes))
        size = sizes[side] + int(generator.random() < extra)
        found[sum(1 << int(label) for label in chosen[:size])] = None
    return list(found)


def test_more_labels_than_an_integer_of_the_machine_has():
    first, second = [(1 << 40) - 1, 1], [((1 << 40) - 1) << 40, 2]
    assert complementary(first, second, (40, 40)) == [(0, 0)]
