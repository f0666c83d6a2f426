"""Quizzes: from slides to questions, from questions to marks."""
