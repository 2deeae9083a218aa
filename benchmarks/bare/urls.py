"""Eyre's addresses and the bare pages'."""

from django.contrib.auth.views import LoginView
from django.urls import include, path

from .saving import bare_insert, bare_insert_many
from .views import bare, checked, logged, unchecked

urlpatterns = [
    path("bare/<int:rows>/", bare, name="bare"),
    path("bare/insert/", bare_insert, name="bare-insert"),
    path("bare/insert-many/", bare_insert_many, name="bare-insert-many"),
    path("bare/logged/<int:rows>/", logged, name="bare-logged"),
    path(
        "bare/sign-in/",
        LoginView.as_view(template_name="bare/sign_in.html", next_page="/"),
        name="bare-sign-in",
    ),
    path("bare/checked/<slug:inspection>/", checked, name="bare-checked"),
    path("bare/unchecked/<slug:inspection>/", unchecked, name="bare-unchecked"),
    path("", include("eyre.site.urls")),
]
