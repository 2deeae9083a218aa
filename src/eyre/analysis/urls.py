"""The addresses of league tables."""

from django.urls import path

from . import views

app_name = "analysis"
urlpatterns = [
    path("", views.league_tables, name="league-tables"),
    path("<slug:programme>/", views.league_table, name="league-table"),
]
