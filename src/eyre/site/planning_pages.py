"""The addresses of planning: rounds, plans, stages and workload. They stand before those of one inspection’s work."""

from django.urls import path

from eyre.site.views import plan_inspection, plan_reviews, plan_rounds, plan_stages, plan_tasks, plan_workload

app_name = "planning"
urlpatterns = [
    path("programmes/", plan_rounds.programmes, name="programmes"),
    path("programmes/open/", plan_rounds.open_new, name="open-programme"),
    path("programmes/<slug:slug>/", plan_rounds.programme, name="programme"),
    path("programmes/<slug:slug>/calendar/", plan_rounds.month, name="month"),
    path("programmes/<slug:slug>/move/", plan_rounds.move, name="move-round"),
    path("programmes/<slug:slug>/review/", plan_reviews.open_review, name="open-review"),
    path("workload/", plan_workload.carried, name="workload"),
    path("<slug:inspection>/plan/", plan_inspection.plan, name="plan"),
    path("<slug:inspection>/plan/dates/", plan_inspection.dates, name="dates"),
    path("<slug:inspection>/plan/<slug:code>/", plan_tasks.task, name="task"),
    path("<slug:inspection>/plan/<slug:code>/move/", plan_tasks.move, name="move-task"),
    path("<slug:inspection>/plan/<slug:code>/finish/", plan_tasks.finish, name="finish-task"),
    path("<slug:inspection>/plan/<slug:code>/reopen/", plan_tasks.reopen, name="reopen-task"),
    path("<slug:inspection>/stage/", plan_stages.stage, name="stage"),
]
