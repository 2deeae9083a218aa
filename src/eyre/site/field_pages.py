"""The addresses of work without a network: one page, and the script that keeps it at hand."""

from django.urls import path

from .views import field

app_name = "field"
urlpatterns = [
    path("field/", field.page, name="page"),
    path("service-worker.js", field.worker, name="worker"),
]
