//! Cues as what somebody says: whose words they are, and which of them are repeated.
//!
//! Zoom writes `Name: text`, Teams tags voices, others name nobody. Which of these a file does is seen from its first cues: names
//! stand before at least half of them, or before none. A cue without a name then goes on what was said before it. What a colon
//! follows is no name by that alone: somebody says *my question is: what do you use?*
//!
//! Rules: TRS-02.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use super::blocks::{Block, Blocks, Cue};
use super::draft::{Draft, Said, Who, cut};
use super::fault::unreadable;
use super::json::Str;
use super::name::is_like_a_name;
use super::place::Place;
use super::tags::{Voiced, broken_mark, one_voice, unclosed_voice, voices};
use super::{Known, time, words};
use touchline_kernel::rejection::Reason;

/// How many cues are looked at to see how a file names who speaks.
pub(super) const LOOKED_AT: usize = 100;

/// How many bytes and how many words a name in front of what was said has.
const LONGEST_NAME: usize = 400;
const MOST_WORDS: usize = 12;

/// How many lines of a cue are looked at for names, and how many bytes of each.
const LINES_LOOKED_AT: usize = 8;
const BYTES_LOOKED_AT: usize = 1_024;

/// How a file writes its cues.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Style {
    /// What is a name however it is written, in small letters: the host knows it, or it stands in front of several lines.
    names: BTreeSet<String>,
    /// Whether a name and a colon stand in front of what was said.
    pub(super) is_named: bool,
    /// Whether a cue repeats the last line of the one before, as captions do that roll up.
    pub(super) rolls: bool,
}

/// How the first cues of a text are written, and how many were looked at. What is broken in it is told when it is read.
pub(super) fn style(blocks: Blocks<'_>, known: &Known) -> (Style, usize) {
    let (mut count, mut named, mut voiced, mut rolls, mut is_known) = (0_usize, 0_usize, false, false, false);
    let mut seen: BTreeMap<String, usize> = BTreeMap::new();
    let cues = blocks.filter_map(|block| match block {
        Ok(Block::Cue(cue)) if !cue.text.trim().is_empty() => Some(cue),
        _ => None,
    });
    for cue in cues.take(LOOKED_AT) {
        count = count.saturating_add(1);
        let (has_voices, has_times) = has_voices_and_times(cue.text);
        rolls |= has_times;
        voiced |= has_voices;
        for (nth, line) in cue.text.lines().take(LINES_LOOKED_AT).enumerate() {
            let Some(name) = name_before(line) else { continue };
            if nth == 0 {
                named = named.saturating_add(1);
                is_known |= known.speaker(&name).is_some();
            }
            let times = seen.entry(name.to_lowercase()).or_default();
            *times = times.saturating_add(1);
        }
    }
    let of_host = known.speakers.iter().map(|speaker| speaker.label.as_str().to_lowercase());
    let names = seen.into_iter().filter(|(_, times)| *times > 1).map(|(name, _)| name).chain(of_host).collect();
    let is_named = !voiced && named > 0 && (is_known || named.saturating_mul(2) >= count);
    // Times between words are no captions that roll where it is told who speaks.
    (Style { names, is_named, rolls: rolls && !voiced && !is_named }, count)
}

/// Whether a cue tags voices, and whether it tells times between words.
fn has_voices_and_times(text: &str) -> (bool, bool) {
    let (pieces, has_times) = voices(text);
    (pieces.iter().any(|piece| piece.voice.is_some()), has_times)
}

/// The name in front of a line, which may have tags.
fn name_before(line: &str) -> Option<String> {
    let head = line.get(..line.floor_char_boundary(BYTES_LOOKED_AT.min(line.len())))?;
    let (pieces, _) = voices(head);
    named_text(&pieces.first()?.text).map(|(name, _)| name.to_owned())
}

/// A name that stood in front of a text before, and what stands behind it.
fn known_name<'o>(text: &'o str, draft: &Draft<'_>) -> Option<(&'o str, &'o str)> {
    let colon = memchr::memchr(b':', text.as_bytes())?;
    let (name, rest) = (text.get(..colon)?.trim(), text.get(colon.saturating_add(1)..)?);
    (draft.known.contains_key(name) && rest.starts_with(' ')).then(|| (name, rest.trim()))
}

/// The name in front of a text, and what stands behind it.
fn named_text(text: &str) -> Option<(&str, &str)> {
    let head = text.as_bytes().get(..LONGEST_NAME).unwrap_or(text.as_bytes());
    let colon = memchr::memchr(b':', head);
    let (name, rest) = match colon {
        Some(place) => (text.get(..place)?, text.get(place.saturating_add(1)..)?),
        None => text.split_once('：').filter(|(name, _)| name.len() < LONGEST_NAME)?,
    };
    let is_apart = colon.is_none() || rest.is_empty() || rest.starts_with(char::is_whitespace);
    let is_name = name.contains(char::is_alphanumeric)
        && !name.contains(['?', '!', '\n', '<', '"'])
        && name.split_whitespace().take(MOST_WORDS.saturating_add(1)).count() <= MOST_WORDS;
    (is_apart && is_name).then(|| (name.trim(), rest.trim()))
}

