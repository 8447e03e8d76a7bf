"""What a document says an operation takes is what its command sends, whatever the document is like.

`plan/samples/requests.py` works out a request from the document; the generated parser, client and encoder
make one of the sample's words. The connector's own tests hold one against the other: here they
are called for connectors that nobody would write by hand.
"""

from __future__ import annotations

from builders import plan_vendor
from connectors import check_names_of, check_requests, imported, sent_by_words
from documents import Vendor, explored, plain_words, vendors
from hypothesis import assume, given

from aos_gen.render.tree import render


@explored(16)
@given(vendors())
def test_the_samples_words_cause_the_samples_request(vendor: Vendor) -> None:
    """Words to arguments, arguments to a request, a reply to data; and words to that very request."""
    plan, _, _ = plan_vendor(*vendor.told(plain_words))
    assume(plan is not None)
    assert plan is not None
    with imported(render(plan)) as connector:
        for command in (one.id for one in plan.commands):
            check_names_of(connector, command)
            for which in ("required", "full"):
                check_requests(connector, command, which)
                by_words, by_method = sent_by_words(connector, command, which)
                assert by_words == by_method, command
