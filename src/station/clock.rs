//! The day and the time of day where the kiosk stands.

use std::{
    process::{Command, Stdio},
    time::{Duration, Instant, SystemTime, UNIX_EPOCH},
};

/// How often the distance to UTC is asked for: summer time comes and goes.
const ASK_AGAIN: Duration = Duration::from_mins(15);

/// Seconds of a day.
const DAY: i64 = 24 * 60 * 60;

/// What the clock said last.
#[derive(Debug, Default)]
pub(super) struct Clock {
    /// Distance to UTC in seconds, and when it was asked for.
    offset: Option<(i64, Instant)>,
    day: Option<i64>,
    open: Option<bool>,
}

impl Clock {
    /// The day, where it is another one than before, and whether it is within these hours, where that changed.
    pub(super) fn look(&mut self, hours: Option<(u32, u32)>) -> (Option<String>, Option<bool>) {
        let now = self.local();
        self.look_at(now, hours)
    }

    /// The same at a moment, in seconds since 1970 as clocks on the wall count them. It may lie before the last
    /// one: clocks are set.
    fn look_at(&mut self, now: i64, hours: Option<(u32, u32)>) -> (Option<String>, Option<bool>) {
        let day = now.div_euclid(DAY);
        let changed = (self.day.replace(day) != Some(day)).then(|| date(day));
        let minute = now.rem_euclid(DAY) / 60;
        let open = hours.is_none_or(|(from, to)| (i64::from(from)..i64::from(to)).contains(&minute));
        let turned = (self.open.replace(open) != Some(open)).then_some(open);
        (changed, turned)
    }

    /// Seconds since 1970, as clocks on the wall count them.
    fn local(&mut self) -> i64 {
        let fresh = self.offset.is_some_and(|(_, asked)| asked.elapsed() < ASK_AGAIN);
        if !fresh {
            let before = self.offset.map_or(0, |(offset, _)| offset);
            self.offset = Some((ask().unwrap_or(before), Instant::now()));
        }
        utc() + self.offset.map_or(0, |(offset, _)| offset)
    }
}

/// Seconds since 1970.
pub(super) fn utc() -> i64 {
    seconds(SystemTime::now())
}

/// A clock that says an earlier time is wrong; it counts as 1970.
fn seconds(now: SystemTime) -> i64 {
    let since = now.duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(0)
}

/// Whether a clock can be believed when it says that something is old: not for a day after it jumped.
#[derive(Debug, Default)]
pub(super) struct Belief {
    /// What a clock that cannot be set, and the one on the wall, said last.
    last: Option<(Duration, i64)>,
    doubted_until: Option<Duration>,
}

impl Belief {
    /// Looks at both clocks; `passed` is the one that cannot be set. The first look is believed.
    pub(super) fn look(&mut self, passed: Duration, utc: i64) -> bool {
        if let Some((before, then)) = self.last.replace((passed, utc)) {
            let between = i64::try_from(passed.saturating_sub(before).as_secs()).unwrap_or(i64::MAX);
            let jump = utc.saturating_sub(then).saturating_sub(between);
            if jump.unsigned_abs() > DAY.unsigned_abs() {
                self.doubted_until = Some(passed + Duration::from_secs(DAY.unsigned_abs()));
            }
        }
        self.doubted_until.is_none_or(|until| passed >= until)
    }
}

/// The date of a day counted from 1970, such as `2026-11-21`, and the day of the seconds since then.
pub(super) fn date(day: i64) -> String {
    // Days are counted in years that begin in March, so that the day a leap year has more comes last.
    // Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms", civil_from_days.
    let shifted = day + 719_468;
    let era = shifted.div_euclid(146_097);
    let of_era = shifted.rem_euclid(146_097);
    let year = (of_era - of_era / 1_460 + of_era / 36_524 - of_era / 146_096) / 365;
    let of_year = of_era - (365 * year + year / 4 - year / 100);
    let month = (5 * of_year + 2) / 153;
    let of_month = of_year - (153 * month + 2) / 5 + 1;
    let month = if month < 10 { month + 3 } else { month - 9 };
    let year = year + era * 400 + i64::from(month <= 2);
    format!("{year:04}-{month:02}-{of_month:02}")
}

/// A moment as the standard for times of day over the world writes it (RFC 3339), in UTC.
pub(super) fn moment(utc: i64) -> String {
    let second = utc.rem_euclid(DAY);
    let (hours, minutes) = (second / 3600, second / 60 % 60);
    format!("{}T{hours:02}:{minutes:02}:{:02}Z", date(utc.div_euclid(DAY)), second % 60)
}

