"""Training of the bundled embedding model: ``python -m eval.training``."""
