"""Mutants: wrong answers made from an assignment's reference, put before its own checks. Which check kills which?

A mutant is judged as a submission is, by the same checks, but needs no sandbox: what it returns is computed here, from
a variation of the reference. One that earns full marks survives, and a student who made that mistake would, too.
"""

from grader.judge.mutants.trying import SEEDS, Mutant, try_mutants, try_pair

__all__ = ["SEEDS", "Mutant", "try_mutants", "try_pair"]
