use image::codecs::png::PngEncoder;
use image::codecs::webp::WebPEncoder;
use image::{ExtendedColorType, ImageEncoder, RgbaImage};
use rstest::rstest;

use super::*;

/// Left red, right blue.
fn two_halves(width: u32, height: u32) -> RgbImage {
    RgbImage::from_fn(width, height, |x, _| {
        if x < width / 2 {
            Rgb([220, 20, 20])
        } else {
            Rgb([20, 20, 220])
        }
    })
}

fn jpeg(image: &RgbImage) -> Vec<u8> {
    written(image).unwrap()
}

fn png(image: &RgbImage) -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = PngEncoder::new(&mut bytes);
    let (width, height) = image.dimensions();
    encoder
        .write_image(image, width, height, ExtendedColorType::Rgb8)
        .unwrap();
    bytes
}

/// A JPEG with an EXIF block after its head: how it was turned, and where it was taken.
fn with_exif(jpeg: &[u8], orientation: u8) -> Vec<u8> {
    let mut tiff = b"Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0".to_vec();
    tiff.extend([orientation, 0, 0, 0, 0, 0, 0]);
    tiff.extend(b"GPS 51.6978N 5.3037E");
    let mut bytes = vec![0xff, 0xd8, 0xff, 0xe1];
    bytes.extend(u16::try_from(tiff.len() + 2).unwrap().to_be_bytes());
    bytes.extend(tiff);
    bytes.extend(&jpeg[2..]);
    bytes
}

fn decoded(bytes: &[u8]) -> RgbImage {
    assert_eq!(image::guess_format(bytes).unwrap(), ImageFormat::Jpeg);
    image::load_from_memory(bytes).unwrap().to_rgb8()
}

fn is_red(pixel: &Rgb<u8>) -> bool {
    pixel.0[0] > 150 && pixel.0[2] < 100
}

#[test]
fn each_kind_becomes_a_jpeg_of_two_fixed_sizes() {
    let image = two_halves(800, 600);
    let mut webp = Vec::new();
    let encoder = WebPEncoder::new_lossless(&mut webp);
    encoder
        .encode(&image, 800, 600, ExtendedColorType::Rgb8)
        .unwrap();
    for bytes in [jpeg(&image), png(&image), webp] {
        let picture = read(&bytes).unwrap();
        let (small, large) = (decoded(&picture.small), decoded(&picture.large));
        assert_eq!(small.dimensions(), SMALL);
        assert_eq!(large.dimensions(), LARGE);
        assert!(is_red(small.get_pixel(20, 120)) && !is_red(small.get_pixel(300, 120)));
        assert!(picture.small.len() < 20_000);
    }
}

#[test]
fn where_it_was_taken_is_gone_and_how_it_was_held_is_seen_to() {
    let plain = jpeg(&two_halves(640, 480));
    let sent = with_exif(&plain, 6);
    assert!(sent.windows(7).any(|part| part == b"51.6978"));
    let picture = read(&sent).unwrap();
    for bytes in [&picture.small, &picture.large] {
        assert!(!bytes.windows(3).any(|part| part == b"GPS"));
        assert!(!bytes.windows(4).any(|part| part == b"Exif"));
    }
    // Turned a quarter: what was left is above now.
    let large = decoded(&picture.large);
    assert!(is_red(large.get_pixel(480, 60)) && !is_red(large.get_pixel(480, 660)));
}

#[test]
fn what_is_hidden_behind_a_picture_does_not_come_along() {
    let mut polyglot = png(&two_halves(400, 300));
    polyglot.extend(b"PK\x03\x04<script>alert(1)</script>");
    let picture = read(&polyglot).unwrap();
    for bytes in [picture.small, picture.large] {
        assert!(!bytes.windows(7).any(|part| part == b"<script"));
        assert!(!bytes.windows(4).any(|part| part == b"PK\x03\x04"));
    }
}

#[test]
fn what_is_see_through_becomes_white() {
    let clear = RgbaImage::from_pixel(320, 240, image::Rgba([0, 0, 0, 0]));
    let mut bytes = Vec::new();
    PngEncoder::new(&mut bytes)
        .write_image(&clear, 320, 240, ExtendedColorType::Rgba8)
        .unwrap();
    let small = decoded(&read(&bytes).unwrap().small);
    assert!(
        small
            .pixels()
            .all(|pixel| pixel.0.iter().all(|part| *part > 250))
    );
}

/// A PNG that tells it is of this size, and holds nothing.
fn told_size(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = png(&two_halves(320, 240));
    bytes[16..20].copy_from_slice(&width.to_be_bytes());
    bytes[20..24].copy_from_slice(&height.to_be_bytes());
    // The sum over the head, so that only the size is wrong.
    let mut crc = !0_u32;
    for byte in &bytes[12..29] {
        crc ^= u32::from(*byte);
        for _ in 0..8 {
            crc = (crc >> 1) ^ (0xedb8_8320 & (crc & 1).wrapping_neg());
        }
    }
    bytes[29..33].copy_from_slice(&(!crc).to_be_bytes());
    bytes
}

#[rstest]
#[case(60_000, 60_000)]
#[case(10_001, 300)]
#[case(6000, 5000)]
fn a_picture_that_would_unpack_to_gigabytes_is_refused_by_its_head(
    #[case] width: u32,
    #[case] height: u32,
) {
    let problem = read(&told_size(width, height)).unwrap_err();
    assert_eq!(problem, PictureProblem::TooLarge);
}

#[test]
fn a_picture_larger_than_anybody_can_count_is_refused_too() {
    assert!(read(&told_size(0x7fff_ffff, 0x7fff_ffff)).is_err());
    assert!(read(&told_size(0, 0)).is_err());
}

#[test]
fn what_is_no_picture_is_refused() {
    let kinds: [&[u8]; 7] = [
        b"GIF89a\x01\0\x01\0\0\0\0;",
        b"<svg xmlns='http://www.w3.org/2000/svg' onload='alert(1)'/>",
        b"PK\x03\x04\x14\0\0\0\x08\0",
        b"%PDF-1.7",
        b"BM\0\0\0\0",
        b"foto.jpg",
        b"\0",
    ];
    for bytes in kinds {
        assert_eq!(read(bytes).unwrap_err(), PictureProblem::OtherKind);
    }
    assert_eq!(read(b"").unwrap_err(), PictureProblem::Nothing);
    let heavy = vec![0; BYTES_MAX + 1];
    assert_eq!(read(&heavy).unwrap_err(), PictureProblem::TooHeavy);
    let tiny = png(&two_halves(320, 239));
    assert_eq!(read(&tiny).unwrap_err(), PictureProblem::TooSmall);
}

#[test]
fn a_picture_that_is_cut_or_changed_anywhere_gives_an_answer_and_no_panic() {
    let whole = [jpeg(&two_halves(330, 250)), png(&two_halves(330, 250))];
    for bytes in whole {
        for end in (0..bytes.len()).step_by(397) {
            let _ = read(&bytes[..end]);
        }
        for at in (0..bytes.len().min(700)).step_by(41) {
            let mut changed = bytes.clone();
            changed[at] ^= 0xff;
            let _ = read(&changed);
        }
    }
    let half = png(&two_halves(330, 250));
    let half = &half[..half.len() / 2];
    assert_eq!(read(half).unwrap_err(), PictureProblem::Broken);
}
