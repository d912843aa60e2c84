"""Parts of `payoff_set`: polygons, the operator that shrinks outer bounds, self-generating sets, strategies."""
