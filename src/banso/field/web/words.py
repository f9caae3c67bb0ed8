"""What the page says without a network, in the reader's language."""

from django.utils.translation import gettext as _

from banso.intake.rules import Handed


def codes() -> dict[str, list[tuple[str, str]]]:
    """Return the code lists of which something is ticked at night."""
    return {"handed": [(code, str(label)) for code, label in Handed.choices]}


def words() -> dict[str, object]:
    """Return every sentence of the page; what stands in braces is filled in there."""
    return {
        **_of_beginning(),
        **_of_keys(),
        **_of_the_night(),
        **_of_visits(),
        **_of_a_tablet(),
        "here": _("{n} on this telephone"),
        "arrived": _("last arrived {time}"),
        "not_arrived": _("nothing has arrived yet"),
        "stuck": _("{n} could not be sent: please show this at the desk"),
        "aside": _("{n} wait for somebody at the desk"),
        "not_now": _("Not just now (no network, or others are sending): it goes by itself"),
        "sends_already": _("another window is sending"),
        "held": _("what was just written goes in a few seconds"),
        "all_home": _("everything has arrived"),
        "no_network": _("No network just now. Please try again where there is one."),
    }


def _of_beginning() -> dict[str, str]:
    return {
        "title": _("Round"),
        "no_secure": _(
            "This page can’t seal anything here: the connection is not secure, or this browser is "
            "too old."
        ),
        "use_paper": _("Please use the paper sheet of the round tonight. It is typed in later."),
        "paper_elsewhere": _(
            "For visits and questionnaires too there is paper: among the papers on the person’s "
            "page."
        ),
        "to_paper": _("To the rounds and their paper sheets"),
        "pair": _("Take this telephone on"),
        "pair_why": _(
            "It will bring home what is written on it, in the name of whoever offers it."
        ),
        "pair_now": _("Take it on now"),
        "paired": _("It is taken on"),
        "paired_as": _("{name}, for {member} of {agency}"),
        "go_on": _("Go on"),
        "not_paired": _(
            "This telephone was not taken on yet. At the desk: “Telephones for rounds”, “Take a "
            "telephone on”."
        ),
        "take": _("Take tonight’s round along"),
        "take_why": _(
            "As long as there is a network. It ends by itself at noon; signing out on this "
            "telephone clears it."
        ),
        "guest_over": _(
            "The round is not on this telephone any more. Whoever took it on makes a new square."
        ),
        "take_again": _("Take the round along once more (with a network)"),
        "back": _("Back to tonight"),
        "paper_till_then": _("Until then, please write on paper; it is typed in later."),
        "take_this": _("{on} {course}: take it along"),
        "no_round": _("No round walks now. Please begin one at the desk."),
        "sign_in_first": _("Please sign in once; then the round is taken along."),
        "sign_in": _("Sign in"),
        "stopped": _("This telephone is stopped"),
        "stopped_why": _(
            "What it took along is gone from it. Please bring it to the desk; what waits on it "
            "stays sealed."
        ),
        "leave": _("Give this telephone back (clear it)"),
        "pair_unsent": _(
            "Something waits here that has not arrived yet. Send it first, with a network."
        ),
        "leave_unsent": _("Something has not arrived yet. Clear it all the same, and lose it?"),
    }


def _of_keys() -> dict[str, str]:
    return {
        "lock": _("How is it opened?"),
        "lock_why": _(
            "The round lies sealed on this telephone. Only you open it: with the telephone’s own "
            "key (finger or face), or with six words."
        ),
        "lock_passkey": _("With the telephone’s own key"),
        "lock_words": _("With six words"),
        "no_passkey": _("This telephone has no key of that kind. Please use six words."),
        "words": _("Your six words"),
        "words_why": _("Please write them on paper and keep it apart from the telephone."),
        "words_again": _("Type the six words once"),
        "words_kept": _("I have written them down"),
        "words_differ": _("These are other words. Please look again."),
        "words_asked": _("The six words"),
        "open": _("Open the round"),
        "open_passkey": _("Open with the telephone’s own key"),
        "wrong_words": _(
            "That does not open it. {n} more tries, then the round is destroyed here."
        ),
        "gone": _("The round is gone from this telephone"),
        "gone_why": _(
            "Five times it did not open. What was written waits, and is sent as soon as there is a "
            "network."
        ),
        "only_paper": _(
            "Without a network the round can’t be taken along again: for the rest of the night "
            "paper is what is left. Please write on the paper sheet; it is typed in later."
        ),
        "paper_at_hand": _("Spaces between them do not matter. Is the paper sheet at hand?"),
    }


