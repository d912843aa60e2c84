"""The domain: documents, positions, stakes and scenarios, each number with its source."""
