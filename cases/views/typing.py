"""What scripts send while somebody types, and throwing away what was kept."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.generic import View

from cases.services import typing


@method_decorator([csrf_exempt, login_not_required], name="dispatch")
class Keep(View):
    """Keeps what stands in a form, also when its person has been signed out meanwhile.

    The sheet's token is signed, stands on that person's page alone and says whose it is: no other site can send one.
    """

    http_method_names = ["post"]

    def post(self, request: HttpRequest) -> HttpResponse:
        sheet = typing.read_token(request.POST.get("sheet", ""))
        if sheet is None or (request.user.is_authenticated and not typing.is_mine(sheet, request.user)):
            return JsonResponse({"kept": False}, status=403)
        kept = typing.keep(sheet, typing.typed_in(request.POST))
        answer = {"kept": kept, "number": str(sheet.number)}
        if kept and not request.user.is_authenticated:
            answer["sign_in"] = redirect_to_login(sheet.way_back).url
        return JsonResponse(answer)


class Forget(View):
    http_method_names = ["post"]

    def post(self, request: HttpRequest, number: UUID) -> HttpResponse:
        sheet = typing.read_token(request.POST.get("sheet", ""))
        typing.forget(number, of=request.user)
        messages.success(request, _("It is thrown away."))
        return redirect(sheet.place if sheet is not None else "cases:list")
