"""The demonstration corpus: plain-text sources, rendered into the real formats of `corpus/exemples/`."""
