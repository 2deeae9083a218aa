"""The address of one's own account."""

from django.urls import path

from .views import account

app_name = "account"
urlpatterns = [path("", account.profile, name="profile")]
