"""Who is signed in, asked on every page: Django's own sessions and backend with queries that are compiled once.

The session's row stays the truth, so that signing out or a new password ends every session at once, on every process.
"""

from functools import lru_cache
from typing import Any

from django.contrib.auth.backends import ModelBackend
from django.contrib.sessions.backends import db
from django.contrib.sessions.models import Session
from django.utils import timezone

from courseapp.accounts.models import User
from courseapp.site.prepared import Query

_session_by_key: Query[Session] = Query(lambda key: Session.objects.filter(session_key=key))
_user_by_id: Query[User] = Query(lambda user: User.objects.filter(pk=user).order_by())


REMEMBERED = 4_096  # sessions


class SessionStore(db.SessionStore):
    """Sessions as rows."""

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        return dict(_decode(session_data))

    def _get_session_from_db(self) -> Session | None:
        found = _session_by_key.first(key=self.session_key or "")
        if found is not None and found.expire_date > timezone.now():
            return found
        self._session_key = None
        return None


class Backend(ModelBackend):
    """E-mail address and password."""

    def get_user(self, user_id: Any) -> User | None:
        user = _user_by_id.first(user=int(user_id))
        return user if user is not None and self.user_can_authenticate(user) else None


@lru_cache(maxsize=REMEMBERED)
def _decode(session_data: bytes | str) -> dict[str, Any]:
    """What a row holds, by its whole signed content. Ours hold words and numbers; nobody changes those in place."""
    return dict(db.SessionStore().decode(session_data))
