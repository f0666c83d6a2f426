"""Addresses of a course: its home, its people, the way in."""

from django.urls import path

from courseapp.courses.views import joining, overview, people, rosters

app_name = "courses"

urlpatterns = [
    path("c/<slug:course>/", overview.show_course, name="home"),
    path("c/<slug:course>/people/", people.show_people, name="people"),
    path("c/<slug:course>/people/add/", people.add_person, name="people-add"),
    path("c/<slug:course>/people/import/", rosters.upload_roster, name="people-import"),
    path("c/<slug:course>/people/import/<int:upload>/", rosters.preview_roster, name="people-import-preview"),
    path("c/<slug:course>/people/invites/", people.make_invite, name="people-invite"),
    path("c/<slug:course>/people/invites/<int:invite>/close/", people.close_invite, name="people-invite-close"),
    path("c/<slug:course>/people/<int:enrolment>/", people.show_person, name="people-person"),
    path("c/<slug:course>/people/<int:enrolment>/letter/", people.write_again, name="people-letter"),
    path("join/", joining.type_code, name="join"),
    path("join/sent/", joining.show_letter_sent, name="join-sent"),
    path("join/<str:code>/", joining.join, name="join-by-link"),
]
