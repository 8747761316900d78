//! Prints slips: by the print system, or straight on a receipt printer.

use std::{
    fs::OpenOptions,
    io::{self, Write},
    sync::mpsc::{SyncSender, channel},
    thread,
    time::Duration,
};

use zeroize::Zeroizing;

use super::Msg;
use crate::{
    kiosk::{Event, config::Printer},
    outlet::print_with,
    take::NotPrinted,
};

/// How long printing may take.
const LIMIT: Duration = Duration::from_secs(20);

/// Sets a receipt printer back to where it starts (ESC/POS, `ESC @`).
const RESET: &[u8] = b"\x1b@";
/// Feeds the paper past the knife and cuts it (ESC/POS, `GS V 66 0`).
const CUT: &[u8] = b"\n\n\n\x1dVB\x00";

/// Prints on a thread of its own, and tells how it went.
pub(super) fn print(printer: Printer, sitting: u64, text: Zeroizing<String>, sender: SyncSender<Msg>) {
    thread::spawn(move || {
        let result = match printer {
            Printer::Queue(queue) => print_with("lp".as_ref(), &["-d", queue.as_str()], &text, LIMIT),
            Printer::Device(path) => within_limit(path.text, text),
        };
        let _ = sender.send(Msg::Event(Event::Printed(sitting, result)));
    });
}

/// A device that is busy or out of paper may hold up whoever writes to it for ever.
fn within_limit(path: String, text: Zeroizing<String>) -> Result<(), NotPrinted> {
    let (sender, receiver) = channel();
    thread::spawn(move || sender.send(on_device(&path, &text)));
    match receiver.recv_timeout(LIMIT) {
        Ok(Ok(())) => Ok(()),
        Ok(Err(error)) if error.kind() == io::ErrorKind::NotFound => Err(NotPrinted::NoProgram),
        Ok(Err(_)) => Err(NotPrinted::Failed),
        Err(_) => Err(NotPrinted::Slow),
    }
}

fn on_device(path: &str, text: &str) -> io::Result<()> {
    let bytes = Zeroizing::new(receipt(text));
    let mut device = OpenOptions::new().write(true).open(path)?;
    device.write_all(&bytes)?;
    device.flush()
}

/// A text for a receipt printer. Which signs beyond ASCII it has differs from model to model, so letters lose
/// their accents and the rest becomes a question mark; nothing in the text can drive the printer.
fn receipt(text: &str) -> Vec<u8> {
    let mut bytes = RESET.to_vec();
    for c in text.chars() {
        match c {
            '\n' | ' '..='~' => bytes.push(u8::try_from(u32::from(c)).unwrap_or(b'?')),
            c if c.is_control() => {}
            c => bytes.push(without_accent(c)),
        }
    }
    bytes.extend_from_slice(CUT);
    bytes
}

const fn without_accent(c: char) -> u8 {
    match c {
        'á' | 'à' | 'â' | 'ä' | 'ã' => b'a',
        'é' | 'è' | 'ê' | 'ë' => b'e',
        'í' | 'ì' | 'î' | 'ï' => b'i',
        'ó' | 'ò' | 'ô' | 'ö' | 'õ' => b'o',
        'ú' | 'ù' | 'û' | 'ü' => b'u',
        'Á' | 'À' | 'Â' | 'Ä' | 'Ã' => b'A',
        'É' | 'È' | 'Ê' | 'Ë' => b'E',
        'Í' | 'Ì' | 'Î' | 'Ï' => b'I',
        'Ó' | 'Ò' | 'Ô' | 'Ö' | 'Õ' => b'O',
        'Ú' | 'Ù' | 'Û' | 'Ü' => b'U',
        'ñ' => b'n',
        'Ñ' => b'N',
        'ç' => b'c',
        _ => b'?',
    }
}

#[cfg(test)]
mod tests {
    #![expect(clippy::unwrap_used, reason = "a failing test should panic")]

    use std::fs;

    use super::*;

    #[test]
    fn a_text_cannot_drive_the_printer() {
        let bytes = receipt("a\u{1b}p0\u{9b}1\u{1d}V\nlumbar: señal \u{4e2d}");
        let inner = bytes.strip_prefix(RESET).and_then(|rest| rest.strip_suffix(CUT)).unwrap();
        assert_eq!(inner, b"ap01V\nlumbar: senal ?");
    }

    #[test]
    fn prints_on_a_device_and_tells_when_there_is_none() {
        let path = std::env::temp_dir().join(format!("twinge-slip-{}", std::process::id()));
        fs::write(&path, "").unwrap();
        let text = || Zeroizing::new("Say: back ache".to_owned());
        assert_eq!(within_limit(path.display().to_string(), text()), Ok(()));
        assert_eq!(fs::read(&path).unwrap(), receipt("Say: back ache"));
        fs::remove_file(&path).unwrap();
        assert_eq!(within_limit("/no/such/device".to_owned(), text()), Err(NotPrinted::NoProgram));
    }
}
