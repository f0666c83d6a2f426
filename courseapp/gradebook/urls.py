"""Addresses of the gradebook."""

from django.urls import path

from courseapp.gradebook.views import cells, grades

app_name = "gradebook"

urlpatterns = [
    path("c/<slug:course>/grades/", grades.show_grades, name="grades"),
    path("c/<slug:course>/grades.csv", grades.export_grades, name="export"),
    path("c/<slug:course>/grades/<int:item>/<int:student>/", cells.show_cell, name="cell"),
]