/// The distance to UTC as the system knows it.
fn ask() -> Option<i64> {
    let asked =
        Command::new("/bin/date").arg("+%z").stdin(Stdio::null()).stderr(Stdio::null()).output().ok()?;
    offset(std::str::from_utf8(&asked.stdout).ok()?.trim())
}

/// A distance to UTC such as `+0130`, in seconds.
fn offset(text: &str) -> Option<i64> {
    let (sign, digits) = match text.split_at_checked(1)? {
        ("+", digits) => (1, digits),
        ("-", digits) => (-1, digits),
        _ => return None,
    };
    let (hours, minutes) = digits.split_at_checked(2)?;
    let (hours, minutes): (i64, i64) = (hours.parse().ok()?, minutes.parse().ok()?);
    (digits.len() == 4 && minutes < 60).then_some(sign * (hours * 3600 + minutes * 60))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_dates() {
        assert_eq!(date(0), "1970-01-01");
        assert_eq!(date(-1), "1969-12-31");
        assert_eq!(date(11_016), "2000-02-29");
        assert_eq!(date(20_513), "2026-03-01");
        assert_eq!(moment(951_868_799), "2000-02-29T23:59:59Z");
    }

    #[test]
    fn knows_distances_to_utc() {
        assert_eq!(offset("+0130"), Some(5400));
        assert_eq!(offset("-0800"), Some(-28_800));
        for wrong in ["", "+", "0100", "+100", "+01:00", "+0160", "\u{fc}100"] {
            assert_eq!(offset(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_clock_before_1970_counts_as_1970_and_a_late_one_as_what_it_says() {
        let second = Duration::from_secs(1);
        assert_eq!(seconds(UNIX_EPOCH - second), 0);
        assert_eq!(seconds(UNIX_EPOCH), 0);
        // The last that Linux lets a clock be set to lies in 2262.
        let last = 9_223_372_036;
        assert_eq!(seconds(UNIX_EPOCH + Duration::from_secs(last)), 9_223_372_036);
        assert_eq!(moment(9_223_372_036), "2262-04-11T23:47:16Z");
        assert_eq!(moment(-1), "1969-12-31T23:59:59Z");
        assert_eq!(moment(4_133_980_799), "2100-12-31T23:59:59Z");
        assert_eq!(date(47_540), "2100-02-28");
        assert_eq!(date(47_541), "2100-03-01", "no leap year");
    }

    #[test]
    fn a_clock_that_is_set_begins_another_day_and_keeps_to_the_hours() {
        let hours = Some((8 * 60, 18 * 60));
        let mut clock = Clock::default();
        let noon = 12 * 3600;
        let day = |days: i64| days * DAY + noon;
        assert_eq!(clock.look_at(day(20_778), hours), (Some("2026-11-21".to_owned()), Some(true)));
        assert_eq!(clock.look_at(day(47_482), hours), (Some("2100-01-01".to_owned()), None), "forward");
        assert_eq!(clock.look_at(day(-1), hours), (Some("1969-12-31".to_owned()), None), "before 1970");
        assert_eq!(clock.look_at(-DAY + 1, hours), (None, Some(false)), "just after midnight");
        assert_eq!(clock.look_at(day(20_778), hours), (Some("2026-11-21".to_owned()), Some(true)), "back");
        assert_eq!(clock.look_at(day(20_778) - 3600, hours), (None, None), "an hour back, the same day");
    }

    #[test]
    fn a_clock_that_jumped_is_not_believed_for_a_day() {
        let hour = Duration::from_hours(1);
        let now = 20_778 * DAY;
        for jump in [60 * 365 * DAY, -now, 3 * DAY, -3 * DAY] {
            let mut belief = Belief::default();
            assert!(belief.look(hour, now), "the first look");
            assert!(belief.look(hour * 2, now + 3600));
            assert!(belief.look(hour * 3, now + 12 * 3600), "set by hours, as for summer time");
            assert!(!belief.look(hour * 4, now + jump), "{jump}");
            assert!(!belief.look(hour * 5, now + jump + 3600), "{jump}");
            assert!(belief.look(hour * 28, now + jump + 24 * 3600), "a day later");
            assert!(!belief.look(hour * 29, now), "and back");
        }
    }

    #[test]
    fn tells_what_changed_only() {
        let mut clock = Clock { offset: Some((0, Instant::now())), ..Clock::default() };
        let (day, open) = clock.look(Some((0, 0)));
        assert!(day.is_some() && open == Some(false));
        assert_eq!(clock.look(Some((0, 1440))).1, Some(true));
        assert_eq!(clock.look(None).1, None);
    }
}
