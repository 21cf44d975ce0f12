//! How we call a provider: one request, one answer. The program supplies the wire, with the guard on
//! outgoing calls inside; tests supply a plain one.

use std::sync::Arc;

use async_trait::async_trait;

/// A request to a provider.
pub type Request = http::Request<Vec<u8>>;
/// A provider's answer, read whole.
pub type Answer = http::Response<Vec<u8>>;

/// Why no answer came, in words for the log: no address of ours, no secret, nobody's name.
#[derive(Debug, thiserror::Error)]
#[error("{0}")]
pub struct NoAnswer(pub String);

/// The line to the providers.
#[async_trait]
pub trait Wire: Send + Sync {
    /// Sends a request and reads the answer, within a limit of time and size, to configured hosts
    /// only, and following no redirect.
    ///
    /// # Errors
    /// [`NoAnswer`] when the host is not one of ours to call, or no whole answer came.
    async fn call(&self, request: Request) -> Result<Answer, NoAnswer>;
}

/// The same line, as the library wants to be handed it.
pub(super) struct Line(pub Arc<dyn Wire>);

impl<'c> openidconnect::AsyncHttpClient<'c> for Line {
    type Error = NoAnswer;
    type Future = std::pin::Pin<Box<dyn Future<Output = Result<Answer, NoAnswer>> + Send + 'c>>;

    fn call(&'c self, request: Request) -> Self::Future {
        self.0.call(request)
    }
}
