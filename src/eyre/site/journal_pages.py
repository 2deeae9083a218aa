"""The addresses of the journal of answers: for devices, and for people who decide. Below the cases of an inspection."""

from django.urls import path

from .views import conflicts, journal

app_name = "journal"
urlpatterns = [
    path("journal/", journal.batch, name="batch"),
    path("journal/state/", journal.state, name="state"),
    path("journal/devices/", journal.device, name="devices"),
    path("conflicts/", conflicts.every, name="conflicts"),
    path("conflicts/<int:number>/", conflicts.decide, name="decide"),
    path("kept-apart/", conflicts.apart, name="apart"),
    path("kept-apart/<int:number>/", conflicts.decide_apart, name="decide-apart"),
]
