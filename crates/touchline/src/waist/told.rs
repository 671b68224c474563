//! The one loop by which a host that keeps its facts itself comes to an answer.
//!
//! Rules: WSP-07.

use super::Answer;
use crate::status::Status;

/// Asks until there is an answer or a refusal, where an operation may wait for facts. `ask` is given the facts so far, as a JSON
/// list, and calls the operation with them. `load` is given an answer that waits, `{"keys":[…]}`, and gives the facts of all its
/// keys, as JSON with commas between them. Where the same keys are wanted again, since one of their facts was not loaded, the
/// answer is that which waits.
///
/// # Errors
/// What loading ends with.
pub fn told<E>(
    mut load: impl FnMut(&str) -> Result<String, E>,
    mut ask: impl FnMut(&str) -> Answer,
) -> Result<Answer, E> {
    let (mut facts, mut wanted) = (String::new(), String::new());
    loop {
        let answer = ask(&format!("[{facts}]"));
        if answer.status != Status::NeedsFacts || answer.json == wanted {
            return Ok(answer);
        }
        let loaded = load(&answer.json)?;
        if !facts.is_empty() && !loaded.is_empty() {
            facts.push(',');
        }
        facts.push_str(&loaded);
        wanted = answer.json;
    }
}
