"""The addresses of the pages that are there to be read: help, about the data, accessibility."""

from django.urls import path

from eyre.site.views import reading

urlpatterns = [
    path("help/", reading.help_page, name="help"),
    path("about-the-data/", reading.about_the_data, name="about-the-data"),
    path("accessibility/", reading.accessibility, name="accessibility"),
]
