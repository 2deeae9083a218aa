"""The addresses of calibration: those who keep quality, and those who were asked."""

from django.urls import path

from .views import calibration

app_name = "calibration"
urlpatterns = [
    path("", calibration.home, name="home"),
    path("vignettes/new/", calibration.write, name="write"),
    path("open/", calibration.begin, name="open"),
    path("sessions/<int:number>/", calibration.session, name="session"),
    path("<int:number>/", calibration.mine, name="mine"),
    path("<int:number>/<int:vignette>/", calibration.answer, name="answer"),
]
