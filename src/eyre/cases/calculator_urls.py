"""The address of the calculator of sample sizes."""

from django.urls import path

from .views.calculator import calculator

app_name = "sampling"
urlpatterns = [path("", calculator, name="calculator")]
