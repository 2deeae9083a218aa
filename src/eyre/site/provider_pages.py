"""The addresses of providers. Their pages put several areas on one sheet, so they live in the site."""

from django.urls import path

from eyre.site.views import providers as views

app_name = "providers"
urlpatterns = [
    path("", views.provider_list, name="list"),
    path("<slug:slug>/", views.provider, name="provider"),
]
