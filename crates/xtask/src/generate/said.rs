//! What a caller has to know of each function: its row's words, with what holds for all of its kind.

use super::interface::{Access, Function, Handle, Interface, Kind};
use super::prose::{self, snake};
use crate::Result;

/// How wide a comment is.
const WIDTH: usize = 104;

const RELEASED: &str = " It is to be released by its own `release`; it is released already unless the status is \
    TOUCHLINE_STATUS_OK.";
const TAKEN: &str = "taken over: however the call ends, it is left released, and its memory is freed when it is no longer \
    needed.";
const LASTS: &str = " The text ends with a zero byte, lives as long as the library and is not to be freed.";
const NUMBERS: &str = " Allocates nothing, never waits; any thread may call it.";

pub(crate) fn of_handle(interface: &Interface, handle: &Handle) -> String {
    let threads = match (interface.has(&handle.name, Access::Reads), interface.is_ever_busy(&handle.name)) {
        (true, true) => {
            "\n\nThreads: any thread may use it. Calls that only read it (it is `const` there) run side by side. A call \
             that changes it needs it alone: whichever call comes second is answered TOUCHLINE_STATUS_BUSY at once and \
             has done nothing. None waits for another on the same workspace."
        }
        (false, true) => " Threads: any thread may use it, one at a time; a second one is told TOUCHLINE_STATUS_BUSY.",
        (_, false) => " Threads: any number may use it at once.",
    };
    comment([format!("{}{threads}", handle.doc)])
}

pub(crate) fn of_free(handle: &str) -> String {
    let held = called(handle);
    let does = format!(
        "Frees a {held}, at any point, and sets the variable that held it to NULL, so that freeing it twice does nothing."
    );
    let line = format!(
        "`{held}`: the address of the variable; it may be NULL, and so may the variable. No other thread may be using the \
         {held}, nor use it later."
    );
    comment([does, String::new(), line])
}

pub(crate) fn of_function(interface: &Interface, function: &Function) -> Result<String> {
    every_parameter_is_told_of(interface, function)?;
    let mut does = function.doc.does.clone();
    if let (Access::Ends, Some(handle)) = (function.access, &function.handle) {
        does += &format!(
            " The {} is used up, whatever the status: nothing but touchline_{}_free() is left to do with it, and everything \
             else is refused as bad input.",
            called(handle),
            snake(handle)
        );
    }
    let lines = function.doc.lines.iter().map(|(names, text)| of_line(function, names, text));
    let made = function.parameters.iter().filter_map(|(name, kind)| match kind {
        Kind::Out { of, .. } if interface.holds(of) => Some(format!(
            "`{name}`: receives the {name}, to be freed by touchline_{}_free(); NULL unless the status is \
             TOUCHLINE_STATUS_OK.",
            snake(of)
        )),
        _ => None,
    });
    let mut lines: Vec<String> = lines.collect();
    let answer = lines.iter().position(|line| line.starts_with("`answer`")).unwrap_or(lines.len());
    lines.splice(answer..answer, made);
    let besides = match function.returns.as_deref() {
        None => format!("{} {}", returns(interface, function), function.doc.besides.trim()),
        Some("Text") => format!("{} {LASTS} Never waits; any thread may call it.", function.doc.besides.trim()),
        Some(_) => format!("{} {NUMBERS}", function.doc.besides.trim()),
    };
    Ok(comment([vec![does, String::new()], lines, vec![String::new(), besides]].concat()))
}

pub(crate) fn of_many(function: &Function, arrays: &[String], room: &str) -> String {
    let arrays: Vec<String> = arrays.iter().map(|array| format!("`{array}`")).collect();
    comment([
        format!("Many at once: the same as touchline_{}() for each place of the arrays.", function.full_name()),
        String::new(),
        format!("{}: `count` numbers each; NULL is allowed with count 0.", arrays.join(", ")),
        format!("`{room}`: room for `count` results; likewise."),
        String::new(),
        "Returns TOUCHLINE_STATUS_OK; _BAD_INPUT where an array is NULL or misaligned, with nothing written; or _DEFECT. \
         A number that is not known is no error here: its result is UINT64_MAX."
            .to_owned(),
    ])
}

/// A line, with what holds for all parameters of its kind.
fn of_line(function: &Function, names: &[String], text: &str) -> String {
    let kind = function.parameters.iter().find(|(name, _)| names.contains(name)).map(|(_, kind)| kind);
    let names = names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ");
    match kind {
        Some(Kind::Bytes | Kind::Name) => format!("{names}, {}_length`: {text}", names.trim_end_matches('`')),
        Some(Kind::Taken(_)) => format!("{names}: {text} It is {TAKEN}"),
        Some(Kind::TakenItems { .. }) => format!("{names}: {text} Each of their streams is {TAKEN}"),
        Some(Kind::Out { null: true, .. }) => format!("{names}: {text} It may be NULL."),
        Some(Kind::Out { of, .. }) if of.starts_with("Arrow") => format!("{names}: {text}{RELEASED}"),
        Some(Kind::Out { of, .. }) if of == "Buffer" => format!("{names}: {text} It may not be NULL."),
        _ => format!("{names}: {text}"),
    }
}

