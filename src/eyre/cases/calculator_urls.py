"""The addresses of what anybody may use about samples: the calculator, and what a case list holds."""

from django.urls import path

from .views import specifications
from .views.calculator import calculator

app_name = "sampling"
urlpatterns = [
    path("", calculator, name="calculator"),
    path("case-list/", specifications.every, name="case-lists"),
    path("case-list/<slug:list_edition>/", specifications.case_list, name="case-list"),
    path("case-list/<slug:list_edition>.<slug:kind>", specifications.template, name="template"),
]
