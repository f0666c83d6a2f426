"""Addresses below /accounts/."""

from django.contrib.auth.views import LogoutView, PasswordResetDoneView
from django.urls import path

from courseapp.accounts import views

app_name = "accounts"

urlpatterns = [
    path("sign-in/", views.SignIn.as_view(), name="sign-in"),
    path("sign-out/", LogoutView.as_view(), name="sign-out"),
    path("profile/", views.show_profile, name="profile"),
    path("password/", views.ChangePassword.as_view(), name="password-change"),
    path("password/forgotten/", views.AskForPassword.as_view(), name="password-reset"),
    path(
        "password/forgotten/sent/",
        PasswordResetDoneView.as_view(template_name="accounts/password_reset_sent.html"),
        name="password-reset-sent",
    ),
    path("password/set/<uidb64>/<token>/", views.SetPassword.as_view(), name="set-password"),
    path("begin/<str:token>/", views.begin, name="begin"),
]
