"""The addresses of published documents that are read back into data."""

from django.urls import path

from . import document_views as views

app_name = "documents"
urlpatterns = [
    path("", views.listing, name="list"),
    path("new/", views.new, name="new"),
    path("<slug:document>/", views.document, name="document"),
    path("<slug:document>/file/", views.file, name="file"),
    path("<slug:document>/store/", views.store, name="store"),
    path("<slug:document>/facts/<str:fact>/", views.fact, name="fact"),
]
