//! Finding a referral's key by the number people say on the phone. For the log keeper, who sees no
//! more of it than who looked.

use domain::ids::ReferralId;
use domain::policy::{Verb, may};
use store::referrals;

use crate::{ActionError, Bridge, Caller};

/// The referral with this number in the caller's own municipality. Read as people write it: "B-1042",
/// "b 1042" and "1042" are the same.
///
/// # Errors
/// [`ActionError::Forbidden`] for who keeps no log; [`ActionError::NotFound`] when there is none.
pub async fn find_by_number(
    bridge: &Bridge,
    caller: &Caller,
    written: &str,
) -> Result<ReferralId, ActionError> {
    let keeper = may(&caller.actor, Verb::SeeAccessLog);
    let Some(member) = caller.as_member().filter(|_| keeper) else {
        return Err(ActionError::Forbidden);
    };
    let number = as_kept(written).ok_or(ActionError::NotFound)?;
    let mut tx = bridge.store().begin().await?;
    let found = referrals::by_number(&mut tx, member.municipality, &number).await?;
    found.ok_or(ActionError::NotFound)
}

/// The number as [`Bridge`] gives them out.
pub(crate) fn as_kept(written: &str) -> Option<String> {
    let bare: String = written
        .chars()
        .filter(|sign| !sign.is_whitespace() && *sign != '-')
        .collect();
    let digits = bare.strip_prefix(['B', 'b']).unwrap_or(&bare);
    let is_number = (1..=18).contains(&digits.len()) && digits.bytes().all(|b| b.is_ascii_digit());
    is_number.then(|| format!("B-{digits}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_read_as_people_write_it() {
        for written in ["B-1042", " b 1042 ", "1042"] {
            assert_eq!(as_kept(written).as_deref(), Some("B-1042"), "{written}");
        }
        let longest = "9".repeat(22);
        for written in ["B-", "", "B-10' OR 1=1", "C-1042", "é", &longest] {
            assert_eq!(as_kept(written), None, "{written}");
        }
    }
}
