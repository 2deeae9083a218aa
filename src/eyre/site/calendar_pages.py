"""The address of calendar feeds: open, because calendar programs do not sign in; it opens by a secret alone."""

from django.urls import path

from eyre.site.views import calendar_feed

app_name = "calendar"
urlpatterns = [path("<str:token>.ics", calendar_feed.feed, name="feed")]
