"""Rechecking: exact arithmetic only, no solver, small enough to read in one sitting."""
