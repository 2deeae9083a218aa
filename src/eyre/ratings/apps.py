from django.apps import AppConfig


class RatingsConfig(AppConfig):
    name = "eyre.ratings"
    label = "ratings"

    def ready(self) -> None:
        from eyre.cases.changes import freeze_changed

        from .noting import note_judged

        # A judgement that rests on a freeze which ended counts no more: nobody of this area acts when it ends
        freeze_changed.connect(note_judged, dispatch_uid="ratings.note_judged")
