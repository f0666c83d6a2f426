"""Coding assignments: from a submission to a verdict."""
