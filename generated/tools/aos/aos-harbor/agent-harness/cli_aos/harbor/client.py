"""Calls of the Harbor Desk API: one method for each command."""

from typing import Any

from .encode import members, styled
from .transport import Transport


class Client(Transport):
    """The vendor's operations, with the vendor's names on the wire and ours in Python."""

    def probe(self) -> Any:
        """The request that `health` makes: GET /me."""
        return self.request(
            "GET",
            "/me",
            accept="*/*",
            answer="any",
        )

    def agent_me(self) -> Any:
        """Show the owner of the key: GET /me."""
        return self.request("GET", "/me")

    def category_get(
        self,
        *,
        category_id: str,
        depth: int | None = None,
    ) -> Any:
        """Show a category and those below it: GET /categories/{category_id}."""
        return self.request(
            "GET",
            "/categories/{category_id}",
            values={"category_id": category_id},
            query={"depth": depth},
        )

    def customer_list(
        self,
        *,
        limit: int | None = None,
        vip: bool | None = None,
    ) -> Any:
        """List customers: GET /customers."""
        return self.request(
            "GET",
            "/customers",
            query={"per_page": limit, "vip": vip},
        )

    def search(
        self,
        *,
        query: str,
        match: str | None = None,
        kind: str | None = None,
    ) -> Any:
        """Search tickets, customers and articles: GET /search."""
        return self.request(
            "GET",
            "/search",
            query={"query": query, "mode": match, "type": kind},
        )

    def settings_update(
        self,
        *,
        auto_close_days: int | None = None,
        business_hours: Any = None,
        portal_enabled: bool | None = None,
        workspace_name: str | None = None,
        body: Any = None,
    ) -> Any:
        """Change settings of the workspace: PATCH /settings."""
        return self.request(
            "PATCH",
            "/settings",
            body=members(
                body,
                {
                    "auto_close_days": auto_close_days,
                    "business_hours": business_hours,
                    "portal_enabled": portal_enabled,
                    "workspace_name": workspace_name,
                },
                required=True,
            ),
        )

    def ticket_bulk_close(
        self,
        *,
        ticket_ids: list[Any] | None = None,
        notify: bool | None = None,
        reason: str | None = None,
        body: Any = None,
    ) -> Any:
        """Close many tickets at once: POST /tickets/bulk_close."""
        return self.request(
            "POST",
            "/tickets/bulk_close",
            body=members(
                body, {"ticket_ids": ticket_ids, "notify": notify, "reason": reason}, required=True
            ),
        )

    def ticket_comment_add(
        self,
        *,
        ticket_id: int,
        x_harbor_agent: str | None = None,
        message: str | None = None,
        attachments: list[Any] | None = None,
        public: bool | None = None,
        body: Any = None,
    ) -> Any:
        """Add a comment to a ticket, public or among agents: POST /tickets/{ticket_id}/comments."""
        return self.request(
            "POST",
            "/tickets/{ticket_id}/comments",
            values={"ticket_id": ticket_id},
            headers={"X-Harbor-Agent": x_harbor_agent},
            body=members(
                body, {"body": message, "attachments": attachments, "public": public}, required=True
            ),
        )

    def ticket_comment_list(
        self,
        *,
        ticket_id: int,
    ) -> Any:
        """List the comments of a ticket: GET /tickets/{ticket_id}/comments."""
        return self.request(
            "GET",
            "/tickets/{ticket_id}/comments",
            values={"ticket_id": ticket_id},
        )

    def ticket_create(
        self,
        *,
        workspace_id: str | None = None,
        message: str | None = None,
        subject: str | None = None,
        assignee_id: Any = None,
        channel: Any = None,
        custom_fields: list[Any] | None = None,
        customer_email: str | None = None,
        due_at: Any = None,
        estimate_minutes: int | None = None,
        priority: str | None = None,
        private: bool | None = None,
        tags: list[Any] | None = None,
        body: Any = None,
    ) -> Any:
        """Create a ticket: POST /tickets."""
        return self.request(
            "POST",
            "/tickets",
            query={"workspace_id": workspace_id},
            body=members(
                body,
                {
                    "body": message,
                    "subject": subject,
                    "assignee_id": assignee_id,
                    "channel": channel,
                    "custom_fields": custom_fields,
                    "customer_email": customer_email,
                    "due_at": due_at,
                    "estimate_minutes": estimate_minutes,
                    "priority": priority,
                    "private": private,
                    "tags": tags,
                },
                required=True,
            ),
        )

    def ticket_delete(
        self,
        *,
        ticket_id: int,
    ) -> Any:
        """Delete a ticket for good: DELETE /tickets/{ticket_id}."""
        return self.request(
            "DELETE",
            "/tickets/{ticket_id}",
            values={"ticket_id": ticket_id},
            accept="*/*",
            answer="any",
        )

    def ticket_get(
        self,
        *,
        ticket_id: int,
    ) -> Any:
        """Show one ticket: GET /tickets/{ticket_id}."""
        return self.request(
            "GET",
            "/tickets/{ticket_id}",
            values={"ticket_id": ticket_id},
        )

    def ticket_list(
        self,
        *,
        cursor: str | None = None,
        limit: int | None = None,
        status: list[Any] | None = None,
        tag: list[Any] | None = None,
        updated_since: str | None = None,
        workspace_id: str | None = None,
    ) -> Any:
        """List tickets: GET /tickets."""
        return self.request(
            "GET",
            "/tickets",
            query={
                "cursor": cursor,
                "per_page": limit,
                "status": styled(status, "comma"),
                "tag": tag,
                "updated_since": updated_since,
                "workspace_id": workspace_id,
                "archived": False,
            },
        )

    def ticket_update(
        self,
        *,
        ticket_id: int,
        assignee_id: Any = None,
        channel: Any = None,
        custom_fields: list[Any] | None = None,
        due_at: Any = None,
        estimate_minutes: int | None = None,
        priority: str | None = None,
        private: bool | None = None,
        status: str | None = None,
        subject: str | None = None,
        tags: list[Any] | None = None,
        body: Any = None,
    ) -> Any:
        """Change a ticket: PATCH /tickets/{ticket_id}."""
        return self.request(
            "PATCH",
            "/tickets/{ticket_id}",
            values={"ticket_id": ticket_id},
            body=members(
                body,
                {
                    "assignee_id": assignee_id,
                    "channel": channel,
                    "custom_fields": custom_fields,
                    "due_at": due_at,
                    "estimate_minutes": estimate_minutes,
                    "priority": priority,
                    "private": private,
                    "status": status,
                    "subject": subject,
                    "tags": tags,
                },
                required=True,
            ),
            content_type="application/vnd.harbor+json",
            accept="application/vnd.harbor+json",
        )

    def ticket_watch(
        self,
        *,
        ticket_id: int,
    ) -> Any:
        """Watch a ticket: PUT /tickets/{ticket_id}/watch."""
        return self.request(
            "PUT",
            "/tickets/{ticket_id}/watch",
            values={"ticket_id": ticket_id},
            accept="*/*",
            answer="any",
        )
