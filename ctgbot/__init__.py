"""Assistant CTG: questions and drafting on conventions territoriales globales, proven to the character."""

__version__ = "0.1.0"
