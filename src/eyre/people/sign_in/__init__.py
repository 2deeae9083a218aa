"""How people prove who they are: django-allauth, with our words, our limits and a row of the log for each event."""
