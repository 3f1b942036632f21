from delivery.models.log import Contact
from delivery.models.offices import OfficeCard, Official
from delivery.models.past import BroughtIn, PastImport
from delivery.models.reminders import Notices, Reminder
from delivery.models.wanted import Wanted

__all__ = ["BroughtIn", "Contact", "Notices", "OfficeCard", "Official", "PastImport", "Reminder", "Wanted"]
