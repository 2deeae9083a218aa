"""The addresses of the register of evidence, below those of an inspection."""

from django.urls import path

from .views import evidence_register as views

app_name = "evidence_register"
urlpatterns = [
    path("", views.listing, name="list"),
    path("register.csv", views.as_csv, name="csv"),
    path("add/", views.add, name="add"),
    path("<int:number>/", views.item, name="item"),
    path("<int:number>/change/", views.change, name="change"),
    path("<int:number>/withdraw/", views.withdraw, name="withdraw"),
    path("<int:number>/links/<int:link>/end/", views.unlink, name="unlink"),
    path("<int:number>/versions/<int:version>/file/", views.file, name="file"),
]
