//! Logs on their way through redaction: any bytes as a log, or a log of any commands.

use touchline::waist::{Answer, Redactor, Status};

use crate::choices::Choices;
use crate::world::World;
use crate::{check, verify};

/// Any bytes: as a log where they begin like one, and else as choices of what was done before it was redacted.
pub fn redactor(data: &[u8]) {
    if data.first() == Some(&b'{') {
        let whole = rewritten(data, data.len());
        assert_eq!(rewritten(data, 7), whole, "in chunks of 7");
        match &whole {
            Ok(log) => sound(data, log),
            Err(answer) => check(answer),
        }
        return;
    }
    let mut world = World::new();
    world.act(&mut Choices::of(data));
    let log = world.log.as_bytes();
    let kept = rewritten(log, log.len()).unwrap_or_else(|answer| panic!("a sound log is redacted: {}", answer.json));
    sound(log, &kept);
    world.is_given_by(&kept);
}

/// What is kept of a sound log is sound, and nothing more is to be taken from it.
fn sound(log: &[u8], kept: &[u8]) {
    if verify(log, log.len()).status != Status::Ok {
        return;
    }
    let verified = verify(kept, kept.len());
    assert_eq!(verified.status, Status::Ok, "what is kept is sound: {}", verified.json);
    assert_eq!(rewritten(kept, kept.len()).as_deref(), Ok(kept), "what was redacted is as it was redacted");
}

fn rewritten(log: &[u8], chunk: usize) -> Result<Vec<u8>, Answer> {
    let (mut redactor, mut out) = (Redactor::new(), Vec::new());
    log.chunks(chunk.max(1)).for_each(|chunk| redactor.survey(chunk));
    for chunk in log.chunks(chunk.max(1)) {
        out.extend(redactor.rewrite(chunk)?);
    }
    let (rest, answer) = redactor.finish();
    out.extend(rest);
    if answer.status == Status::Ok { Ok(out) } else { Err(answer) }
}
