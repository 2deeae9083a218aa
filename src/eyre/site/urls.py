"""Every address of Eyre, by area."""

from django.urls import include, path

handler429 = "eyre.people.sign_in.views.too_many"  # allauth's own limits ask for it
urlpatterns = [
    path("", include("eyre.site.pages")),
    path("", include("eyre.people.urls_sign_in")),
    path("inspections/", include("eyre.site.inspection_pages")),
    path("providers/", include("eyre.site.provider_pages")),
    path("regions/", include("eyre.site.region_pages")),
    path("frameworks/", include("eyre.site.framework_pages")),
    path("sampling/", include("eyre.cases.calculator_urls")),
    path("league-tables/", include("eyre.analysis.urls")),
    path("proof/", include("eyre.reports.urls")),
    path("documents/", include("eyre.reports.document_urls")),
    path("desk/", include("eyre.site.field_pages")),
    path("desk/field/deposit/", include("eyre.site.deposit_pages")),
    path("desk/field/", include("eyre.site.device_pages")),
    path("desk/<slug:inspection>/cases/", include("eyre.site.journal_pages")),
    path("desk/<slug:inspection>/letters/", include("eyre.site.letter_pages")),
    path("desk/<slug:inspection>/plan/", include("eyre.site.paper_pages")),
    path("desk/<slug:inspection>/cases/", include("eyre.site.case_form_pages")),
    path("desk/<slug:inspection>/evidence-register/", include("eyre.site.evidence_register_pages")),
    path("desk/<slug:inspection>/judgements/", include("eyre.site.judgement_pages")),
    path("desk/", include("eyre.site.quality_pages")),
    path("desk/", include("eyre.site.planning_pages")),
    path("desk/", include("eyre.site.robustness_pages")),
    path("desk/", include("eyre.site.group_pages")),
    path("desk/", include("eyre.site.sample_pages")),
    path("desk/", include("eyre.site.work_pages")),
    path("calendar/", include("eyre.site.calendar_pages")),
    path("demonstration/", include("eyre.site.demonstration.urls")),
    path("people/", include("eyre.people.urls")),
    path("account/", include("eyre.people.account_urls")),
    path("invitation/", include("eyre.people.invitation_urls")),
    path("audit/", include("eyre.people.audit_pages.urls")),
    path("help/roles/", include("eyre.people.roles_urls")),
]
