"""How the tests of pages ask for one, and what they read on it."""

from django.contrib.messages import get_messages
from django.urls import reverse


def address(name, *args):
    return reverse(f"submissions:{name}", args=args)


def page_of(client, name, *args):
    response = client.get(address(name, *args))
    assert response.status_code == 200
    return response.content.decode()


def sentences(response):
    return [str(message) for message in get_messages(response.wsgi_request)]


def status_of(client, url):
    response = client.get(url)
    if response.streaming:
        list(response)  # read to its end, so that its file is closed
    return response.status_code
