//! A connection whose other side may not dawdle: what we write has to be taken within a while, or
//! the line is cut. What comes in is watched elsewhere: heads by hyper, bodies by `web::intake`.

use std::io::{Error, ErrorKind, IoSlice, Result};
use std::pin::Pin;
use std::task::{Context, Poll};
use std::time::Duration;

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::time::{Sleep, sleep};

/// A stream that gives up on a reader who takes nothing for so long.
pub struct Patience<S> {
    stream: S,
    at_most: Duration,
    waiting: Option<Pin<Box<Sleep>>>,
}

impl<S> Patience<S> {
    /// Waits at most so long for each piece that is written.
    pub fn with(stream: S, at_most: Duration) -> Self {
        Self {
            stream,
            at_most,
            waiting: None,
        }
    }

    /// Passes on what writing gave; a wait that lasts too long becomes an error.
    fn judge<T>(&mut self, context: &mut Context<'_>, done: Poll<Result<T>>) -> Poll<Result<T>> {
        if done.is_ready() {
            self.waiting = None;
            return done;
        }
        let at_most = self.at_most;
        let waiting = self.waiting.get_or_insert_with(|| Box::pin(sleep(at_most)));
        match waiting.as_mut().poll(context) {
            Poll::Ready(()) => Poll::Ready(Err(Error::from(ErrorKind::TimedOut))),
            Poll::Pending => Poll::Pending,
        }
    }
}

impl<S: AsyncRead + Unpin> AsyncRead for Patience<S> {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        into: &mut ReadBuf<'_>,
    ) -> Poll<Result<()>> {
        Pin::new(&mut self.stream).poll_read(context, into)
    }
}

impl<S: AsyncWrite + Unpin> AsyncWrite for Patience<S> {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.judge(context, done)
    }

    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        pieces: &[IoSlice<'_>],
    ) -> Poll<Result<usize>> {
        let done = Pin::new(&mut self.stream).poll_write_vectored(context, pieces);
        self.judge(context, done)
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let done = Pin::new(&mut self.stream).poll_flush(context);
        self.judge(context, done)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<Result<()>> {
        let done = Pin::new(&mut self.stream).poll_shutdown(context);
        self.judge(context, done)
    }
}

#[cfg(test)]
mod tests {
    use tokio::io::{AsyncReadExt, AsyncWriteExt, duplex};

    use super::*;

    const SHORT: Duration = Duration::from_millis(50);

    fn alone<F: Future>(story: F) -> F::Output {
        tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build()
            .unwrap()
            .block_on(story)
    }

    #[test]
    fn a_reader_who_takes_nothing_is_given_up() {
        alone(async {
            let (near, _far) = duplex(16);
            let mut near = Patience::with(near, SHORT);
            let refused = near.write_all(&[7; 64]).await.unwrap_err();
            assert_eq!(refused.kind(), ErrorKind::TimedOut);
        });
    }

    #[test]
    fn a_slow_reader_who_takes_something_now_and_then_gets_everything() {
        alone(async {
            let (near, mut far) = duplex(16);
            let mut near = Patience::with(near, Duration::from_millis(500));
            let reading = tokio::spawn(async move {
                let mut got = Vec::new();
                let mut piece = [0; 8];
                while got.len() < 64 {
                    tokio::time::sleep(Duration::from_millis(20)).await;
                    let length = far.read(&mut piece).await.unwrap();
                    got.extend_from_slice(&piece[..length]);
                }
                got
            });
            near.write_all(&[7; 64]).await.unwrap();
            assert_eq!(reading.await.unwrap(), vec![7; 64]);
        });
    }
}
