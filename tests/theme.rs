//! Which theme is chosen, from what was asked for and from the environment.

use twinge::ui::theme::{Background, Choices, Depth, Look, Named, Signs, Theme};

fn choose(choices: &Choices, environment: &[(&str, &str)]) -> Theme {
    Theme::choose(choices, |name| {
        environment.iter().find(|(key, _)| *key == name).map(|(_, value)| (*value).to_owned())
    })
}

fn given(environment: &[(&str, &str)]) -> Theme {
    choose(&Choices::default(), environment)
}

fn themes(themes: &[Named]) -> Choices {
    Choices { themes: themes.to_vec(), ..Choices::default() }
}

#[test]
fn colours_follow_what_the_terminal_says_of_itself() {
    for (environment, depth) in [
        (vec![("TERM", "xterm-256color")], Depth::Indexed),
        (vec![("TERM", "xterm"), ("COLORTERM", "truecolor")], Depth::Indexed),
        (vec![("TERM", "xterm-kitty")], Depth::Indexed),
        (vec![("TERM", "xterm")], Depth::Sixteen),
        (vec![("TERM", "linux"), ("COLORTERM", "truecolor")], Depth::Sixteen),
        (vec![("TERM", "screen"), ("COLORTERM", "truecolor")], Depth::Sixteen),
        (vec![("TERM", "screen-256color")], Depth::Indexed),
        (vec![("TERM", "vt100")], Depth::None),
        (vec![("TERM", "xterm-256color"), ("NO_COLOR", "1")], Depth::None),
        (vec![("TERM", "xterm-256color"), ("NO_COLOR", "")], Depth::Indexed),
        (vec![], Depth::Sixteen),
    ] {
        assert_eq!(given(&environment).depth, depth, "{environment:?}");
    }
}

#[test]
fn the_background_is_what_colorfgbg_ends_with() {
    for (fgbg, background) in [
        ("15;0", Background::Dark),
        ("0;15", Background::Light),
        ("0;default;7", Background::Light),
        ("12;8", Background::Dark),
        ("0;default", Background::Unknown),
        ("0;11", Background::Unknown),
        ("0;999", Background::Unknown),
        ("", Background::Unknown),
    ] {
        assert_eq!(given(&[("COLORFGBG", fgbg)]).background, background, "{fgbg}");
    }
    assert_eq!(given(&[("TERM", "linux")]).background, Background::Dark);
}

#[test]
fn signs_follow_the_locale_and_the_terminal() {
    for (environment, signs) in [
        (vec![("LANG", "en_GB.UTF-8")], Signs::Unicode),
        (vec![("LANG", "C.utf8")], Signs::Unicode),
        (vec![("LANG", "en_GB.UTF-8"), ("LC_ALL", "C")], Signs::Ascii),
        (vec![("LANG", "en_GB.UTF-8"), ("LC_CTYPE", "C"), ("LC_ALL", "")], Signs::Ascii),
        (vec![("LANG", "en_GB.UTF-8"), ("TERM", "linux")], Signs::Ascii),
        (vec![], Signs::Ascii),
    ] {
        assert_eq!(given(&environment).signs, signs, "{environment:?}");
    }
}

#[test]
fn what_was_asked_for_goes_over_the_environment() {
    let choices = Choices {
        themes: vec![Named::HighContrast],
        background: Some(Background::Light),
        signs: Some(Signs::Unicode),
    };
    let theme = choose(&choices, &[("TERM", "linux"), ("COLORFGBG", "15;0"), ("NO_COLOR", "1")]);
    let Theme { look, background, depth, signs, roomy } = theme;
    assert_eq!((look, background, signs), (Look::HighContrast, Background::Light, Signs::Unicode));
    assert_eq!((depth, roomy), (Depth::Sixteen, false));
}

#[test]
fn large_goes_with_every_theme_and_leaves_colours_alone() {
    let large = choose(&themes(&[Named::Large]), &[("NO_COLOR", "1")]);
    assert_eq!((large.look, large.roomy), (Look::Mono, true));
    for both in [[Named::Large, Named::HighContrast], [Named::HighContrast, Named::Large]] {
        let theme = choose(&themes(&both), &[]);
        assert_eq!((theme.look, theme.roomy), (Look::HighContrast, true));
    }
    assert_eq!(choose(&themes(&[Named::HighContrast, Named::Mono]), &[]).look, Look::Mono);
}

#[test]
fn names_lead_back_to_what_they_name() {
    for named in Named::ALL {
        assert_eq!(named.id().parse(), Ok(*named));
    }
    for background in Background::ALL {
        assert_eq!(background.to_string().parse(), Ok(*background));
    }
    for signs in Signs::ALL {
        assert_eq!(signs.id().parse(), Ok(*signs));
    }
    let fault = "sepia".parse::<Named>().map_err(|fault| fault.to_string());
    assert_eq!(fault, Err("`sepia` is not known; there are default, high-contrast, mono, large".to_owned()));
}
