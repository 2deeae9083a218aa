"""The addresses of a region's picture from published inspections."""

from django.urls import path

from .views import region

app_name = "regions"
urlpatterns = [
    path("<slug:region>/<slug:programme>/", region.published, name="region"),
    path("<slug:region>/<slug:programme>.csv", region.published_csv, name="region-csv"),
]
