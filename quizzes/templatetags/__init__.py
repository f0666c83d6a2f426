"""Words and numbers of quizzes, for templates."""
