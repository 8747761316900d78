//! The words of the interface, each under a name of its own, so that a language can say them its way.

#[macro_use]
mod table;
mod kiosk;

pub use kiosk::KioskStrings;

table! {
    /// Every text of the interface in one language. Names in braces stand for what is put in.
    Strings, "ui."
    {
        /// First words of the first screen.
        welcome: "How soon should you ask for help with an ache at night?",
        /// Said on the first and the last screen of a translation that no clinician has read.
        draft: "This translation is a draft. No clinician has checked it.",
        /// How to start.
        start: "Press Enter to start.",
        /// Title of the review.
        review: "Your answers. Choose one to change it.",
        /// First row of the review.
        see_summary: "See my summary",
        /// A change of an answer brings one more question.
        preview_asked_one: "This adds a question",
        /// A change of an answer brings `{n}` more questions.
        preview_asked_many: "This adds {n} questions",
        /// A change of an answer makes another one count no longer.
        preview_dropped_one: "One answer no longer counts",
        /// A change of an answer makes `{n}` others count no longer.
        preview_dropped_many: "{n} answers no longer count",
        /// A change of an answer takes ticks away from another one.
        preview_narrowed_one: "Part of one answer no longer counts",
        /// A change of an answer takes ticks away from `{n}` others.
        preview_narrowed_many: "Part of {n} answers no longer counts",
        /// A change of an answer makes one count that was put by.
        preview_returned_one: "One earlier answer counts again",
        /// A change of an answer makes `{n}` count that were put by.
        preview_returned_many: "{n} earlier answers count again",
        /// A change of an answer changes no other.
        preview_nothing: "No other question changes with this.",
        /// Before what was answered so far.
        so_far: "So far",
        /// Among what was answered so far: on danger screens only "none of these" was ticked.
        no_danger_signs: "no danger signs ticked",
        /// Said beside "none of these" while other answers are ticked.
        clears_others: "This takes your other ticks away.",
        /// Below the view of the body from the front.
        figure_front: "front",
        /// Below the view of the body from behind.
        figure_back: "back",
        /// On the clock, at its start and its end.
        clock_noon: "noon",
        /// On the clock, at six in the evening.
        clock_evening: "6 pm",
        /// On the clock, at midnight.
        clock_midnight: "midnight",
        /// On the clock, at six in the morning.
        clock_morning: "6 am",
        /// What the shaded part of the clock means.
        clock_night: "night",
        /// What the filled part of the clock means.
        clock_ticked: "ticked",
        /// What the pointers below the clock mean.
        clock_focus: "this line",
        /// Said when nothing is ticked.
        tick_first: "Tick what fits with Space, or go to \"None of these\".",
        /// Said when no answer is picked.
        pick_first: "Move to your answer, or press the key beside it. Then press Enter.",
        /// Title of the help page.
        help: "Help",
        /// Help where there is no question.
        help_text: "Answer one question at a time. You can always go back; your answers stay.",
        /// Heading above why a question is asked.
        why_we_ask: "Why we ask",
        /// Heading above what the answers mean.
        what_answers_mean: "What the answers mean",
        /// Heading above the keys.
        keys: "Keys",
        /// What the keys beside the options do.
        pick_keys: "The digit or letter beside an answer: picks it",
        /// Heading above what to do.
        what_to_do: "What to do",
        /// Heading above the causes.
        what_could_fit: "What could fit",
        /// Heading above the tips.
        self_care: "Self-care",
        /// Heading above the answers.
        your_answers: "Your answers",
        /// Heading above what can be read beyond that.
        read_more: "Read more",
        /// Heading above signs that would make it more urgent.
        signs: "Signs that would make it more urgent",
        /// Heading above what would raise the level.
        more_urgent: "What would make this more urgent",
        /// Before such changes, behind the name `{level}` of the level that they lead to.
        more_urgent_if: "{level}, if one of these comes up:",
        /// Two signs `{one}` and `{other}` that raise the level together.
        more_urgent_both: "{one} And with it: {other}",
        /// An answer `{n}` or higher to the question `{prompt}`.
        more_urgent_number: "{prompt} {n} or more.",
        /// That not all such signs are listed.
        more_urgent_rest: "Other signs that we asked about can make it more urgent too. If you notice one, ask for help or answer the questions again.",
        /// Heading above tests and treatments in full.
        offer: "What a clinician may offer",
        /// What such a list is, and what it is not.
        offer_intro: "This is to help you talk with them. Not all of it will suit you. You choose together.",
        /// Heading above research.
        emerging: "Research, not advice",
        /// What research is, and what it is not.
        emerging_intro: "People still study these. This is no advice to try or to buy them.",
        /// Said where there is nothing to read in an emergency.
        reading_waits: "This could be serious, so reading can wait. Get help first.",
        /// Said where there is nothing to read.
        nothing_more: "There is no more to read here for now.",
        /// Heading above the sources.
        sources: "Sources",
        /// Heading above works that sources name.
        named: "Works that these sources name",
        /// Heading above the reasons.
        why: "Why we say this",
        /// Heading above lesser reasons.
        also_noticed: "We also noticed",
        /// Heading above the safety net.
        sooner: "When to get help sooner",
        /// Heading above the safety net in an emergency.
        until_help: "Until you have help",
        /// Before what to say to staff.
        say: "Say:",
        /// Before answers that speak for a cause.
        because: "Because you said:",
        /// Before answers that speak against a cause.
        though: "Though you also said:",
        /// Before the clinical name of a cause, for the talk with a clinician.
        clinical_name: "A clinician may call it:",
        /// Before tests.
        tests: "A clinician may check with:",
        /// Before treatments.
        treatments: "A clinician may talk about:",
        /// Before what was not asked.
        not_asked: "We did not ask about:",
        /// Heading above what may add to the ache.
        factors: "What may add to it",
        /// Heading above causes behind a red flag.
        behind: "What someone should look for first",
        /// Heading above prevention.
        prevention: "To lower the chance of it coming back",
        /// Heading above living with an ache.
        living: "Living with a long-lasting ache",
        /// Said where no cause is named.
        no_clear_match: "Your answers give no clear match. A clinician can look closer.",
        /// Said in place of causes in an emergency.
        causes_wait: "This could be serious, so what caused it can wait. Get help first. They will look for the cause.",
        /// Said in place of tips where none is given.
        tips_wait: "There are no home tips here. Being seen comes first.",
        /// Said when not everything was answered.
        incomplete: "Some questions were not answered, so this page may miss something.",
        /// Text of an answer that skips a question.
        skip: "Skip this question",
        /// Text of an answer that skips a danger screen.
        skip_screen: "Skip this screen",
        /// How a skipped question reads among the answers.
        skipped: "skipped",
        /// How an answer reads where others may see it.
        private: "answered; not shown here",
        /// How a question without an answer reads among the answers.
        not_answered: "not answered",
        /// Title of the slip for a doctor. The slip has 42 columns, so all of its words are short.
        slip_title: "Words for your doctor",
        /// On the slip, before what to say to staff.
        slip_say: "Say",
        /// On the slip, before a reason.
        slip_why: "Why",
        /// On the slip, before causes behind a red flag.
        slip_first: "Look for first",
        /// On the slip, before the causes.
        slip_could_fit: "Could fit",
        /// On the slip: no sign of danger was ticked.
        slip_none_ticked: "none ticked",
        /// On the slip: not everything was answered.
        slip_incomplete: "Some questions were not answered.",
        /// On the slip: there was not room for all.
        slip_shortened: "Shortened: there was not room for all.",
        /// The same where every character counts.
        slip_shortened_short: "Shortened.",
        /// On the slip: what it is.
        slip_made_by: "Made by the person. Not a diagnosis.",
        /// The same where every character counts.
        slip_made_by_short: "Not a diagnosis.",
        /// It was saved as `{file}`.
        taken_saved: "Saved as {file}. Only you can read this file.",
        /// It went to the printer.
        taken_printed: "Sent to the printer.",
        /// There is no room in `{place}`.
        not_saved_full: "Not saved: there is no room left in {place}. Make some room, or choose another place.",
        /// Nobody can write in `{place}`.
        not_saved_read_only: "Not saved: nothing can be written in {place}. Choose another place.",
        /// The person may not write in `{place}`.
        not_saved_forbidden: "Not saved: you may not write in {place}. Choose another place.",
        /// There is no folder `{place}`.
        not_saved_no_folder: "Not saved: the folder {place} cannot be used. Choose another place.",
        /// Not saved for another reason, `{why}`, in the words of the system.
        not_saved_other: "Not saved ({why}). Try again, or choose another place.",
        /// There is no program that prints.
        not_printed_no_program: "Not printed: this machine has no print command (lp). Save a file and print it elsewhere.",
        /// Printing failed.
        not_printed_failed: "Not printed: the print command failed. Look whether a printer is set up and on, then try again.",
        /// Printing took too long.
        not_printed_slow: "Not printed: the print command did not finish and was stopped. You can try again.",
        /// Title of the screen on which something is taken along.
        take_title: "Take it along",
        /// Taking along: words for a doctor.
        take_slip: "Words for your doctor",
        /// Taking along: a code.
        take_code: "A code for a phone",
        /// Taking along: a text file.
        take_save_text: "Save as a text file",
        /// Taking along: a Markdown file.
        take_save_markdown: "Save as a Markdown file",
        /// Taking along: where files are saved, `{place}`.
        take_place: "Where to save: {place}",
        /// Taking along: paper.
        take_print: "Print the whole summary",
        /// Taking along: the slip on paper.
        take_print_slip: "Print the words for your doctor",
        /// Where there are more places than one.
        take_other_place: "Press Enter here for another place.",
        /// Said while it is being done.
        take_busy: "One moment ...",
        /// Said where others may see the screen.
        take_waiting: "Others may see this screen. Nothing is saved here.",
        /// How to use the code.
        take_scan: "Point the camera of a phone at the code. It needs no network: the code holds the words themselves.",
        /// The code holds less than all.
        take_scan_short: "It does not hold all of the words. On a larger screen it holds more.",
        /// What to do when a phone does not read the code.
        take_scan_swap: "If the phone does not read it, press Space: light and dark change places.",
        /// How to leave the code.
        take_scan_back: "Backspace: back",
        /// The screen is too small for the code, which takes `{columns}` columns and `{rows}` rows.
        take_scan_small: "This screen is too small for the code. It takes {columns} columns and {rows} rows. Make the window larger or the letters smaller, or read the words for your doctor.",
        /// There is more to say than a code can hold.
        take_scan_none: "There is more to say than a code can hold. Read the words for your doctor instead.",
        /// What a key does: take along.
        does_take: "take along",
        /// What a key does: change light and dark.
        does_swap: "swap light and dark",
        /// Plain mode: page `{n}` of `{total}` pages of the summary.
        plain_page: "Page {n} of {total}: {title}.",
        /// Plain mode: the other pages, with their numbers.
        plain_pages: "Type a number to hear another page: {pages}.",
        /// Plain mode: what Enter does where there is a page behind this one.
        plain_next: "Press Enter to hear page {n}: {title}. To end, type quit.",
        /// Plain mode: what Enter does behind the last page.
        plain_end: "Press Enter to end.",
        /// Plain mode: how to hear all that can be typed at the summary.
        plain_more: "To hear what else you can type, type help.",
        /// Plain mode: what can be typed after the summary at home.
        plain_take: "To take this along, type: slip, save, save markdown, print, print slip, or qr.",
        /// Plain mode: the same where there is a second place `{place}` to save in.
        plain_take_place: "To save in {place}, type: save 2, or save markdown 2.",
        /// Plain mode: what can be typed after the summary in a waiting room.
        plain_take_waiting: "For a few words to show or print, type: slip, or print slip.",
        /// Plain mode: a line after the summary that says nothing we know.
        plain_unclear_take: "That was not clear, or it cannot be done here.",
        /// Plain mode: where a code can be had.
        plain_qr: "A code needs the full screen. Start again without plain mode, or type slip.",
        /// Words that ask for the slip.
        word_slip: "slip",
        /// Words that save.
        word_save: "save",
        /// Words that ask for Markdown.
        word_markdown: "markdown md",
        /// Words that print.
        word_print: "print",
        /// Words that ask for the code.
        word_qr: "qr code",
        /// The same for the cause that is named for want of a better one, where someone has to be seen today.
        fallback_today: "only if nothing urgent is found",
        /// Choice on the emergency screen at home: back to the question.
        emergency_slip: "A slip: change my answer",
        /// Choice on the emergency screen at home: on.
        emergency_go_on: "I have read this: go on",
        /// How a cause fits: very well.
        band_many: "fits many of your answers",
        /// How a cause fits: well.
        band_some: "fits some of your answers",
        /// How a cause fits: not so well.
        band_less_likely: "less likely from your answers",
        /// How a cause fits that is named for want of a better one.
        band_fallback: "no other cause fits better",
        /// Weak evidence.
        trust_weak: "few or small studies",
        /// Good practice.
        trust_good_practice: "good practice, not tested in studies",
        /// Guidance that differs.
        trust_guidance_differs: "guidance differs on this",
        /// Progress: nothing left.
        left_none: "all answered",
        /// Progress: one question left.
        left_one: "last question",
        /// Progress: `{n}` questions left at most.
        left_many: "at most {n} left",
        /// Nothing was picked.
        misfit_nothing: "Please pick an answer first.",
        /// More was picked than can be.
        misfit_only_one: "Please pick only one.",
        /// Two answers exclude each other.
        misfit_conflict: "Two of these cannot be true together.",
        /// A number that no option has.
        misfit_no_such_option: "That number is not on the list.",
        /// A number outside `{from}` and `{to}`.
        misfit_out_of_range: "Please give a number from {from} to {to}.",
        /// An answer of the wrong kind.
        misfit_kind: "That does not fit this question.",
        /// A skip with something ticked.
        misfit_ticked: "You ticked something here. Take the tick away first, then skip.",
        /// A skip where there is none.
        misfit_no_skip: "This one cannot be skipped. The next questions depend on it.",
        /// `{n}` rows or lines are hidden above.
        more_above: "{n} more above",
        /// `{n}` rows or lines are hidden below.
        more_below: "{n} more below",
        /// The lowest and the highest number that fit: `{from}`, `{to}`.
        number_range: "({from} to {to})",
        /// Plain mode: how to answer.
        plain_intro: "Type the number of an answer and press Enter.",
        /// Plain mode: what else can be typed.
        plain_words: "You can also type: again, back, why, review, quit, help.",
        /// Plain mode, help: how to answer.
        plain_help_answer: "Type the number of an answer and press Enter. Where more can fit, type all their numbers with spaces between them, such as: 1 3.",
        /// Plain mode, help: `again`.
        plain_help_again: "again: hear the question once more",
        /// Plain mode, help: `back`.
        plain_help_back: "back: the question before; your answers stay",
        /// Plain mode, help: `why`.
        plain_help_why: "why: why we ask, and what the words mean",
        /// Plain mode, help: `review`.
        plain_help_review: "review: all answers so far",
        /// Plain mode, help: `skip`.
        plain_help_skip: "skip: leave a question out, where that can be done",
        /// Plain mode, help: `quit`.
        plain_help_quit: "quit: leave",
        /// Plain mode: `back` on the first question.
        plain_first: "This is the first question.",
        /// Plain mode: a line that says nothing we know.
        plain_unclear: "That was not clear. Type a number, or help.",
        /// Plain mode: what to type on an emergency.
        plain_emergency: "If that was a slip, type back to change your answer. To go on with the questions, type go.",
        /// Plain mode: neither back nor go on an emergency.
        plain_back_or_go: "Type back or go.",
        /// Plain mode: what to type on the review.
        plain_review: "Press Enter to see your summary. To change an answer, type its number.",
        /// Plain mode: what to type once the change of an answer from the review was told.
        plain_keep_change: "Press Enter to keep this change. To put your answer back as it was, type back.",
        /// Plain mode: section `{section}`, number `{n}` of the question, and how many are `{left}`.
        plain_place: "{section}. Question {n}, {left}.",
        /// Plain mode: behind an option that is chosen.
        plain_chosen: ", chosen",
        /// Plain mode: the answer `{answer}` that was just given.
        plain_heard: "Your answer: {answer}.",
        /// Plain mode: the answer `{answer}` that stands.
        plain_answered: "Answered: {answer}. Enter keeps it.",
        /// Plain mode: how to answer with one of `{n}` options.
        plain_one: "Type one number, 1 to {n}.",
        /// Plain mode: how to answer with several of `{n}` options.
        plain_many: "Type all numbers that fit, 1 to {n}, with spaces between them.",
        /// Plain mode: how to answer on a scale `{from}` (`{low}`) to `{to}` (`{high}`).
        plain_scale: "Type a number from {from} ({low}) to {to} ({high}).",
        /// Plain mode: how to answer with a number from `{from}` to `{to}` of a `{unit}`.
        plain_number: "Type a number from {from} to {to} ({unit}).",
        /// Plain mode: that the question can be skipped.
        plain_or_skip: "Or type skip.",
        /// Plain mode: the person left.
        plain_left: "You left before the end.",
        /// Plain mode: the input ended.
        plain_ended: "The input ended before the questions did.",
        /// Answers are kept.
        keep_kept: "Your answers stay on this computer until you are done, so you can stop and come back. Only your own account can read them.",
        /// Answers are not kept, as it should be.
        keep_off: "Nothing you answer is kept.",
        /// Answers are not kept, since another twinge keeps some.
        keep_in_use: "Your answers are not kept this time: twinge is open somewhere else as well.",
        /// Answers are not kept, since nothing says where to.
        keep_no_home: "Your answers are not kept here: you have no home folder.",
        /// Answers are not kept, since they cannot be written.
        keep_cannot: "Your answers are not kept here: the folder for them cannot be used.",
        /// Answers are not kept from now on, since they could not be written.
        keep_stopped: "Your answers are no longer kept: they could not be written to disk.",
        /// Said when the person leaves and can come back.
        keep_left: "Your answers are kept. Start twinge again to go on with them, or delete them with: twinge forget",
        /// Said when the person leaves and nothing is left.
        keep_nothing: "Nothing was kept.",
        /// Offer on the first screen.
        found: "You did not finish last time.",
        /// What can be done about it.
        found_session: "You can go on where you stopped. Has anything changed since then? Then start afresh.",
        /// The content is another version.
        found_changed: "The questions have changed since then. Your answers still fit. If anything else has changed, start afresh.",
        /// The content is another version, and `{n}` answers do not fit it.
        found_dropped: "The questions have changed since then. Answers that no longer fit: {n}. We will ask those questions again.",
        /// `{n}` answers cannot be used although the content is the same.
        found_misfit: "Answers that could not be read: {n}. We will ask those questions again.",
        /// What was kept cannot be used, and `{why}`.
        found_unusable: "What was kept from last time cannot be used: {why}.",
        /// Choice: go on with what was kept.
        found_go_on: "Go on where I stopped",
        /// Choice: start afresh.
        found_afresh: "Start afresh; delete my answers",
        /// Plain mode: what to type when a session was kept.
        found_plain: "Type 1 to go on where you stopped. Type 2 to start afresh; that deletes your old answers.",
        /// Plain mode: what to type when what was kept cannot be used.
        found_plain_afresh: "Type 1 to start afresh; that deletes what was kept. Or type quit, and it stays.",
        /// Why it cannot be used: damaged.
        unusable_damaged: "it is damaged",
        /// Why it cannot be used: too large.
        unusable_too_large: "it is too large",
        /// Why it cannot be used: another form.
        unusable_other_form: "another version of twinge wrote it",
        /// Why it cannot be used: other questions.
        unusable_other_content: "it belongs to other questions",
        /// Why it cannot be used: not the person's alone.
        unusable_not_yours: "others can get at it, or it is not yours",
        /// Why it cannot be used: not readable.
        unusable_unreadable: "it cannot be read",
        /// Words that ask to hear the question again, in plain mode. The first is the one that is told.
        word_again: "again a",
        /// Words that mean going back, in plain mode.
        word_back: "back b",
        /// Words that ask why.
        word_why: "why w",
        /// Words that ask for the review.
        word_review: "review r",
        /// Words that leave.
        word_quit: "quit q exit",
        /// Words that ask for help.
        word_help: "help h",
        /// Words that skip a question.
        word_skip: "skip s",
        /// Words that go on.
        word_go: "go g",
        /// The Enter key.
        key_enter: "Enter",
        /// The space bar.
        key_space: "Space",
        /// The Backspace key.
        key_backspace: "Backspace",
        /// The arrow keys to the sides, where there are no signs for them.
        key_sideways: "Left/Right",
        /// The arrow keys up and down, where there are no signs for them.
        key_up_down: "Up/Down",
        /// What a key does: start.
        does_start: "start",
        /// What a key does: go on.
        does_next: "next",
        /// What a key does: open what is in focus.
        does_open: "open",
        /// What a key does: tick.
        does_tick: "tick",
        /// What a key does: choose.
        does_choose: "choose",
        /// What a key does: turn pages.
        does_pages: "pages",
        /// What a key does: go back.
        does_back: "back",
        /// What a key does: say why we ask.
        does_why: "why we ask",
        /// What a key does: help.
        does_help: "help",
        /// What a key does: move.
        does_move: "move",
        /// What a key does: scroll.
        does_scroll: "scroll",
        /// What a key does: leave.
        does_leave: "leave",
        /// What a key does: quit.
        does_quit: "quit",
        /// What a key does for staff: clear the screen.
        does_clear: "staff: clear",
    }
    {
        /// The words of the kiosk.
        kiosk: KioskStrings,
    }
}
