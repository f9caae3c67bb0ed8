"""Waiting for what a page says of itself, never for an amount of time."""

from playwright.sync_api import Page

SAVE = ".actions:has(> [data-draft-status]) > button:not(.button--plain)"  # whatever it promises

# htmx marks whatever asks for a fragment, and the fragment until it has come to rest; a form is
# marked from the click until its page is left.
BUSY = ".htmx-request, .htmx-swapping, .htmx-settling, .htmx-added, form[aria-busy=true]"


def quiet(page: Page) -> None:
    """Wait until the page is there with all its fragments."""
    page.wait_for_load_state("load")
    page.wait_for_function("busy => !document.querySelector(busy)", arg=BUSY)


def unfold(page: Page, name: str) -> None:
    """Open a part of the person's page by its name, and what it is folded in."""
    page.locator(f"#{name}").evaluate(
        "one => { for (let up = one; up; up = up.parentElement?.closest('details')) "
        "up.open = true }"
    )


def beyond(page: Page) -> int:
    """
    Count the pixels by which a page that has come whole is wider than its window.

    Asked and answered in one: a page that is just being left has nothing to be measured.
    """
    told = page.wait_for_function(
        "width => document.readyState === 'complete' "
        "&& {by: Math.max(0, document.documentElement.scrollWidth - width)}",
        arg=(page.viewport_size or {"width": 0})["width"],
    )
    return int(told.json_value()["by"])
