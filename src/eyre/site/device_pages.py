"""The addresses for devices that keep work without a network, and for those who look after them: under /desk/field/."""

from django.urls import path

from .views import field_devices, field_doors, field_rescue

app_name = "devices"
urlpatterns = [
    path("hello/", field_doors.hello, name="hello"),
    path("devices/", field_devices.devices, name="own"),
    path("devices/all/", field_devices.every, name="all"),
    path("devices/all.csv", field_devices.as_csv, name="csv"),
    path("devices/<uuid:device>/revoke/", field_devices.revoke, name="revoke"),
    path("rescue/", field_rescue.rescue, name="rescue"),
    path("report/", field_doors.report, name="report"),
    path("lease/", field_doors.lease, name="lease"),
]
