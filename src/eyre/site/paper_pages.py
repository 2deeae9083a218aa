"""The addresses of a plan on paper and in files, below its inspection."""

from django.urls import path

from eyre.site.views import papers

app_name = "papers"
urlpatterns = [
    path("print/", papers.paper, name="plan"),
    path("tasks.csv", papers.table, name="tasks"),
    path("plan.ics", papers.calendar, name="calendar"),
]
