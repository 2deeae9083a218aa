"""The address at which a device leaves work that nobody can sign in for; it opens by the device's secret alone."""

from django.urls import path

from .views import field_deposit

app_name = "deposit"
urlpatterns = [path("", field_deposit.deposit, name="leave")]
