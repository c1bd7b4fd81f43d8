use super::{Copies, Courier, Hooks, Line, OutboxError};
use crate::error::net_reason;
use crate::model::{OutboxId, OutboxState};
use crate::net::NetError;
use crate::net::smtp::{Envelope, Reply, Smtp, SmtpError};
use crate::say;
use crate::store::{Outgoing, StoreError};
use crate::sync::outbox::{Evidence, Look, Verdict, pending};
use std::time::Duration;

/// How a try ended before the dot.
enum Stopped {
    /// The connection is fine for the next message.
    Fresh(Evidence),
    /// The connection is of no more use; `refused` when the server forgot the sign-in and refused a new one.
    Broken { evidence: Evidence, refused: Option<NetError> },
}

impl<C: Copies, H: Hooks> Courier<'_, C, H> {
    /// Submits one message that is due.
    pub(super) async fn submit(&mut self, id: OutboxId, line: &mut Line) -> Result<(), OutboxError> {
        let mail = self.store.outgoing(id).await?;
        if was_in_doubt(&mail) {
            // A person said to send it again: the mailboxes are asked once more before.
            let look = self.look(&mail, Duration::ZERO).await;
            if matches!(look, Look::Found { .. }) && self.advance(&mail, &Evidence::Looked(look)).await?.is_some() {
                return Ok(());
            }
        }
        let Some(mut smtp) = self.connect(&mail, line).await? else { return Ok(()) };
        let Some(mail) = self.advance(&mail, &Evidence::Begin).await? else {
            line.smtp = Some(smtp);
            return Ok(());
        };
        let verdicts = match self.transmit(&mail, &mut smtp).await? {
            Ok(verdicts) => verdicts,
            Err(Stopped::Fresh(evidence)) => {
                smtp.quit().await;
                return self.advance(&mail, &evidence).await.map(drop);
            }
            Err(Stopped::Broken { evidence, refused }) => {
                line.trouble = refused.or(line.trouble.take());
                return self.advance(&mail, &evidence).await.map(drop);
            }
        };
        let Some(mail) = self.advance(&mail, &Evidence::DotNext(verdicts)).await? else { return Ok(()) };
        match smtp.commit().await {
            Ok(reply) => {
                line.smtp = Some(smtp);
                self.advance(&mail, &Evidence::Replied(Verdict::Taken(reply.told()))).await.map(drop)
            }
            Err(SmtpError::Refused(reply)) => {
                smtp.quit().await;
                self.advance(&mail, &Evidence::Replied(verdict(&reply))).await.map(drop)
            }
            Err(SmtpError::Net(error)) => {
                drop(smtp);
                self.advance(&mail, &Evidence::NoReply { why: net_reason(&error) }).await?;
                self.look_for(id).await
            }
        }
    }

    /// The connection of this flush; a server that cannot be used now is asked once only.
    async fn connect(&self, mail: &Outgoing, line: &mut Line) -> Result<Option<Smtp>, OutboxError> {
        if let Some(smtp) = line.smtp.take() {
            return Ok(Some(smtp));
        }
        if line.trouble.is_none() {
            match Smtp::connect(&self.smtp_config()).await {
                Ok(smtp) => return Ok(Some(smtp)),
                Err(SmtpError::Net(error)) => line.trouble = Some(error),
                Err(SmtpError::Refused(reply)) => {
                    line.trouble = Some(NetError::Unavailable { code: None, text: reply.told() });
                }
            }
        }
        if let Some(error) = &line.trouble {
            self.advance(mail, &unreached(error)).await?;
        }
        Ok(None)
    }

    /// Everything up to the final dot; a verdict for each recipient of the try.
    async fn transmit(&self, mail: &Outgoing, smtp: &mut Smtp) -> Result<Result<Vec<Verdict>, Stopped>, OutboxError> {
        let envelope = Envelope {
            sender: mail.sender.clone(),
            recipients: pending(&mail.item.recipients).map(|r| r.address.clone()).collect(),
            size: mail.item.size,
            utf8: mail.utf8,
        };
        let replies = match smtp.envelope(&envelope).await {
            Ok(replies) => replies,
            Err(error) => return Ok(Err(stopped(error))),
        };
        let verdicts: Vec<Verdict> = replies.iter().map(verdict).collect();
        if !verdicts.iter().any(|verdict| matches!(verdict, Verdict::Taken(_))) {
            return Ok(Err(Stopped::Fresh(Evidence::NobodyTaken(verdicts))));
        }
        if let Err(error) = smtp.begin().await {
            return Ok(Err(stopped(error)));
        }
        match self.transmit_source(mail, smtp).await? {
            Ok(()) => Ok(Ok(verdicts)),
            Err(stopped) => Ok(Err(stopped)),
        }
    }

    /// The message itself; a source that is damaged here never gets its dot.
    async fn transmit_source(&self, mail: &Outgoing, smtp: &mut Smtp) -> Result<Result<(), Stopped>, OutboxError> {
        let damaged = || {
            let evidence = Evidence::Refused(Verdict::Never(say!("reply-damaged")));
            Ok(Err(Stopped::Broken { evidence, refused: None }))
        };
        let mut chunks = self.store.outgoing_chunks(mail.item.id);
        let mut sent = 0;
        loop {
            let chunk = match chunks.next().await {
                Ok(Some(chunk)) => chunk,
                Ok(None) => break,
                Err(StoreError::Corrupt(_)) => return damaged(),
                Err(error) => return Err(error.into()),
            };
            sent += u64::try_from(chunk.len()).unwrap_or(0);
            if let Err(error) = smtp.send(&chunk).await {
                return Ok(Err(broken(error)));
            }
        }
        if sent != mail.item.size {
            return damaged();
        }
        Ok(smtp.finish().await.map_err(broken))
    }
}

fn was_in_doubt(mail: &Outgoing) -> bool {
    mail.item.ledger.iter().any(|entry| entry.state == OutboxState::Uncertain)
}

fn stopped(error: SmtpError) -> Stopped {
    match error {
        SmtpError::Refused(reply) if reply.code != 421 => Stopped::Fresh(Evidence::Refused(verdict(&reply))),
        other => broken(other),
    }
}

fn broken(error: SmtpError) -> Stopped {
    match error {
        SmtpError::Refused(reply) => Stopped::Broken { evidence: Evidence::Refused(verdict(&reply)), refused: None },
        SmtpError::Net(error) => {
            let evidence = unreached(&error);
            let refused = Some(error).filter(|error| matches!(error, NetError::SignIn { .. }));
            Stopped::Broken { evidence, refused }
        }
    }
}

fn unreached(error: &NetError) -> Evidence {
    let why = net_reason(error);
    match error {
        NetError::SignIn { .. } => Evidence::SignInRefused { why },
        _ => Evidence::NotReached { why },
    }
}

fn verdict(reply: &Reply) -> Verdict {
    let words = match (reply.is_permanent(), reply.enhanced.as_deref()) {
        (true, Some("5.2.2" | "5.2.3")) => say!("reply-mailbox-full", reply = reply.told()),
        (true, _) if reply.is_quota() => say!("reply-too-large", reply = reply.told()),
        _ => reply.told(),
    };
    match reply.code {
        0..400 => Verdict::Taken(words),
        400..500 => Verdict::Later(words),
        _ => Verdict::Never(words),
    }
}
