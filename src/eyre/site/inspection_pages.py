"""The addresses of the pages of inspections. They put several areas on one sheet, so they live in the site."""

from django.urls import path

from eyre.site.views import inspections, questions, standards

app_name = "inspections"

urlpatterns = [
    path("", inspections.listing, name="list"),
    path("<slug:inspection>/", inspections.inspection, name="inspection"),
    path("<slug:inspection>/figures/", inspections.figures, name="figures"),
    path("<slug:inspection>/answers/", questions.answers, name="answers"),
    path("<slug:inspection>/standards/<str:ref>/", standards.standard, name="standard"),
    path("<slug:inspection>/questions/<str:ref>/", questions.question, name="question"),
]
