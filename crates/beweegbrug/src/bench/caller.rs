//! One caller of the bench: a connection that stays open, requests that were written out before,
//! and as little work as can be to read the answers. Not a client for anything else: it believes
//! our own server.

use std::io::{self, Read, Write};
use std::net::{SocketAddr, TcpStream};

/// What came back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Answer {
    /// The status.
    pub status: u16,
    /// How many bytes, head and all.
    pub bytes: usize,
}

/// A connection that stays open.
pub struct Caller {
    stream: TcpStream,
    /// The last answer, and room for the next.
    room: Vec<u8>,
    filled: usize,
}

impl Caller {
    /// Calls.
    ///
    /// # Errors
    /// When nobody answers there.
    pub fn to(address: SocketAddr) -> io::Result<Self> {
        let stream = TcpStream::connect(address)?;
        stream.set_nodelay(true)?;
        Ok(Self {
            stream,
            room: vec![0; 256 * 1024],
            filled: 0,
        })
    }

    /// Sends a request as it is, and reads the answer whole.
    ///
    /// # Errors
    /// When the line breaks, or the answer is none.
    pub fn ask(&mut self, request: &[u8]) -> io::Result<Answer> {
        self.stream.write_all(request)?;
        self.filled = 0;
        let body = loop {
            self.read()?;
            if let Some(at) = find(self.answer(), b"\r\n\r\n") {
                break at + 4;
            }
        };
        let head = &self.room[..body];
        let status = head.get(9..12).and_then(|text| number(text, 10));
        let status = status.and_then(|status| u16::try_from(status).ok());
        let status = status.ok_or(io::ErrorKind::InvalidData)?;
        let length = header(head, b"content-length: ").and_then(|text| number(text, 10));
        match length {
            Some(length) => {
                while self.filled < body + length {
                    self.read()?;
                }
            }
            None if header(head, b"transfer-encoding: ").is_some() => self.read_chunks(body)?,
            None => {}
        }
        Ok(Answer {
            status,
            bytes: self.filled,
        })
    }

    /// The last answer, head and all; in pieces when it came so.
    #[must_use]
    pub fn answer(&self) -> &[u8] {
        &self.room[..self.filled]
    }

    /// Reads on until the chunk that says it is the last; the first one begins at `at`.
    fn read_chunks(&mut self, mut at: usize) -> io::Result<()> {
        loop {
            let line = loop {
                let begun = self.answer().get(at..).unwrap_or_default();
                match find(begun, b"\r\n") {
                    Some(line) => break line,
                    None => self.read()?,
                }
            };
            let size = number(&self.room[at..at + line], 16).ok_or(io::ErrorKind::InvalidData)?;
            at += line + 2 + size + 2;
            while self.filled < at {
                self.read()?;
            }
            if size == 0 {
                return Ok(());
            }
        }
    }

    fn read(&mut self) -> io::Result<()> {
        if self.filled == self.room.len() {
            self.room.resize(self.room.len() * 2, 0);
        }
        match self.stream.read(&mut self.room[self.filled..])? {
            0 => Err(io::ErrorKind::UnexpectedEof.into()),
            more => {
                self.filled += more;
                Ok(())
            }
        }
    }
}

fn find(text: &[u8], sought: &[u8]) -> Option<usize> {
    text.windows(sought.len()).position(|part| part == sought)
}

/// The value of a header, of whose name and first signs `start` is written as our server does.
pub fn header<'a>(head: &'a [u8], start: &[u8]) -> Option<&'a [u8]> {
    let begin = find(head, start)? + start.len();
    let length = find(&head[begin..], b"\r\n")?;
    Some(&head[begin..begin + length])
}

fn number(digits: &[u8], base: u32) -> Option<usize> {
    usize::from_str_radix(std::str::from_utf8(digits).ok()?, base).ok()
}

#[cfg(test)]
mod tests {
    use std::net::TcpListener;
    use std::thread;

    use super::*;

    /// Answers each request with the next of these, in pieces of so many bytes.
    fn server(answers: Vec<&'static [u8]>, piece: usize) -> SocketAddr {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = listener.local_addr().unwrap();
        thread::spawn(move || {
            let (mut stream, _) = listener.accept().unwrap();
            let mut asked = [0; 64];
            for answer in answers {
                assert!(stream.read(&mut asked).unwrap() > 0);
                for part in answer.chunks(piece) {
                    stream.write_all(part).unwrap();
                }
            }
        });
        address
    }

    #[test]
    fn answers_are_read_whole_one_after_another_whether_told_by_length_or_in_pieces() {
        let long: &[u8] = b"HTTP/1.1 200 OK\r\ncontent-length: 5\r\n\r\nhallo";
        let parts: &[u8] =
            b"HTTP/1.1 403 Forbidden\r\ntransfer-encoding: chunked\r\n\r\n3\r\nnee\r\nb\r\n, niet hier\r\n0\r\n\r\n";
        for piece in [1, 7, 1_000] {
            let mut caller = Caller::to(server(vec![parts, long], piece)).unwrap();
            let refused = caller.ask(b"GET / HTTP/1.1\r\n\r\n").unwrap();
            assert_eq!((refused.status, refused.bytes), (403, parts.len()));
            let answered = caller.ask(b"GET / HTTP/1.1\r\n\r\n").unwrap();
            assert_eq!((answered.status, answered.bytes), (200, long.len()));
            assert!(caller.answer().ends_with(b"hallo"));
            assert!(caller.ask(b"GET / HTTP/1.1\r\n\r\n").is_err());
        }
    }

    #[test]
    fn a_header_is_found_by_its_name() {
        let head = b"HTTP/1.1 303 See Other\r\nset-cookie: a=b; HttpOnly\r\nlocation: /x\r\n\r\n";
        assert_eq!(header(head, b"set-cookie: ").unwrap(), b"a=b; HttpOnly");
        assert_eq!(header(head, b"content-length: "), None);
    }
}