/// The statuses with which a call may end.
fn returns(interface: &Interface, function: &Function) -> String {
    let mut statuses = vec!["TOUCHLINE_STATUS_OK".to_owned()];
    statuses.extend(function.or.iter().map(|status| format!("_{status}")));
    statuses.push("_BAD_INPUT".to_owned());
    if let (true, Some(handle)) = (function.access != Access::None, &function.handle) {
        statuses.extend(interface.is_ever_busy(handle).then(|| "_BUSY".to_owned()));
        statuses.push("_POISONED".to_owned());
    }
    format!("Returns {} or _DEFECT.", statuses.join(", "))
}

/// A row that leaves out a parameter is refused, and one that tells of what is none.
fn every_parameter_is_told_of(interface: &Interface, function: &Function) -> Result {
    let told: Vec<&str> = function.doc.lines.iter().flat_map(|(names, _)| names).map(String::as_str).collect();
    let asked = function.parameters.iter().filter(|(name, kind)| match kind {
        Kind::Out { of, .. } => !interface.holds(of),
        Kind::Value(_) => !function.is_length(name),
        _ => true,
    });
    let mut asked: Vec<&str> = asked.map(|(name, _)| name.as_str()).collect();
    asked.extend(function.parameters.iter().any(|(_, kind)| matches!(kind, Kind::Watch)).then_some("context"));
    asked.extend(function.returns.is_none().then_some("answer"));
    let left_out = asked.iter().find(|name| !told.contains(name)).map(|name| format!("says nothing of `{name}`"));
    let beside =
        told.iter().find(|name| !asked.contains(name)).map(|name| format!("tells of `{name}`, which it has not"));
    left_out.or(beside).map_or(Ok(()), |fault| Err(format!("the row of touchline_{}() {fault}", function.full_name())))
}

/// Paragraphs and lines as a doc comment, an empty line once between two that are not.
fn comment(lines: impl IntoIterator<Item = String>) -> String {
    let mut wrapped: Vec<String> = lines
        .into_iter()
        .flat_map(|line| match line.is_empty() {
            true => vec![String::new()],
            false => prose::wrapped(&line, WIDTH),
        })
        .collect();
    wrapped.dedup_by(|line, before| line.is_empty() && before.is_empty());
    wrapped.iter().map(|line| format!("{}\n", format!("/// {line}").trim_end())).collect()
}

/// The variable of a handle: `scorer` of a `SkillScorer`.
pub(crate) fn called(handle: &str) -> String {
    snake(handle).rsplit('_').next().unwrap_or_default().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::generate::interface::parse;

    /// What is said of the first function of a handle that has these rows.
    fn said(rows: &str) -> Result<String> {
        let interface = parse(&format!("/// A log.\ntrait Log: waist::Log {{ {rows} }}"))?;
        of_function(&interface, &interface.functions[0])
    }

    #[test]
    fn what_holds_for_all_of_a_kind_is_added() {
        let row = "/// Reads.\n///\n/// `text`: what is asked.\n/// `answer`: what there is.\n";
        let read = said(&format!("{row} #[or(REJECTED)] fn read(&self, text: Bytes);")).unwrap();
        assert_eq!(
            read,
            "/// Reads.\n///\n/// `text`, `text_length`: what is asked.\n/// `answer`: what there is.\n///\n\
             /// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _POISONED or _DEFECT.\n"
        );
        let ended = said(&format!("{row} fn end(self, text: Bytes);")).unwrap();
        assert!(ended.contains("The log is used up") && ended.contains("_BAD_INPUT, _BUSY, _POISONED or _DEFECT"));
    }

    #[test]
    fn a_row_tells_of_every_parameter_and_of_no_other() {
        let fault = |rows: &str| said(rows).expect_err("the row is refused");
        let left_out = fault("/// Reads.\n///\n/// `answer`: what there is.\nfn read(&self, text: Bytes);");
        assert_eq!(left_out, "the row of touchline_log_read() says nothing of `text`");
        let beside = fault("/// Reads.\n///\n/// `text`: what.\n/// `answer`: what there is.\nfn read(&self);");
        assert_eq!(beside, "the row of touchline_log_read() tells of `text`, which it has not");
        assert!(
            fault("/// Reads.\nfn read(&self, text: String<u8>);")
                .contains("no printer knows this form: text : String")
        );
    }
}
