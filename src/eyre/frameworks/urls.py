"""The pages that need nothing but editions. The site includes them in the namespace `frameworks`."""

from django.urls import path

from . import views

urlpatterns = [
    path("compare/", views.compare, name="compare"),
    path("<slug:edition_id>.yaml", views.download, name="download"),
    path("<slug:edition_id>/questions.csv", views.questions, name="questions"),
    path("<slug:edition_id>/method/", views.method, name="method"),
]
