"""The addresses of how secure ratings are: before those of work."""

from django.urls import path

from .views import robustness

app_name = "robustness"
urlpatterns = [
    path("<slug:inspection>/robustness/", robustness.page, name="page"),
    path("<slug:inspection>/robustness/what-if/", robustness.tried, name="what-if"),
    path("<slug:inspection>/robustness/keep/", robustness.keep, name="keep"),
]
