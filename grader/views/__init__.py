"""Pages of the grader: one module a place."""
