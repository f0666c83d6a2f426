"""Verdicts from before symptoms were kept: those of known mistakes join their groups."""

from typing import Any

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

AT_ONCE = 500


def name_symptoms(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    Report, Symptom = apps.get_model("grader", "Report"), apps.get_model("grader", "Symptom")
    waiting: list[Any] = []
    for pk, data in Report.objects.exclude(verdict="OK").values_list("pk", "data").iterator():
        checks = [check for check in data.get("checks", []) if check.get("diagnosis")]
        named = [each["mistake"] for check in checks for each in (check["diagnosis"], *check.get("further", []))]
        found = data.get("symptoms") or [f"mistake:{slug}" for slug in named]
        waiting += [Symptom(report_id=pk, key=key[:200]) for key in dict.fromkeys(found)]
        if len(waiting) >= AT_ONCE:
            Symptom.objects.bulk_create(waiting, ignore_conflicts=True)
            waiting.clear()
    Symptom.objects.bulk_create(waiting, ignore_conflicts=True)


class Migration(migrations.Migration):
    dependencies = [("grader", "0003_groups_of_failures")]

    operations = [migrations.RunPython(name_symptoms, migrations.RunPython.noop)]
