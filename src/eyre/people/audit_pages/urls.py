"""The addresses of the auditor's pages."""

from django.urls import path

from eyre.people.views import audit

app_name = "audit"
urlpatterns = [
    path("", audit.audit_list, name="list"),
    path("export/", audit.audit_export, name="export"),
    path("heads/", audit.audit_heads, name="heads"),
    path("heads.json", audit.audit_heads_file, name="heads-file"),
    path("<int:id>/", audit.audit_event, name="event"),
]
