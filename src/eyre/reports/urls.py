"""The addresses of reports."""

from django.urls import path

from . import views

app_name = "reports"
urlpatterns = [path("", views.proof, name="proof")]