/// What Microsoft writes into a cue where more is asked for than words.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Metadata<'t> {
    #[serde(borrow)]
    pub(super) start_date_time: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) end_date_time: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) speaker_name: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) spoken_text: Option<Str<'t>>,
    #[serde(borrow)]
    pub(super) spoken_language: Option<Str<'t>>,
}

/// Reads cue after cue.
#[derive(Debug, Default)]
pub(super) struct Cues {
    pub(super) style: Style,
    /// Whether a cue was JSON: then every one is that begins so, also where it breaks off.
    is_metadata: bool,
    last: Option<Who>,
    last_line: String,
}

impl Cues {
    pub(super) fn new(style: Style) -> Self {
        Cues { style, ..Cues::default() }
    }

    /// Reads all blocks of a text.
    pub(super) fn read<'t>(&mut self, blocks: &mut Blocks<'t>, draft: &mut Draft<'t>) -> Result<(), Reason> {
        for block in blocks {
            match block? {
                Block::Cue(cue) => self.cue(cue, draft)?,
                Block::Note(text) => note(text, draft),
                Block::Loose { line, text } => draft.not_read(Place::Line(line), text),
            }
        }
        Ok(())
    }

    fn cue<'t>(&mut self, cue: Cue<'t>, draft: &mut Draft<'t>) -> Result<(), Reason> {
        if cue.text.starts_with('{') && (self.is_metadata || cue.text.contains("\"spokenText\"")) {
            self.is_metadata = true;
            return self.metadata(cue, draft);
        }
        let cue = self.without_broken(cue, draft);
        if self.style.rolls && voices(cue.text).0.iter().all(|piece| piece.voice.is_none()) {
            let text = self.unrolled(cue.text, draft);
            self.said(cue, None, Cow::Owned(text), draft);
            return Ok(());
        }
        let mut rest = cue.text;
        while let Some((said, behind)) = self.another_speaks(rest, draft) {
            self.pieces(Cue { text: said, ..cue }, draft);
            rest = behind;
        }
        self.pieces(Cue { text: rest, ..cue }, draft);
        Ok(())
    }

    /// What is said of a text up to a line that begins with a name, and what stands from there on.
    fn another_speaks<'t>(&self, text: &'t str, draft: &Draft<'_>) -> Option<(&'t str, &'t str)> {
        if !self.style.is_named {
            return None;
        }
        let begins = memchr::memchr_iter(b'\n', text.as_bytes()).map(|place| place.saturating_add(1));
        let parted = begins.filter_map(|begin| text.split_at_checked(begin));
        let line = |behind: &'t str| behind.lines().next().unwrap_or_default();
        let mut parted =
            parted.filter(|(_, behind)| named_text(line(behind)).is_some_and(|(name, _)| self.is_known(name, draft)));
        parted.next()
    }

    /// Whether the file has a name elsewhere, or the host does.
    fn is_known(&self, name: &str, draft: &Draft<'_>) -> bool {
        draft.known.contains_key(name) || self.style.names.contains(&name.to_lowercase())
    }

    fn pieces<'t>(&mut self, cue: Cue<'t>, draft: &mut Draft<'t>) {
        if let Some(piece) = one_voice(cue.text) {
            return self.piece(cue, piece, draft);
        }
        let (pieces, _) = voices(unclosed_voice(cue.text).map_or(cue.text, |broken| not_read(cue, broken, draft)));
        if pieces.is_empty() {
            draft.passed.empty = draft.passed.empty.saturating_add(1);
        }
        for piece in pieces {
            self.piece(cue, piece, draft);
        }
    }

    /// A cue without what breaks off at its end with the file: a mark, or a name in front of what would have been said.
    fn without_broken<'t>(&self, cue: Cue<'t>, draft: &mut Draft<'t>) -> Cue<'t> {
        if !cue.may_break_off || unclosed_voice(cue.text).is_some() {
            return cue;
        }
        let begins_name = |text: &str| self.style.is_named && draft.has_name_from(text);
        let broken = broken_mark(cue.text).or_else(|| begins_name(cue.text).then_some(("", cue.text)));
        broken.map_or(cue, |broken| Cue { text: not_read(cue, broken, draft), ..cue })
    }

    fn piece<'t>(&mut self, cue: Cue<'t>, Voiced { voice, text }: Voiced<'t>, draft: &mut Draft<'t>) {
        match (voice, text) {
            (Some(voice), text) => {
                let who = draft.who_is_named(&voice);
                self.said(cue, who, text, draft);
            }
            (None, text) => self.unvoiced(cue, text, draft),
        }
    }

    fn unvoiced<'t>(&mut self, cue: Cue<'t>, text: Cow<'t, str>, draft: &mut Draft<'t>) {
        let has_colon = || cue.text.lines().next().is_some_and(|first| first.contains([':', '：']));
        let is_name = |name: &str| self.is_known(name, draft) || is_like_a_name(name);
        let named = || known_name(&text, draft).or_else(|| named_text(&text).filter(|(name, _)| is_name(name)));
        let named = (self.style.is_named && has_colon()).then(named).flatten();
        let Some((name, words)) = named else { return self.said(cue, None, text, draft) };
        let begins = text.trim_end().len().saturating_sub(words.len());
        let who = draft.who_is_named(name);
        self.said(cue, who, cut(text, begins), draft);
    }

    /// Says words; those that nobody is named for go on what was said before.
    fn said<'t>(&mut self, cue: Cue<'t>, who: Option<Who>, text: Cow<'t, str>, draft: &mut Draft<'t>) {
        if who.is_none() && self.last.is_some() && !text.is_empty() {
            draft.joined = draft.joined.saturating_add(1);
        }
        self.last = who.or(self.last);
        let (start, end) = (Some(cue.start), Some(cue.end));
        draft.say(Said { place: Place::Line(cue.line), who: self.last, start, end, text });
    }

    fn metadata<'t>(&mut self, cue: Cue<'t>, draft: &mut Draft<'t>) -> Result<(), Reason> {
        let place = Place::Line(cue.line.saturating_add(1));
        let read = serde_json::from_str(cue.text);
        let told: Metadata<'t> = read.map_err(|_| unreadable(place, "JSON with `spokenText`"))?;
        if let Some(Str(language)) = told.spoken_language.filter(|_| draft.language.is_none()) {
            draft.language = Some(language.into_owned());
        }
        let text = told.spoken_text.map_or(Cow::Borrowed(""), |Str(text)| text);
        // Each entry says by itself who speaks: where one does not, nobody knows.
        self.last = None;
        let who = told.speaker_name.and_then(|Str(name)| draft.who_is_named(&name));
        self.said(cue, who, text, draft);
        Ok(())
    }

    /// The lines of a cue without those that the one before ended in.
    fn unrolled(&mut self, text: &str, draft: &mut Draft<'_>) -> String {
        let mut fresh: Vec<String> = Vec::new();
        for line in text.lines() {
            let said: Vec<String> = voices(line).0.into_iter().map(|piece| piece.text.into_owned()).collect();
            let said = said.join(" ");
            if said.is_empty() {
                continue;
            }
            if fresh.is_empty() && said == self.last_line {
                let words = words::count(&said);
                draft.passed.repeated_words = draft.passed.repeated_words.saturating_add(words);
            } else {
                self.last_line.clone_from(&said);
                fresh.push(said);
            }
        }
        fresh.join(" ")
    }
}

