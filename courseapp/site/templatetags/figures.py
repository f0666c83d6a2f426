"""Template filter `scientific` and tag `error_bar`."""

from django import template
from django.utils.safestring import SafeString

from courseapp.site import figures

register = template.Library()


@register.filter(name="scientific")
def write_scientific(value: float | None, digits: int = 2) -> SafeString:
    return SafeString("–") if value is None else figures.write_scientific(float(value), digits)


@register.inclusion_tag("_error_bar.html")
def error_bar(*, name: str, error: float | None, tolerance: float | None) -> dict[str, object]:
    """`{% error_bar name="dW_hh" error=0.31 tolerance=1e-7 %}`; draws nothing when there is no error to show."""
    if error is None or tolerance is None:
        return {"bar": None}
    return {"bar": figures.draw_error(name=name, error=float(error), tolerance=float(tolerance))}
