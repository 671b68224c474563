//! What came of a performance: the stream that others perform, and each failure so that a person can act.

use std::collections::BTreeSet;

use super::stage::{Performance, Performed};

/// How much of a long result a failure shows.
const SHOWN: usize = 4_000;

/// The stream of all performances.
pub(crate) fn stream<'a>(performances: impl IntoIterator<Item = &'a Performance>) -> String {
    let mut stream = String::new();
    for performance in performances {
        stream.push_str(&format!("case\t{}\n", performance.title));
        for step in &performance.steps {
            stream.push_str(&step.instruction.line());
            stream.push('\n');
        }
    }
    stream
}

/// Of all performances the shortest that show each function of a face, and each call on tables, with each sort of answer. What
/// an operation does behind the one function for all of them is the core's, which holds no unsafe code.
pub(crate) fn telling(performances: &[Performance]) -> Vec<&Performance> {
    let mut shortest: Vec<(usize, &Performance)> =
        performances.iter().map(|performance| (length(performance), performance)).collect();
    shortest.sort_by_key(|(length, _)| *length);
    let mut shown = BTreeSet::new();
    let mut shows_more = |performance: &Performance| {
        let before = shown.len();
        let answer = |step: &Performed| step.line.split('\t').next().unwrap_or_default().to_owned();
        shown.extend(performance.steps.iter().map(|step| (step.instruction.function(), answer(step))));
        shown.len() > before
    };
    shortest.into_iter().map(|(_, performance)| performance).filter(|performance| shows_more(performance)).collect()
}

fn length(performance: &Performance) -> usize {
    performance.steps.iter().map(|step| step.instruction.line().len()).sum()
}

/// The failures in Rust: expectations that are not met, and cases that are no cases.
pub(crate) fn judge_rust(performances: &[Performance]) -> Vec<String> {
    let mut failures = Vec::new();
    for performance in performances {
        failures
            .extend(performance.fault.iter().map(|fault| format!("{}\n  the case itself: {fault}", performance.title)));
        for (place, step) in performance.steps.iter().enumerate() {
            if let Err(why) = step.then.judge(&step.line) {
                failures.push(told("rust", performance, place, &step.line, &why));
            }
        }
    }
    failures
}

/// Where a transcript does not meet what a case expects, or is not Rust's, byte for byte: the first such
/// step of each case.
pub(crate) fn compare(language: &str, performances: &[Performance], transcript: &[u8]) -> Vec<String> {
    let mut lines = transcript.strip_suffix(b"\n").unwrap_or(transcript).split(|byte| *byte == b'\n');
    let mut failures = Vec::new();
    for performance in performances {
        let title = lines.next().unwrap_or_default();
        if title != format!("case\t{}", performance.title).as_bytes() {
            failures
                .push(format!("{}\n  {language}: the transcript ends or lost its place before it", performance.title));
            return failures;
        }
        let printed: Vec<&[u8]> = performance.steps.iter().map(|_| lines.next().unwrap_or_default()).collect();
        let steps = performance.steps.iter().zip(&printed).enumerate();
        let mut found = steps.filter_map(|(place, (step, line))| {
            let line = String::from_utf8_lossy(line);
            if step.line == line {
                let place = place + 1;
                let as_in_rust = |_| format!("{}\n  {language}, step {place}: not met, as in rust", performance.title);
                return step.then.judge(&line).err().map(as_in_rust);
            }
            Some(difference(language, performance, place, step, &line))
        });
        failures.extend(found.next());
    }
    failures.extend(lines.next().map(|line| format!("{language}: a line too many: {}", String::from_utf8_lossy(line))));
    failures
}

fn difference(language: &str, performance: &Performance, place: usize, step: &Performed, line: &str) -> String {
    let why = match step.then.judge(line) {
        Err(why) => format!("{why}\n    in rust   {}", cut(&performance.names.tell(&step.line))),
        Ok(()) => format!("not the same bytes\n    in rust   {}", cut(&step.line)),
    };
    told(language, performance, place, line, &why)
}

