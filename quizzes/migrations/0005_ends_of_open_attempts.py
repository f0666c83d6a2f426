"""Apart from the change of tables: PostgreSQL does not do both in one transaction."""

from typing import Any

from django.db import migrations, models


def fill_ends(apps: Any, _schema_editor: Any) -> None:
    """Attempts that are under way end when their quiz is due, as before."""
    Attempt, Quiz = apps.get_model("quizzes", "Attempt"), apps.get_model("quizzes", "Quiz")
    due_at = Quiz.objects.filter(pk=models.OuterRef("quiz")).values("due_at")
    Attempt.objects.filter(submitted_at=None).update(ends_at=models.Subquery(due_at))


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0004_rules_and_accommodations")]

    operations = [migrations.RunPython(fill_ends, migrations.RunPython.noop)]
