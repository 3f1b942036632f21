import json
import sys
import time

from django.core.management.base import BaseCommand
from django.db import DatabaseError, InterfaceError, close_old_connections

from jobs.models import Job
from jobs.services import promise


class Command(BaseCommand):
    help = "Stands in for the web: promises work as each line of its input asks, and answers how long the slowest promise took."

    def handle(self, *args, **options):
        for line in sys.stdin:
            order = json.loads(line)
            took = [self.promise_one(number, **order) for number in range(order["count"])]
            self.stdout.write(json.dumps({"slowest": max(took)}))
            self.stdout.flush()

    def promise_one(self, number, *, kind, pause, milliseconds, **_):
        arguments = {"number": number, "milliseconds": milliseconds} if kind == "soak.effect" else {}
        began, again = time.monotonic(), False
        while not self.kept(kind, arguments, again=again):
            time.sleep(0.1)
            again = True
        took = time.monotonic() - began
        time.sleep(pause)
        return took

    def kept(self, kind, arguments, *, again):
        """A promise that the database refused is made again, as a person would send the form again.

        First it is looked for: a database that dies after the writing and before the answer has it all the same.
        """
        try:
            if not (again and Job.objects.filter(kind=kind, arguments=arguments).exists()):
                promise(kind, **arguments)
        except (DatabaseError, InterfaceError):
            close_old_connections()
            return False
        return True
