"""The addresses for devices that keep work without a network, and for those who look after them: under /desk/field/."""

from django.urls import path

from .views import field_doors

app_name = "devices"
urlpatterns = [
    path("hello/", field_doors.hello, name="hello"),
    path("devices/", field_doors.register, name="register"),
    path("report/", field_doors.report, name="report"),
    path("lease/", field_doors.lease, name="lease"),
]
