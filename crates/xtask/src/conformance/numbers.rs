//! Numbers as a case may write them: as they are, or by their names in the library's one list.

use serde_json::Value;
use touchline::numbers::FAMILIES;

/// A number, `"family.member"`, or a list of members for a set of bits.
pub(crate) fn number(value: &Value) -> Result<u32, String> {
    match value {
        Value::Number(number) => number.as_u64().and_then(|number| u32::try_from(number).ok()),
        Value::String(name) => member(name),
        Value::Array(members) => {
            let bits = members.iter().map(|member| {
                let bit = number(member)?;
                1u32.checked_shl(bit).ok_or_else(|| format!("{member} is no bit of 32"))
            });
            Some(bits.collect::<Result<Vec<u32>, String>>()?.into_iter().fold(0, |set, bit| set | bit))
        }
        _ => None,
    }
    .ok_or_else(|| format!("{value} is no number, nor the name of one"))
}

fn member(name: &str) -> Option<u32> {
    let (family, member) = name.split_once('.')?;
    let family = FAMILIES.iter().find(|known| known.name == family)?;
    family.members.iter().find(|(name, _)| *name == member).map(|(_, number)| *number)
}
