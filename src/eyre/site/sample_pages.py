"""The addresses of the case list and the sample of an inspection, below its own."""

from django.urls import path

from eyre.site.views import work_case_list, work_sample

app_name = "samples"
LIST, SAMPLE = "<slug:inspection>/case-list/", "<slug:inspection>/sample/"
urlpatterns = [
    path(LIST, work_case_list.case_list, name="list"),
    path(f"{LIST}<int:version>/", work_case_list.version, name="version"),
    path(f"{LIST}<int:version>/progress.json", work_case_list.progress, name="progress"),
    path(f"{LIST}<int:version>/problems.csv", work_case_list.problems, name="problems"),
    path(f"{LIST}<int:version>/excluded.csv", work_case_list.excluded, name="excluded"),
    path(SAMPLE, work_sample.sample, name="sample"),
    path(f"{SAMPLE}seed/", work_case_list.seed, name="seed"),
    path(f"{SAMPLE}draw/", work_sample.draw, name="draw"),
    path(f"{SAMPLE}<int:number>/", work_sample.receipt, name="receipt"),
    path(f"{SAMPLE}<int:number>/receipt.json", work_sample.receipt_file, name="receipt-file"),
    path(f"{SAMPLE}<int:number>/frame.csv", work_sample.frame, name="frame"),
    path(f"{SAMPLE}<int:number>/replace/<slug:case>/", work_sample.replace, name="replace"),
    path(f"{SAMPLE}<int:number>/withdraw/", work_sample.withdraw, name="withdraw"),
]
