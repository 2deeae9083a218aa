"""The addresses of frameworks. The list and one edition stand here, because they show published inspections too."""

from django.urls import path

from eyre.frameworks.urls import urlpatterns as pages_of_frameworks

from .views import frameworks as views

app_name = "frameworks"
urlpatterns = [
    path("", views.edition_list, name="list"),
    *pages_of_frameworks,
    path("<slug:edition_id>/", views.edition, name="edition"),
]
