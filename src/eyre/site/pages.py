"""The addresses of the site's own pages."""

from django.urls import include, path

from eyre.site.views import findings, home

app_name = "site"

urlpatterns = [
    path("", home.home, name="home"),
    path("data-findings/", findings.findings, name="findings"),
    path("", include("eyre.site.reading_pages")),
]
