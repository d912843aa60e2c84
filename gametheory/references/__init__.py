"""The literature: which works the games and the methods come from, as text and as BibTeX."""
