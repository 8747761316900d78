//! What may never happen, whatever is pressed and however time goes.

use proptest::prelude::*;
use ratatui::crossterm::event::{KeyCode, KeyEvent, KeyModifiers, MouseButton, MouseEvent, MouseEventKind};
use twinge::kiosk::{Effect, Event};

use crate::driver::{COUNTDOWN, Driver, IDLE, site};

fn key() -> impl Strategy<Value = KeyEvent> {
    let code = prop_oneof![
        4 => Just(KeyCode::Enter),
        2 => Just(KeyCode::Backspace),
        1 => Just(KeyCode::Esc),
        6 => "[1-9a-nq? zA-Z]".prop_map(|text| KeyCode::Char(text.chars().next().unwrap_or(' '))),
        1 => any::<char>().prop_map(KeyCode::Char),
        3 => prop_oneof![Just(KeyCode::Up), Just(KeyCode::Down), Just(KeyCode::End), Just(KeyCode::PageDown)],
        2 => (1_u8..=24).prop_map(KeyCode::F),
    ];
    let modifiers = prop_oneof![5 => Just(KeyModifiers::NONE), 1 => any::<u8>().prop_map(KeyModifiers::from_bits_truncate)];
    (code, modifiers).prop_map(|(code, modifiers)| KeyEvent::new(code, modifiers))
}

#[derive(Debug, Clone, Copy)]
enum Move {
    Key(KeyEvent),
    Mouse(u16, u16, bool),
    Wait(u64),
    Pin(bool),
    Called(bool),
    Broken,
    Size(u16, u16),
}

fn moves(rights: bool) -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        20 => key().prop_map(Move::Key),
        3 => (0_u16..110, 0_u16..40, any::<bool>()).prop_map(|(x, y, down)| Move::Mouse(x, y, down)),
        2 => (0_u64..30).prop_map(Move::Wait),
        1 => (0_u64..200).prop_map(Move::Wait),
        1 => any::<bool>().prop_map(move |right| Move::Pin(right && rights)),
        1 => any::<bool>().prop_map(Move::Called),
        1 => (1_u16..110, 1_u16..40).prop_map(|(width, height)| Move::Size(width, height)),
        1 => Just(Move::Broken),
    ];
    prop::collection::vec(one, 1..120)
}

fn play(driver: &mut Driver, one: Move) -> Vec<Effect> {
    match one {
        Move::Key(key) => driver.take(Event::Key(key)),
        Move::Mouse(column, row, down) => {
            let kind = if down { MouseEventKind::Down(MouseButton::Left) } else { MouseEventKind::Moved };
            driver.take(Event::Mouse(MouseEvent { kind, column, row, modifiers: KeyModifiers::NONE }))
        }
        Move::Wait(seconds) => driver.wait(seconds),
        Move::Pin(right) => driver.take(Event::PinChecked(right)),
        Move::Called(through) => {
            driver.take(Event::Called(1, if through { Ok(()) } else { Err("no".to_owned()) }))
        }
        Move::Broken => driver.take(Event::Broken("stopped".to_owned())),
        Move::Size(width, height) => {
            driver.size = (width, height);
            driver.wait(0)
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 150, failure_persistence: None, ..ProptestConfig::default() })]

    /// A wrong code is one that was checked and found wrong, or none at all.
    #[test]
    fn nobody_leaves_without_the_right_code(moves in moves(false)) {
        let mut driver = Driver::new(site());
        for one in moves {
            let effects = play(&mut driver, one);
            prop_assert!(!effects.contains(&Effect::Leave));
            prop_assert!(!driver.kiosk.shows_staff_view());
        }
    }

    #[test]
    fn the_desk_is_named_on_every_screen(moves in moves(true)) {
        let mut driver = Driver::new(site());
        for one in moves {
            play(&mut driver, one);
            let (width, height) = driver.size;
            if width >= 32 && height >= 4 {
                prop_assert!(driver.shows("You can ask at the desk instead."), "{}", driver.draw());
            }
            if width >= 13 && height >= 2 {
                prop_assert!(driver.shows("F1 call staff"), "{}", driver.draw());
            }
        }
    }

    /// Without a key everything ends in the first screen, an emergency excepted, which stays.
    #[test]
    fn idle_always_ends_in_a_wipe(moves in moves(true)) {
        let mut driver = Driver::new(site());
        for one in moves {
            play(&mut driver, one);
        }
        let (taken, emergency) = (driver.kiosk.is_taken(), driver.kiosk.is_emergency());
        driver.effects.clear();
        driver.wait_waking(3 * IDLE + COUNTDOWN + 60 + 45);
        prop_assert_eq!(driver.kiosk.is_taken(), emergency);
        prop_assert_eq!(driver.effects.contains(&Effect::Wipe), taken && !emergency);
    }

    /// After a wipe the kiosk is in the state of one that had no sitting yet: the same keys show the same screens.
    #[test]
    fn nothing_of_a_sitting_is_seen_in_the_next(before in moves(true), keys in prop::collection::vec(key(), 1..40)) {
        let mut used = Driver::new(site());
        for one in before {
            play(&mut used, one);
        }
        // To the end of whatever it is, through the staff if need be.
        used.size = (80, 24);
        used.wait_waking(3 * IDLE + COUNTDOWN + 600);
        used.keys("<f10>1<enter>");
        used.take(Event::PinChecked(true));
        used.keys("2");
        prop_assert!(!used.kiosk.is_taken(), "{}", used.draw());
        let mut fresh = Driver::new(site());
        fresh.now = used.now;
        fresh.wait(0);
        for key in keys {
            let staff = KeyCode::F(10);
            if key.code == staff {
                continue;
            }
            let effects = [used.take(Event::Key(key)), fresh.take(Event::Key(key))].map(|effects| {
                let own = |effect: &Effect| !matches!(effect, Effect::Call(..));
                effects.into_iter().filter(own).collect::<Vec<_>>()
            });
            prop_assert_eq!(&effects[0], &effects[1]);
            prop_assert_eq!(used.draw(), fresh.draw());
        }
    }

    /// The shell sleeps until then; it must neither spin nor oversleep.
    #[test]
    fn the_next_waking_is_always_ahead_and_soon(moves in moves(true)) {
        let mut driver = Driver::new(site());
        for one in moves {
            play(&mut driver, one);
            let wake = driver.kiosk.wake();
            prop_assert!(wake > driver.now, "{wake:?} at {:?}", driver.now);
            prop_assert!(wake <= driver.now + std::time::Duration::from_secs(20));
        }
    }
}