def _of_the_night() -> dict[str, object]:
    return {
        "taps": {
            "met": _("Met, talked"),
            "looked": _("Looked, not woken"),
            "left": _("Left a letter"),
            "no": _("Said no today"),
            "away": _("Not there"),
            "urgent": _("Urgent"),
        },
        "new": _("Somebody without a name, in one line"),
        "where": _("Where"),
        "looks": _("How to recognise the person"),
        "called": _("Called name"),
        "place": _("Usual place"),
        "more": _("Name, things, words, promise"),
        "words_promise": _("Things, words, promise"),
        "handed": _("Handed over"),
        "their_words": _("The person’s words"),
        "facts": _("What happened (facts)"),
        "promise": _("Next promise"),
        "promise_on": _("Promise for"),
        "promise_what": _("What is promised? Please say it in a few words, or take the day out."),
        "promise_when": _("For which day is it promised? “As soon as possible” is today."),
        "number": _(
            "This looks like a My Number. It is not kept here: please take it out, then tap again."
        ),
        "add": _("Add it to what was tapped"),
        "added": _("added"),
        "again": _("Met once more, or it was otherwise"),
        "fresh": _("Met for the first time tonight"),
        "missed": _("not seen on the last {n} rounds"),
        "say_where": _("Please say where, or how the person is called."),
        "somebody_at": _("Somebody at {place}"),
        "usual": _("Usually met on this course"),
        "last_met": _("last met {day}"),
        "written": _("Written tonight"),
        "kept": _("Kept on this telephone: {who}, {what}"),
        "undo": _("Take it back"),
        "taken_back": _("Taken back."),
        "too_late": _("It is on its way already. Please take it back at the desk."),
        "not_saved": _(
            "NOT kept: this telephone has no room, or refuses. Please write it on paper now."
        ),
        "change": _("Change name, looks, place"),
        "changed": _("changed to “{to}”"),
        "save": _("Keep"),
        "emergency": _("Emergency"),
        "call_119": _("Call 119 (ambulance)"),
        "on_duty": _("On duty: {who}"),
        "say_119": _(
            "Say: where (what stands nearby), how the person is, that they sleep outside."
        ),
    }


def _of_visits() -> dict[str, str]:
    return {
        "order": _("Tonight’s order of places"),
        "earlier": _("{place}: earlier"),
        "later": _("{place}: later"),
        "save_order": _("Keep this order"),
        "ordered": _("Kept. The desk has this order once it has arrived."),
        "visits": _("Visits at home"),
        "take_visits": _("Visits at home, and questionnaires"),
        "visits_why": _(
            "Whom you walk with; whoever is due is ticked. They are on this telephone until "
            "tomorrow’s noon, with a called name, looks, what not to do and what is promised."
        ),
        "visit_on": _("next visit {day}"),
        "visit_late": _("next visit {day}, overdue"),
        "choose_somebody": _("Please tick whom you visit."),
        "take_chosen": _("Take these along"),
        "nobody_to_visit": _("You walk with nobody who could be taken along."),
        "to_visit": _("Whom you visit"),
        "written_today": _("Written on this telephone"),
        "visit": _("A visit at home"),
        "was_met": _("Met?"),
        "say_met": _("Please say whether the person was met."),
        "remarks": _("{what}: remarks"),
        "with_whom": _("Who went along"),
        "next_visit": _("The next visit"),
        "keep_visit": _("Keep the visit"),
        "again_there": _("Once more"),
    }


def _of_a_tablet() -> dict[str, str]:
    return {
        "alone": _("Questions to fill in alone"),
        "alone_why": _(
            "The person sees the questions and nothing else. Afterwards this telephone is opened "
            "again by its key or words."
        ),
        "moment": _("At which moment"),
        "hand_over": _("Hand it over: {title}"),
        "questions": _("Questions"),
        "left_out": _("I leave this out"),
        "i_am_done": _("I am done"),
        "rather_not": _("I would rather not answer at all"),
        "thanks": _("Thank you"),
        "open_again": _("Whoever walks along: open again"),
    }
