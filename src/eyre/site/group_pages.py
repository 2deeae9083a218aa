"""The addresses of sub-groups, of change since the previous inspection, and of a region's picture: before those of work."""

from django.urls import path

from .views import groups, region

app_name = "groups"
urlpatterns = [
    path("reviews/<int:review>/region/", region.region, name="region"),
    path("reviews/<int:review>/region.csv", region.region_csv, name="region-csv"),
    path("<slug:inspection>/groups/", groups.groups, name="groups"),
    path("<slug:inspection>/groups.csv", groups.groups_csv, name="groups-csv"),
    path("<slug:inspection>/change/", groups.change, name="change"),
    path("<slug:inspection>/change.csv", groups.change_csv, name="change-csv"),
]
