"""Every address of Eyre, by area."""

from django.urls import include, path

urlpatterns = [
    path("", include("eyre.site.pages")),
    path("inspections/", include("eyre.site.inspection_pages")),
    path("providers/", include("eyre.site.provider_pages")),
    path("frameworks/", include("eyre.site.framework_pages")),
    path("league-tables/", include("eyre.analysis.urls")),
]
