"""The addresses of evidence in advance and of the provider's own page, below those of an inspection."""

from django.urls import path

from eyre.site.views import work_evidence, work_provider

urlpatterns = [
    path("evidence/", work_evidence.evidence, name="evidence"),
    path("evidence/prepare/", work_evidence.prepare, name="evidence-prepare"),
    path("evidence/add/", work_evidence.add, name="evidence-add"),
    path("evidence/send/", work_evidence.send, name="evidence-send"),
    path("evidence/all.zip", work_evidence.everything, name="evidence-all"),
    path("evidence/files/<int:number>/", work_evidence.file, name="evidence-file"),
    path("evidence/<int:number>/", work_evidence.item, name="evidence-item"),
    path("evidence/<int:number>/drop/", work_evidence.drop, name="evidence-drop"),
    path("provider/", work_provider.provider, name="provider"),
    path("provider/files/<int:number>/", work_provider.file, name="provider-file"),
    path("provider/files/<int:number>/back/", work_provider.take_back, name="provider-back"),
    path("provider/<int:number>/", work_provider.item, name="provider-item"),
]
