"""The addresses of work: everything that is not published, for people who are signed in (docs/decisions/0012)."""

from django.urls import include, path

from eyre.site.views import (
    work,
    work_answers,
    work_contacts,
    work_inspections,
    work_interests,
    work_ratings,
    work_teams,
)

app_name = "work"
urlpatterns = [
    path("", work.home, name="home"),
    path("interests/", work_interests.mine, name="interests"),
    path("interests/all/", work_interests.every, name="all-interests"),
    path("interests/<int:number>/end/", work_interests.end, name="end-interest"),
    path("providers/<slug:slug>/contacts/", work_contacts.contacts, name="contacts"),
    path("providers/<slug:slug>/contacts/<int:number>/end/", work_contacts.end, name="end-contact"),
    path("inspections/", work_inspections.listing, name="inspections"),
    path("inspections/open/", work_inspections.open_new, name="open"),
    path("<slug:inspection>/", work_inspections.inspection, name="inspection"),
    path("<slug:inspection>/", include("eyre.site.evidence_pages")),
    path("<slug:inspection>/team/", work_teams.team, name="team"),
    path("<slug:inspection>/team/propose/", work_teams.propose, name="propose"),
    path("<slug:inspection>/team/<int:number>/end/", work_teams.leave, name="leave-team"),
    path("<slug:inspection>/ratings/", work_ratings.ratings, name="ratings"),
    path("<slug:inspection>/ratings/<str:ref>/", work_ratings.standard, name="standard"),
    path("<slug:inspection>/answers/", work_answers.answers, name="answers"),
    path("<slug:inspection>/answers/<str:ref>/", work_answers.question, name="question"),
    path("<slug:inspection>/answers-file/", work_answers.file, name="answers-file"),
    path("<slug:inspection>/", include("eyre.site.allocation_pages")),
]