fn told(language: &str, performance: &Performance, place: usize, line: &str, why: &str) -> String {
    let names = &performance.names;
    let step = &performance.steps[place];
    format!(
        "{}\n  {language}, step {}: {}\n    expected  {}\n    came      {}\n    because   {}",
        performance.title,
        place + 1,
        cut(&names.tell(&step.instruction.readable())),
        cut(&names.tell(&serde_json::to_string(&step.then).unwrap_or_default())),
        cut(&names.tell(line)),
        names.tell(why),
    )
}

fn cut(text: &str) -> String {
    let text = text.replace('\t', " · ");
    match text.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &text[..end]),
        None => text,
    }
}

#[cfg(test)]
mod tests {
    use super::super::case::Then;
    use super::super::instruction::Instruction;
    use super::super::names::Names;
    use super::*;

    fn performance(title: &str, lines: &[&str]) -> Performance {
        let steps = lines.iter().map(|line| Performed {
            instruction: Instruction::Close { slot: 0 },
            line: (*line).to_owned(),
            then: Then::Ok("$anything".into()),
        });
        Performance { title: title.into(), names: Names::default(), steps: steps.collect(), fault: None }
    }

    #[test]
    fn the_shortest_performances_that_show_something_more_tell_enough() {
        let performances = [
            performance("longer", &["ok\t1\t", "ok\t1\t"]),
            performance("shorter", &["ok\t2\t"]),
            performance("another answer", &["ok\t1\t", "ok\t1\t", "rejected\t{}\t"]),
        ];
        let told: Vec<&str> = telling(&performances).iter().map(|performance| performance.title.as_str()).collect();
        assert_eq!(told, ["shorter", "another answer"]);
    }

    fn failures(transcript: &str) -> usize {
        let performances = [performance("first", &["ok\t1\t", "ok\t2\t"]), performance("second", &["ok\t3\t"])];
        compare("c", &performances, transcript.as_bytes()).len()
    }

    #[test]
    fn the_same_bytes_are_no_failure() {
        assert_eq!(failures("case\tfirst\nok\t1\t\nok\t2\t\ncase\tsecond\nok\t3\t\n"), 0);
    }

    #[test]
    fn each_case_that_differs_is_a_failure() {
        assert_eq!(failures("case\tfirst\nok\t1 \t\nok\t9\t\ncase\tsecond\nok\t3\t\n"), 1);
        assert_eq!(failures("case\tfirst\nok\t1\t\nok\t9\t\ncase\tsecond\nok\t4\t\n"), 2);
        assert_eq!(failures("case\tfirst\nok\t1\t\nok\t2\t\ncase\tsecond\nok\t3\t\r\n"), 1);
    }

    #[test]
    fn a_transcript_that_ends_early_or_goes_on_is_a_failure() {
        assert_eq!(failures(""), 1);
        assert_eq!(failures("case\tfirst\nok\t1\t\nok\t2\t\n"), 1);
        assert_eq!(failures("case\tfirst\nok\t1\t\nok\t2\t\ncase\tsecond\nok\t3\t\nok\t4\t\n"), 1);
    }

    #[test]
    fn an_expectation_that_is_not_met_is_a_failure_in_every_language() {
        let mut performance = performance("first", &["rejected\t{}\t"]);
        assert_eq!(judge_rust(std::slice::from_ref(&performance)).len(), 1);
        assert_eq!(compare("c", std::slice::from_ref(&performance), b"case\tfirst\nrejected\t{}\t\n").len(), 1);
        performance.steps[0].then = Then::Rejected(serde_json::json!({}));
        assert_eq!(judge_rust(std::slice::from_ref(&performance)).len(), 0);
        performance.fault = Some("no such name".into());
        assert_eq!(judge_rust(&[performance]).len(), 1);
    }
}
