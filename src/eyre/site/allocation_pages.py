"""The addresses below an inspection where its cases are shared out and interviews planned."""

from django.urls import path

from eyre.site.views import allocation, allocation_people, case_keys, interviews

urlpatterns = [
    path("allocation/", allocation.allocation, name="allocation"),
    path("allocation/propose/", allocation.proposing, name="propose-allocation"),
    path("allocation/inspectors/", allocation_people.inspectors, name="inspectors"),
    path("allocation/inspectors/<uuid:person>/", allocation_people.inspector, name="inspector"),
    path("allocation/knows/", allocation_people.knows, name="knows"),
    path("allocation/knows/<int:number>/end/", allocation_people.end_knows, name="end-knows"),
    path("cases/<slug:case>/inspector/", allocation.hand, name="hand-over"),
    path("cases/<slug:case>/give-back/", allocation.giving_back, name="give-back"),
    path("cases/<slug:case>/key/", case_keys.key, name="case-key"),
    path("interviews/", interviews.timetable, name="interviews"),
    path("interviews/plan/", interviews.planning, name="plan-interviews"),
    path("interviews/<int:number>/", interviews.interview, name="interview"),
    path("interviews.csv", interviews.file, name="interviews-file"),
]
