"""Every write of the access room."""

from banso.access.actions.grants import (
    ChangedSince,
    ask_member_back,
    ask_new_member,
    change_member,
)
from banso.access.actions.guests import (
    CameAlready,
    Invited,
    NotInvited,
    accept_invitation,
    end_guest,
    invite,
    invite_again,
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
    keep_tour_step,
    save_view,
    set_gated,
)
from banso.access.actions.offices import OfficeNamed, save_office
from banso.access.actions.proposals import (
    AskerGone,
    NoLongerWaits,
    NotAlone,
    confirm_proposal,
    propose,
    stop_proposal,
)
from banso.access.actions.renewals import ask_renewal
from banso.access.actions.second_keys import seat_demo_guest, use_app, use_paper
from banso.access.actions.ways_back import (
    Issued,
    NobodyToConfirm,
    NotOneself,
    NoWayBack,
    ask_member_renewal,
    come_back,
    renew_from_console,
)

__all__ = [
    "keep_tour_step",
    "AskerGone",
    "CameAlready",
    "ChangedSince",
    "DemoOnly",
    "Invited",
    "Issued",
    "LastManager",
    "NameTaken",
    "NoLongerWaits",
    "NoWayBack",
    "NobodyToConfirm",
    "NotAlone",
    "NotInvited",
    "NotOneself",
    "OfficeNamed",
    "SignIn",
    "accept_invitation",
    "add_member",
    "ask_member_back",
    "ask_member_renewal",
    "ask_new_member",
    "ask_renewal",
    "change_member",
    "close_own_record",
    "come_back",
    "confirm_proposal",
    "create_agency",
    "drop_view",
    "edit_agency",
    "end_guest",
    "invite",
    "invite_again",
    "let_member_go",
    "propose",
    "renew_from_console",
    "save_office",
    "save_view",
    "seat_demo_guest",
    "set_gated",
    "stop_proposal",
    "take_member_back",
    "use_app",
    "use_paper",
]
