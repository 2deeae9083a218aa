"""Eyre's addresses and the bare page's."""

from django.urls import include, path

from .views import bare

urlpatterns = [path("bare/<int:rows>/", bare), path("", include("eyre.site.urls"))]
