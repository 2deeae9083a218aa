"""The addresses of letters to a provider, below its inspection."""

from django.urls import path

from eyre.site.views import letters

app_name = "letters"
urlpatterns = [
    path("", letters.listing, name="list"),
    path("new/<slug:template>/", letters.write, name="write"),
    path("<int:number>/", letters.letter, name="letter"),
    path("<int:number>/send/", letters.send, name="send"),
    path("<int:number>/again/", letters.again, name="again"),
    path("<int:number>/discard/", letters.discard, name="discard"),
    path("<int:number>/letter.txt", letters.text, name="text"),
]
