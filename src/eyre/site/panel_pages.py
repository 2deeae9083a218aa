"""The addresses of the ratings panel, and of the page that tells a provider what happened."""

from django.urls import path

from .views import panel_deciding, panel_papers, panels, what_happened

app_name = "panels"
urlpatterns = [
    path("<slug:inspection>/panel/", panels.home, name="home"),
    path("<slug:inspection>/panel/call/", panels.call, name="call"),
    path("<slug:inspection>/panel/<int:number>/", panels.panel, name="panel"),
    path("<slug:inspection>/panel/<int:number>/change/", panels.change, name="change"),
    path("<slug:inspection>/panel/<int:number>/cancel/", panels.cancel, name="cancel"),
    path("<slug:inspection>/panel/<int:number>/prepare/", panel_papers.prepare, name="prepare"),
    path("<slug:inspection>/panel/<int:number>/papers/<int:version>/", panel_papers.papers, name="papers"),
    path("<slug:inspection>/panel/<int:number>/meeting/", panel_deciding.meeting, name="meeting"),
    path("<slug:inspection>/panel/<int:number>/accept/", panel_deciding.accept, name="accept"),
    path("<slug:inspection>/panel/<int:number>/decide/<str:ref>/", panel_deciding.decide_one, name="decide"),
    path("<slug:inspection>/panel/<int:number>/sign/", panel_deciding.sign, name="sign"),
    path("<slug:inspection>/panel/<int:number>/take-back/", panel_deciding.unsign, name="take-back"),
    path("<slug:inspection>/panel/<int:number>/minutes/", panel_papers.minutes, name="minutes"),
    path("<slug:inspection>/panel/<int:number>/record.json", panel_papers.record, name="record"),
    path("<slug:inspection>/what-happened/", what_happened.page, name="what-happened"),
]
