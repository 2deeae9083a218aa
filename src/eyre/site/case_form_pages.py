"""The addresses of a case on its form: below an inspection under /desk/."""

from django.urls import path

from .views import case_form, case_form_data

app_name = "assessment"
urlpatterns = [
    path("", case_form.mine, name="mine"),
    path("forms/<slug:form>/", case_form_data.form, name="form"),
    path("<uuid:number>/", case_form.case, name="case"),
    path("<uuid:number>/state/", case_form_data.state, name="state"),
]
