"""
What happens here that the trace, on the floor above, wants to know. An effect, never the main flow.
"""

from django.dispatch import Signal

member_changed = Signal()  # member_id, agency_id, action, by_id (None on the console)
guest_changed = Signal()  # guest_id, agency_id, action, by (None where the guest did it), detail
proposal_changed = Signal()  # proposal_id, agency_id, action, by, detail
