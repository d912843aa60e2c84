"""Pictures of strategies and results; each needs matplotlib, which is imported when one is drawn."""
