//! Sending mail: by SMTP through lettre, or as files in the demo.

use std::future::Future;
use std::path::PathBuf;
use std::pin::Pin;

use actions::deliver::{Mail, MailProblem, Mailer};
use lettre::message::header::{ContentTransferEncoding, ContentType};
use lettre::message::{Body, Mailbox, Message};
use lettre::transport::smtp::authentication::Credentials;
use lettre::{Address, AsyncSmtpTransport, AsyncTransport, Tokio1Executor};

use crate::failure::Failure;
use crate::settings;

type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), MailProblem>> + Send + 'a>>;

fn permanent(cause: impl Into<String>) -> MailProblem {
    MailProblem {
        permanent: true,
        cause: cause.into(),
    }
}

/// The message as it leaves: one plain part, quoted-printable, so that people and programs can
/// read it as it is.
fn message(mail: &Mail, from: &Address) -> Result<Message, MailProblem> {
    let to: Address = mail
        .to
        .parse()
        .map_err(|_| permanent("het adres is geen e-mailadres"))?;
    let body = Body::new_with_encoding(mail.text.clone(), ContentTransferEncoding::QuotedPrintable)
        .map_err(|_| permanent("de tekst kan niet als mail"))?;
    Message::builder()
        .from(Mailbox::new(Some(mail.from_name.clone()), from.clone()))
        .to(Mailbox::new(None, to))
        .subject(mail.subject.clone())
        .message_id(Some(format!("<{}@{}>", mail.id, from.domain())))
        .header(ContentType::TEXT_PLAIN)
        .body(body)
        .map_err(|_| permanent("de mail kan niet worden gemaakt"))
}

fn sender(text: &str) -> Result<Address, Failure> {
    text.parse().map_err(|_| {
        Failure::WrongUse(format!(
            "mail.from: {text} is no e-mail address; set mail.from."
        ))
    })
}

/// Mail as `.eml` files: the demo's post.
pub struct FileMailer {
    folder: PathBuf,
    from: Address,
}

impl FileMailer {
    /// Writes to `folder`, which is made.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn new(folder: PathBuf) -> Result<Self, Failure> {
        std::fs::create_dir_all(&folder).map_err(|error| {
            Failure::Environment(format!("cannot make {}: {error}.", folder.display()))
        })?;
        Ok(Self {
            folder,
            from: sender("post@brugdam.example")?,
        })
    }
}

impl Mailer for FileMailer {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        Box::pin(async move {
            let bytes = message(mail, &self.from)?.formatted();
            let cause = |error: std::io::Error| MailProblem {
                permanent: false,
                cause: format!("het bestand kan niet worden geschreven: {error}"),
            };
            // Whole or not at all: a reader never meets half a message.
            let part = self.folder.join(format!(".{}.part", mail.id));
            tokio::fs::write(&part, bytes).await.map_err(cause)?;
            let whole = self.folder.join(format!("{}.eml", mail.id));
            tokio::fs::rename(&part, whole).await.map_err(cause)
        })
    }
}

/// Mail by SMTP.
pub struct SmtpMailer {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Address,
}

impl SmtpMailer {
    /// A mailer for these settings.
    ///
    /// # Errors
    /// When a setting will not do; the text names it.
    pub fn new(settings: &settings::Mail) -> Result<Self, Failure> {
        let host = settings.host.as_str();
        let relay = |error: lettre::transport::smtp::Error| {
            Failure::WrongUse(format!("mail.host: {host}: {error}"))
        };
        let builder = match settings.tls.as_str() {
            "tls" => AsyncSmtpTransport::<Tokio1Executor>::relay(host).map_err(relay)?,
            "starttls" => {
                AsyncSmtpTransport::<Tokio1Executor>::starttls_relay(host).map_err(relay)?
            }
            "none" => AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(host),
            other => {
                return Err(Failure::WrongUse(format!(
                    "mail.tls: {other}: choose tls, starttls, or none for a server on this machine."
                )));
            }
        };
        let mut builder = builder
            .port(settings.port)
            .timeout(Some(std::time::Duration::from_secs(20)));
        if !settings.user.is_empty() {
            let password = match &settings.password_file {
                Some(file) => std::fs::read_to_string(file).map_err(|error| {
                    Failure::Environment(format!("mail.password_file: {}: {error}", file.display()))
                })?,
                None => String::new(),
            };
            let password = password.trim_end().to_owned();
            builder = builder.credentials(Credentials::new(settings.user.clone(), password));
        }
        Ok(Self {
            transport: builder.build(),
            from: sender(&settings.from)?,
        })
    }
}

impl Mailer for SmtpMailer {
    fn send<'a>(&'a self, mail: &'a Mail) -> Sending<'a> {
        Box::pin(async move {
            let message = message(mail, &self.from)?;
            match self.transport.send(message).await {
                Ok(_) => Ok(()),
                Err(error) => Err(MailProblem {
                    permanent: error.is_permanent(),
                    // The server's own words may repeat the address: only the kind is kept.
                    cause: match error.status() {
                        Some(code) => format!("de mailserver antwoordde {code}"),
                        None if error.is_timeout() => "de mailserver antwoordde niet".to_owned(),
                        None => "de mailserver is niet bereikbaar".to_owned(),
                    },
                }),
            }
        })
    }
}

/// No mail server is set: messages wait and are tried again.
pub struct NoMailer;

impl Mailer for NoMailer {
    fn send<'a>(&'a self, _mail: &'a Mail) -> Sending<'a> {
        Box::pin(async {
            Err(MailProblem {
                permanent: false,
                cause: "er is geen mailserver ingesteld".to_owned(),
            })
        })
    }
}
