"""How numbers and texts are written in French and in English: one way, for pages and for files."""
