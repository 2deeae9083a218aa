"""Every address of Eyre, by area."""

from django.urls import include, path

urlpatterns = [
    path("", include("eyre.site.pages")),
    path("inspections/", include("eyre.inspections.urls")),
    path("providers/", include("eyre.providers.urls")),
    path("frameworks/", include("eyre.frameworks.urls")),
    path("league-tables/", include("eyre.analysis.urls")),
]
