"""What browsers may load for a page of ours: django-csp's header, the same for every page and made once."""

from typing import Any

from csp.constants import HEADER
from csp.middleware import CSPMiddleware
from django.http import HttpRequest, HttpResponseBase


class PolicyMiddleware(CSPMiddleware):
    """For pages that ask for nothing of their own: neither a nonce nor one of django-csp's decorators."""

    _policy = ""

    def process_request(self, request: HttpRequest) -> None:
        """No page of ours has a nonce."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> Any:
        if HEADER in response:
            return response
        if not self._policy or any(name.startswith("_csp") for name in vars(response)):
            super().process_response(request, response)
            self._policy = self._policy or response.headers.get(HEADER, "")
            return response
        response.headers[HEADER] = self._policy
        return response
