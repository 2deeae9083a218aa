"""The addresses of quality assurance, of the freeze and of alerts: all under /desk/, before those of work."""

from django.urls import path

from .views import alerts, form_upgrade, freezing, quality, quality_agreement, quality_between

app_name = "quality"
urlpatterns = [
    path("quality/", quality.home, name="home"),
    path("<slug:inspection>/quality/", quality.queue, name="queue"),
    path("<slug:inspection>/quality/dip/", quality.dip, name="dip"),
    path("<slug:inspection>/quality/dip/<int:number>/receipt/", quality.dip_receipt, name="dip-receipt"),
    path("<slug:inspection>/quality/form/", form_upgrade.upgrade, name="form"),
    path("<slug:inspection>/quality/ask/<int:case>/", quality.ask, name="ask"),
    path("<slug:inspection>/quality/withdraw/<int:case>/", quality.withdraw, name="withdraw"),
    path("<slug:inspection>/quality/review/<uuid:number>/", quality.review, name="review"),
    path("<slug:inspection>/quality/between/<int:case>/", quality_between.between, name="between"),
    path("<slug:inspection>/quality/between/<int:case>/begin/", quality_between.begin, name="begin"),
    path("<slug:inspection>/quality/between/<int:case>/sign/", quality_between.sign_off, name="sign"),
    path(
        "<slug:inspection>/quality/between/<int:case>/<path:key>/", quality_between.decide_one, name="decide"
    ),
    path("<slug:inspection>/quality/agreement/", quality_agreement.agreement, name="agreement"),
    path("<slug:inspection>/quality/agreement.csv", quality_agreement.as_csv, name="agreement-csv"),
    path("<slug:inspection>/quality/agreement.json", quality_agreement.as_json, name="agreement-json"),
    path("<slug:inspection>/cases/<uuid:number>/complete/", quality.complete_one, name="complete"),
    path("<slug:inspection>/freeze/", freezing.freeze_page, name="freeze"),
    path("<slug:inspection>/freeze/end/", freezing.end, name="end-freeze"),
    path("<slug:inspection>/freeze/<int:number>/receipt/", freezing.receipt, name="freeze-receipt"),
    path("<slug:inspection>/alerts/", alerts.listing, name="alerts"),
    path("<slug:inspection>/alerts/<int:number>/", alerts.alert, name="alert"),
]
