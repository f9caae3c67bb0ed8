"""Every write of the access room."""

from banso.access.actions.guests import (
    Invited,
    NotInvited,
    accept_invitation,
    end_guest,
    invite,
    invite_again,
    seat_demo_guest,
    use_app,
    use_paper,
)
from banso.access.actions.leaving import LastManager, let_member_go, take_member_back
from banso.access.actions.members import (
    DemoOnly,
    NameTaken,
    SignIn,
    add_member,
    close_own_record,
    create_agency,
    drop_view,
    edit_agency,
    save_view,
    set_gated,
)

__all__ = [
    "DemoOnly",
    "Invited",
    "LastManager",
    "NameTaken",
    "NotInvited",
    "SignIn",
    "accept_invitation",
    "add_member",
    "close_own_record",
    "create_agency",
    "drop_view",
    "edit_agency",
    "end_guest",
    "invite",
    "invite_again",
    "let_member_go",
    "save_view",
    "seat_demo_guest",
    "set_gated",
    "take_member_back",
    "use_app",
    "use_paper",
]
