"""The addresses of the judgements, below those of an inspection. Those with a name of their own stand before the standards."""

from django.urls import path

from .views import judgement_written as written
from .views import judgements as views

app_name = "judgements"
urlpatterns = [
    path("", views.listing, name="list"),
    path("consistency/", views.consistency, name="consistency"),
    path("facts/<slug:fact>/", written.fact, name="fact"),
    path("<str:ref>/", views.standard, name="standard"),
    path("<str:ref>/write/", written.write, name="write"),
    path("<str:ref>/versions/", views.history, name="versions"),
]
