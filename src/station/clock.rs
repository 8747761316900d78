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
    let since = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    i64::try_from(since.as_secs()).unwrap_or(0)
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
    fn tells_what_changed_only() {
        let mut clock = Clock { offset: Some((0, Instant::now())), ..Clock::default() };
        let (day, open) = clock.look(Some((0, 0)));
        assert!(day.is_some() && open == Some(false));
        assert_eq!(clock.look(Some((0, 1440))).1, Some(true));
        assert_eq!(clock.look(None).1, None);
    }
}