/// Tells of what breaks off at the end of a cue, and leaves what is said before it.
fn not_read<'t>(cue: Cue<'t>, (said, broken): (&'t str, &str), draft: &mut Draft<'t>) -> &'t str {
    let below = memchr::memchr_iter(b'\n', said.as_bytes()).count().saturating_add(1);
    draft.not_read(Place::Line(cue.line.saturating_add(below)), broken);
    said
}

/// A comment, in which Teams tells language and length, or the lines below WebVTT's first one.
fn note(text: &str, draft: &mut Draft<'_>) {
    let is_bare_header = text.trim_end() == "WEBVTT";
    draft.passed.notes = draft.passed.notes.saturating_add(usize::from(!is_bare_header));
    for line in text.lines() {
        let line = line.strip_prefix("NOTE ").unwrap_or(line);
        let Some((name, value)) = line.split_once(':') else { continue };
        let value = value.trim().trim_matches('"');
        if name.eq_ignore_ascii_case("language") && draft.language.is_none() && !value.is_empty() {
            draft.language = Some(value.to_owned());
        } else if name.eq_ignore_ascii_case("duration") {
            draft.length = draft.length.or_else(|| time::clock(value));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn trs_02_a_name_stands_before_a_colon_and_a_space() {
        for (text, found) in [
            ("Ana Li (Acme): Hi: there", Some(("Ana Li (Acme)", "Hi: there"))),
            ("Bo | Team: yes", Some(("Bo | Team", "yes"))),
            ("ana@acme.com: yes", Some(("ana@acme.com", "yes"))),
            ("王小明：你好", Some(("王小明", "你好"))),
            ("Cy:", Some(("Cy", ""))),
            ("at 10:30 we go", None),
            ("see https://example.com", None),
            ("what? I say: no", None),
            (": x", None),
            ("no colon", None),
        ] {
            assert_eq!(named_text(text), found, "{text}");
        }
    }
}
