"""From data on threats to payoffs."""
