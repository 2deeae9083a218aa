"""The addresses of one's own account."""

from django.urls import path

from .views import account, calendar

app_name = "account"
urlpatterns = [
    path("", account.profile, name="profile"),
    path("calendar/", calendar.feed_key, name="calendar"),
]
