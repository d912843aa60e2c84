"""To and from other tools and texts."""
