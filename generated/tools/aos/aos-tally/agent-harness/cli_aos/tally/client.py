"""Calls of the Tally API: one method for each command."""

from typing import Any

from .contents import form
from .encode import compose, each, members, styled, under
from .transport import Transport


class Client(Transport):
    """The vendor's operations, with the vendor's names on the wire and ours in Python."""

    def probe(self) -> Any:
        """The request that `health` makes: GET /account."""
        return self.request(
            "GET",
            "/account",
            accept="*/*",
            answer="any",
        )

    def account_close(
        self,
        *,
        account: str,
        reason: str | None = None,
        comment: str | None = None,
        body: Any = None,
    ) -> Any:
        """Close an account for good: POST /accounts/{account}/close."""
        return self.request(
            "POST",
            "/accounts/{account}/close",
            values={"account": account},
            body=form(members(body, {"reason": reason, "comment": comment}, required=True)),
            schemes=(("OwnerLogin",),),
        )

    def account_show(self) -> Any:
        """Show the account of the key: GET /account."""
        return self.request("GET", "/account")

    def balance_get(
        self,
        *,
        account: str | None = None,
    ) -> Any:
        """Show the balance: GET /balance."""
        return self.request(
            "GET",
            "/balance",
            headers={"Tally-Account": account},
        )

    def charge_authorize(
        self,
        *,
        idempotency_key: str | None = None,
        account: str | None = None,
        amount: int | None = None,
        currency: str | None = None,
        customer: str | None = None,
        description: str | None = None,
        lines: list[Any] | None = None,
        metadata: Any = None,
        methods: list[Any] | None = None,
        shipping: Any = None,
        tags: list[Any] | None = None,
        tax_percent: float | None = None,
        body: Any = None,
    ) -> Any:
        """Hold money of a customer for seven days: POST /charges."""
        return self.request(
            "POST",
            "/charges",
            headers={"Idempotency-Key": idempotency_key, "Tally-Account": account},
            body=form(
                members(
                    body,
                    {
                        "amount": amount,
                        "currency": currency,
                        "customer": customer,
                        "description": description,
                        "lines": lines,
                        "metadata": metadata,
                        "methods": methods,
                        "shipping": shipping,
                        "tags": tags,
                        "tax_percent": tax_percent,
                        "capture": False,
                    },
                    required=True,
                    refused=("installments",),
                ),
                {"lines": "deep", "metadata": "deep", "methods": "comma", "shipping": "deep"},
                refused=("installments",),
            ),
            idempotency="Idempotency-Key",
        )

    def charge_capture(
        self,
        *,
        charge: str,
        amount: int | None = None,
        body: Any = None,
    ) -> Any:
        """Capture a charge that is held: POST /charges/{charge}/capture."""
        return self.request(
            "POST",
            "/charges/{charge}/capture",
            values={"charge": charge},
            body=form(members(body, {"amount": amount})),
        )

    def charge_create(
        self,
        *,
        idempotency_key: str | None = None,
        account: str | None = None,
        amount: int | None = None,
        currency: str | None = None,
        customer: str | None = None,
        description: str | None = None,
        installments: int | None = None,
        lines: list[Any] | None = None,
        metadata: Any = None,
        methods: list[Any] | None = None,
        shipping: Any = None,
        tags: list[Any] | None = None,
        tax_percent: float | None = None,
        ship_to: str | None = None,
        ship_city: str | None = None,
        body: Any = None,
    ) -> Any:
        """Charge a customer: POST /charges."""
        return self.request(
            "POST",
            "/charges",
            headers={"Idempotency-Key": idempotency_key, "Tally-Account": account},
            body=form(
                members(
                    body,
                    {
                        "amount": amount,
                        "currency": currency,
                        "customer": customer,
                        "description": description,
                        "installments": installments,
                        "lines": lines,
                        "metadata": metadata,
                        "methods": methods,
                        "shipping": under(
                            shipping, {"name": ship_to, "address": under(None, {"city": ship_city})}
                        ),
                        "tags": tags,
                        "tax_percent": tax_percent,
                        "capture": True,
                    },
                    required=True,
                ),
                {"lines": "deep", "metadata": "deep", "methods": "comma", "shipping": "deep"},
            ),
            idempotency="Idempotency-Key",
        )

    def charge_get(
        self,
        *,
        charge: str,
        expand: list[Any] | None = None,
    ) -> Any:
        """Show one charge: GET /charges/{charge}."""
        return self.request(
            "GET",
            "/charges/{charge}",
            values={"charge": charge},
            query={"expand[]": expand},
        )

    def charge_list(
        self,
        *,
        created: Any = None,
        customer: str | None = None,
        expand: list[Any] | None = None,
        limit: int | None = None,
        ledger: str | None = None,
        starting_after: str | None = None,
        account: str | None = None,
    ) -> Any:
        """List charges: GET /charges."""
        return self.request(
            "GET",
            "/charges",
            query={
                "created": styled(created, "deep"),
                "customer": customer,
                "expand[]": expand,
                "limit": limit,
                "mode": ledger,
                "starting_after": starting_after,
            },
            headers={"Tally-Account": account},
            omitted=("ending_before",),
        )

    def charge_refund(
        self,
        *,
        idempotency_key: str | None = None,
        charge: str | None = None,
        amount: int | None = None,
        reason: Any = None,
        body: Any = None,
    ) -> Any:
        """Refund a charge: POST /refunds."""
        return self.request(
            "POST",
            "/refunds",
            headers={"Idempotency-Key": idempotency_key},
            body=members(
                body, {"charge": charge, "amount": amount, "reason": reason}, required=True
            ),
            idempotency="Idempotency-Key",
        )

    def charge_search(
        self,
        *,
        limit: int | None = None,
        words: str | None = None,
        status: str | None = None,
        currency: str | None = None,
    ) -> Any:
        """Search charges: GET /charges/search."""
        return self.request(
            "GET",
            "/charges/search",
            query={
                "limit": limit,
                "query": compose(
                    "currency:{currency} status:{status} {words}",
                    currency=currency,
                    status=status,
                    words=words,
                ),
            },
        )

    def customer_block(
        self,
        *,
        customer: str,
    ) -> Any:
        """Refuse every further charge of a customer: POST /customers/{customer}."""
        return self.request(
            "POST",
            "/customers/{customer}",
            values={"customer": customer},
            body=form(
                members(
                    None,
                    {"blocked": True},
                    required=True,
                    refused=("address", "class", "email", "name"),
                ),
                {"address": "deep"},
                refused=("address", "class", "email", "name"),
            ),
        )

    def customer_create(
        self,
        *,
        name: str | None = None,
        address: Any = None,
        class_: str | None = None,
        email: str | None = None,
        street: str | None = None,
        city: str | None = None,
        country: str | None = None,
        body: Any = None,
    ) -> Any:
        """Create a customer: POST /customers."""
        return self.request(
            "POST",
            "/customers",
            body=form(
                members(
                    body,
                    {
                        "name": name,
                        "address": under(
                            address, {"line1": street, "city": city, "country": country}
                        ),
                        "class": class_,
                        "email": email,
                    },
                    required=True,
                ),
                {"address": "deep"},
            ),
        )

    def customer_list(
        self,
        *,
        class_: str | None = None,
        limit: int | None = None,
        starting_after: str | None = None,
        type: str | None = None,
        where: Any = None,
    ) -> Any:
        """List customers: GET /customers."""
        return self.request(
            "GET",
            "/customers",
            query={
                "class": class_,
                "limit": limit,
                "starting_after": starting_after,
                "type": type,
                "where": where,
            },
            omitted=("ending_before",),
        )

    def customer_metadata_replace(
        self,
        *,
        customer: str,
        body: Any = None,
    ) -> Any:
        """Replace the metadata of a customer: PUT /customers/{customer}/metadata."""
        return self.request(
            "PUT",
            "/customers/{customer}/metadata",
            values={"customer": customer},
            body=body,
        )

    def customer_source_add(
        self,
        *,
        customer: str,
        kind: str | None = None,
        card_token: str | None = None,
        email: str | None = None,
        holder: str | None = None,
        iban: str | None = None,
        provider: str | None = None,
        body: Any = None,
    ) -> Any:
        """Add a source: POST /customers/{customer}/sources."""
        return self.request(
            "POST",
            "/customers/{customer}/sources",
            values={"customer": customer},
            body=members(
                body,
                {
                    "kind": kind,
                    "card_token": card_token,
                    "email": email,
                    "holder": holder,
                    "iban": iban,
                    "provider": provider,
                },
                required=True,
            ),
        )

    def customer_source_list(
        self,
        *,
        customer: str,
    ) -> Any:
        """List the sources that a customer pays with: GET /customers/{customer}/sources."""
        return self.request(
            "GET",
            "/customers/{customer}/sources",
            values={"customer": customer},
        )

    def customer_source_remove(
        self,
        *,
        customer: str,
        source: str,
        reason: str | None = None,
        body: Any = None,
    ) -> Any:
        """Remove a source: DELETE /customers/{customer}/sources/{source}."""
        return self.request(
            "DELETE",
            "/customers/{customer}/sources/{source}",
            values={"customer": customer, "source": source},
            body=members(body, {"reason": reason}),
            accept="*/*",
            answer="any",
        )

    def customer_update(
        self,
        *,
        customer: str,
        address: Any = None,
        class_: str | None = None,
        email: str | None = None,
        name: str | None = None,
        body: Any = None,
    ) -> Any:
        """Change a customer: POST /customers/{customer}."""
        return self.request(
            "POST",
            "/customers/{customer}",
            values={"customer": customer},
            body=form(
                members(
                    body,
                    {"address": address, "class": class_, "email": email, "name": name},
                    required=True,
                    refused=("blocked",),
                ),
                {"address": "deep"},
                refused=("blocked",),
            ),
        )

    def link_send(
        self,
        *,
        amount: int | None = None,
        currency: str | None = None,
        to: list[Any] | None = None,
        message: str | None = None,
        branding: Any = None,
        expires_at: Any = None,
        reference: str | None = None,
        color: str | None = None,
        body: Any = None,
    ) -> Any:
        """Send a link to pay with: POST /payment_links."""
        return self.request(
            "POST",
            "/payment_links",
            body=members(
                body,
                {
                    "amount": amount,
                    "currency": currency,
                    "recipients": each("email", to),
                    "body": message,
                    "branding": under(branding, {"color": color}),
                    "expires_at": expires_at,
                    "reference": reference,
                },
                required=True,
            ),
        )

    def payout_create(
        self,
        *,
        account: str | None = None,
        idempotency_key: str | None = None,
        amount: int | None = None,
        currency: str | None = None,
        method_: str | None = None,
        notify_url: str | None = None,
        body: Any = None,
    ) -> Any:
        """Pay out to your bank account: POST /payouts."""
        return self.request(
            "POST",
            "/payouts",
            headers={"Tally-Account": account, "Idempotency-Key": idempotency_key},
            body=form(
                members(
                    body,
                    {
                        "amount": amount,
                        "currency": currency,
                        "method": method_,
                        "notify_url": notify_url,
                    },
                    required=True,
                )
            ),
            idempotency="Idempotency-Key",
        )

    def rate_get(
        self,
        *,
        from_: str,
        to: str,
    ) -> Any:
        """Show a rate of exchange: GET /rates/{from}/{to}."""
        return self.request(
            "GET",
            "/rates/{from}/{to}",
            values={"from": from_, "to": to},
        )

    def statement_camt(
        self,
        *,
        month: str,
    ) -> Any:
        """Get the statement of a month as camt.053: GET /statements/{month}."""
        return self.request(
            "GET",
            "/statements/{month}",
            values={"month": month},
            accept="application/xml",
            answer="text",
            server="https://files.tally.example",
        )

    def statement_table(
        self,
        *,
        month: str,
        columns: list[Any] | None = None,
    ) -> Any:
        """Get the statement of a month as comma-separated values: GET /statements/{month}."""
        return self.request(
            "GET",
            "/statements/{month}",
            values={"month": month},
            query={"columns": styled(columns, "comma")},
            accept="text/csv",
            answer="text",
            server="https://files.tally.example",
        )

    def transfer_batch(
        self,
        *,
        body: Any = None,
    ) -> Any:
        """Transfer money to many accounts: POST /transfers."""
        return self.request(
            "POST",
            "/transfers",
            body=body,
        )
