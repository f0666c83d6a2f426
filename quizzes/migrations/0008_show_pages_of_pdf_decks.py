from django.apps.registry import Apps
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def fill(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    decks, slides = apps.get_model("quizzes", "Deck"), apps.get_model("quizzes", "Slide")
    decks.objects.filter(format="pdf").update(pages_sha256=models.F("sha256"))
    slides.objects.filter(deck__format="pdf").update(picture_page=models.F("last_page"))


class Migration(migrations.Migration):
    dependencies = [("quizzes", "0007_pictures_and_unsaved_edits")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
