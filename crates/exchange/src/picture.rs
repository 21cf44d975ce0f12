//! A picture that somebody sends in, decoded and written anew as JPEG in two fixed sizes. Nothing of
//! what came in but the seen image is kept: no place, no camera, nothing hidden behind the image.
//!
//! Takes long enough to be kept off threads that answer requests.

use std::io::Cursor;

use image::codecs::jpeg::JpegEncoder;
use image::imageops::FilterType;
use image::metadata::Orientation;
use image::{DynamicImage, ImageDecoder, ImageFormat, ImageReader, Limits, Rgb, RgbImage};

/// Most bytes of a picture that comes in.
pub const BYTES_MAX: usize = 8 * 1024 * 1024;
/// The card's size: width and height in pixels.
pub const SMALL: (u32, u32) = (320, 240);
/// The page's size.
pub const LARGE: (u32, u32) = (960, 720);
/// No side is longer, and there are no more pixels: a small file can unpack to gigabytes.
const SIDE_MAX: u32 = 10_000;
const PIXELS_MAX: u64 = 25_000_000;
/// Most memory that decoding may take.
const MEMORY_MAX: u64 = 256 * 1024 * 1024;
/// What the eye does not tell from the best, at a fifth of the bytes.
const QUALITY: u8 = 78;

/// A picture as it is kept, in two sizes of four by three, as JPEG.
#[derive(Clone, Debug)]
pub struct Picture {
    /// [`SMALL`]
    pub small: Vec<u8>,
    /// [`LARGE`]
    pub large: Vec<u8>,
}

/// Why a picture is not taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PictureProblem {
    /// Nothing came.
    Nothing,
    /// More than [`BYTES_MAX`].
    TooHeavy,
    /// No JPEG, PNG or WebP.
    OtherKind,
    /// More pixels than anybody needs.
    TooLarge,
    /// Too few pixels to see anything.
    TooSmall,
    /// It begins like a picture and cannot be read.
    Broken,
}

impl PictureProblem {
    /// The code of its text.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Nothing => "foto-ontbreekt",
            Self::TooHeavy => "foto-zwaar",
            Self::OtherKind => "foto-soort",
            Self::TooLarge => "foto-groot",
            Self::TooSmall => "foto-klein",
            Self::Broken => "foto-kapot",
        }
    }
}

/// Reads a picture and writes it anew.
///
/// # Errors
/// [`PictureProblem`] when it is not taken.
pub fn read(bytes: &[u8]) -> Result<Picture, PictureProblem> {
    if bytes.is_empty() {
        return Err(PictureProblem::Nothing);
    }
    if bytes.len() > BYTES_MAX {
        return Err(PictureProblem::TooHeavy);
    }
    // The first bytes decide, never a name or a told type.
    let format = match image::guess_format(bytes) {
        Ok(format @ (ImageFormat::Jpeg | ImageFormat::Png | ImageFormat::WebP)) => format,
        _ => return Err(PictureProblem::OtherKind),
    };
    let mut reader = ImageReader::with_format(Cursor::new(bytes), format);
    let mut limits = Limits::default();
    limits.max_alloc = Some(MEMORY_MAX);
    reader.limits(limits);
    let mut decoder = reader.into_decoder().map_err(|_| PictureProblem::Broken)?;
    // The head tells the size; nothing is unpacked before it is judged.
    let (width, height) = decoder.dimensions();
    if width.max(height) > SIDE_MAX || u64::from(width) * u64::from(height) > PIXELS_MAX {
        return Err(PictureProblem::TooLarge);
    }
    if width.min(height) < SMALL.1 {
        return Err(PictureProblem::TooSmall);
    }
    let turned = decoder.orientation().unwrap_or(Orientation::NoTransforms);
    let mut seen = DynamicImage::from_decoder(decoder).map_err(|_| PictureProblem::Broken)?;
    seen.apply_orientation(turned);
    let large = on_white(&seen.resize_to_fill(LARGE.0, LARGE.1, FilterType::Triangle));
    let small = image::imageops::resize(&large, SMALL.0, SMALL.1, FilterType::Triangle);
    Ok(Picture {
        small: written(&small)?,
        large: written(&large)?,
    })
}

/// What is see-through becomes white: JPEG knows no other.
fn on_white(image: &DynamicImage) -> RgbImage {
    if !image.color().has_alpha() {
        return image.to_rgb8();
    }
    let seen = image.to_rgba8();
    RgbImage::from_fn(seen.width(), seen.height(), |x, y| {
        let [red, green, blue, alpha] = seen.get_pixel(x, y).0;
        let over = |part: u8| {
            let mixed = u16::from(part) * u16::from(alpha) + 255 * (255 - u16::from(alpha));
            u8::try_from(mixed / 255).unwrap_or(u8::MAX)
        };
        Rgb([over(red), over(green), over(blue)])
    })
}

fn written(image: &RgbImage) -> Result<Vec<u8>, PictureProblem> {
    let mut bytes = Vec::new();
    let mut encoder = JpegEncoder::new_with_quality(&mut bytes, QUALITY);
    let done = encoder.encode_image(image);
    done.map_err(|_| PictureProblem::Broken)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests;
