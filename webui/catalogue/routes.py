"""Which catalogues there are, and the difference list of two of them."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from casework.checkup.catalogue.difference import Sort, compare
from casework.checkup.catalogue.upgrade import named, shelf_of
from webui.casebook import reading

page = Blueprint("catalogue", __name__)


@page.get("/catalogues")
def show() -> ResponseReturnValue:
    """List the catalogues that may be chosen, and the files that cannot, with every reason."""
    with reading() as work:
        return render_template("catalogue/list.html", shelf=shelf_of(work))


@page.get("/catalogues/difference")
def difference() -> ResponseReturnValue:
    """Show what differs from one catalogue to another; both are named in the address."""
    with reading() as work:
        shelf = shelf_of(work)
        old, new = request.args.get("old", ""), request.args.get("new", "")
        found = compare(named(work, old), named(work, new)) if old and new else None
        return render_template(
            "catalogue/difference.html", shelf=shelf, found=found, sorts=Sort, chosen=(old, new)
        )
