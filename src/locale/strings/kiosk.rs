//! The words of the kiosk.

table! {
    /// Every text of the kiosk in one language. Names in braces stand for what is put in.
    KioskStrings, "ui.kiosk_"
    {
        /// On every screen: there is another way.
        desk: "You can ask at the desk instead.",
        /// What the key that calls staff does.
        call: "call staff",
        /// What the key that ends a sitting does.
        finish: "finish and clear",
        /// What the key for staff does.
        staff: "staff",
        /// Large words of the first screen.
        large: "Aches at night",
        /// First words of the first screen.
        welcome: "Does an ache wake you at night, or hurt when you rest?",
        /// What to do on the first screen.
        begin: "You can answer some questions here while you wait. Press any key, or touch the screen.",
        /// Outside opening hours.
        closed: "This screen is closed for now. Please go to the desk.",
        /// Where it is tried out.
        unlocked: "Trying out: there is no staff code, so anybody can end this program.",
        /// Choice of the language.
        language: "Choose your language",
        /// Heading above what happens to the answers.
        privacy: "What happens to your answers",
        /// Where no records are kept.
        nothing_kept: "Nothing you answer is kept.",
        /// When the screen is cleared.
        cleared: "The screen is cleared when you finish, or when nobody has pressed a key for a while.",
        /// Where records can be kept.
        may_keep: "Nothing you answer is kept unless you say yes to it. The next page asks whether this clinic may keep a copy without your name.",
        /// Others may see the screen.
        seen: "People near you may see this screen. If you do not want that, ask at the desk.",
        /// Start the questions, or go on with them.
        start: "Start",
        /// Title of the page that asks whether a copy may be kept.
        keep: "May this clinic keep a copy of your answers?",
        /// What a copy holds, and that it is deleted after `{n}` days.
        keep_text: "The copy holds a number, the time, the result and your answers. It does not hold your name. It is deleted after {n} days. The questions are the same whatever you choose.",
        /// No copy.
        keep_no: "No, keep nothing",
        /// A copy.
        keep_yes: "Yes, keep a copy",
        /// The number `{ticket}` of the copy.
        ticket: "Your number: {ticket}",
        /// Nobody has pressed a key for a while.
        still_there: "Are you still there?",
        /// What happens in `{n}` seconds.
        still_text: "Press any key to go on. Seconds until the screen is cleared: {n}.",
        /// Whether to finish.
        finish_title: "Finish and clear the screen?",
        /// What finishing does.
        finish_text: "Your answers will be gone from this screen.",
        /// Not yet.
        go_on: "No, go on",
        /// Finish.
        clear: "Yes, clear everything",
        /// Any key goes on.
        any_key: "Press any key to go on.",
        /// Staff are being called.
        calling: "We are calling the staff.",
        /// Staff are called.
        called: "We have called the staff.",
        /// Staff could not be called.
        call_failed: "The call did not go through. Please go to the desk yourself, or ask someone to. We keep trying.",
        /// There is nothing to call with.
        call_none: "Please go to the desk, or ask someone near you to go.",
        /// What to do until staff come.
        called_text: "Please wait here, or go to the desk.",
        /// Large words after a fault.
        sorry: "Please tell the desk",
        /// What happened.
        sorry_text: "Something went wrong with this screen. Your answers are gone. Please tell a member of staff, or press any key to start again.",
        /// Title of the page for the staff code.
        gate: "Staff code",
        /// How to type the code.
        gate_text: "Type the code, then press Enter. What you type is not shown. Esc goes back.",
        /// The code is being checked.
        gate_checking: "One moment.",
        /// The code was wrong; `{n}` seconds.
        gate_wait: "That did not work. Seconds until you can try again: {n}.",
        /// On the keys of the touch pad.
        rub_out: "Rub out",
        /// Title of the view for staff.
        view: "For staff",
        /// For staff: the day `{day}` and how many sittings `{n}` were begun.
        view_begun: "{day}: {n} begun",
        /// For staff: sittings that ended before a result.
        view_abandoned: "{n} ended before a result",
        /// For staff: calls, and how many were acknowledged and failed.
        view_calls: "{n} calls for staff, {seen} acknowledged, {failed} failed tries",
        /// For staff: records.
        view_records: "{n} records kept",
        /// For staff: the content.
        view_content: "Content {version}, {fingerprint}",
        /// For staff: heading above the last problems.
        view_problems: "Last problems",
        /// For staff: no problems.
        view_no_problems: "None.",
        /// For staff: back to the screen below.
        view_back: "Back",
        /// For staff: clear for the next person.
        view_clear: "I have seen it: clear the screen for the next person",
        /// For staff: end the program.
        view_leave: "End the program",
    }
    {}
}
