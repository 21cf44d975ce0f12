//! An address as a QR code, drawn as one path of an inline SVG: no picture file, no style, and
//! nothing that the content policy would refuse. Called by pages that are printed or scanned from
//! a screen.

use qrcode::{Color, EcLevel, QrCode};

/// The white edge that a scanner needs, in modules.
const QUIET: usize = 4;

/// A code, ready to be drawn.
#[derive(Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Width and height with the white edge, in modules: the drawing's `viewBox`.
    pub side: usize,
    /// The black modules, as the `d` of a path.
    pub path: String,
}

/// Draws a text; `None` when it is too long for a code.
#[must_use]
pub fn draw(text: &str) -> Option<Drawing> {
    // A fold or a stain takes less than the 15 percent that this level mends.
    let code = QrCode::with_error_correction_level(text, EcLevel::M).ok()?;
    let width = code.width();
    let mut path = String::new();
    for (at, color) in code.to_colors().into_iter().enumerate() {
        if color == Color::Dark {
            let (x, y) = (at % width + QUIET, at / width + QUIET);
            path.push_str(&format!("M{x} {y}h1v1h-1z"));
        }
    }
    Some(Drawing {
        side: width + 2 * QUIET,
        path,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_link_becomes_a_code_with_its_three_corners_and_a_white_edge() {
        let token = "a".repeat(43);
        let drawn = draw(&format!("https://brugdam.example/mijn/{token}")).unwrap();
        assert_eq!(drawn.side, 37 + 2 * QUIET);
        let dark = |x: usize, y: usize| drawn.path.contains(&format!("M{x} {y}h1v1h-1z"));
        let last = drawn.side - QUIET - 1;
        assert!(dark(QUIET, QUIET) && dark(last, QUIET) && dark(QUIET, last));
        assert!(!dark(QUIET - 1, QUIET) && !dark(last + 1, QUIET));
    }

    #[test]
    fn what_is_too_long_is_not_drawn() {
        assert!(draw(&"a".repeat(4_000)).is_none());
    }
}
