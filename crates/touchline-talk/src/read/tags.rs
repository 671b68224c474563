//! What stands between the marks of a cue: its words without tags and escapes, parted where another voice begins.
//!
//! Rules: TRS-02.

use std::borrow::Cow;

use super::draft::trimmed;

/// Tags of WebVTT, and those that SRT has of HTML. Any other word in angles was said, such as `<inaudible>`.
const TAGS: [&str; 12] = ["b", "c", "font", "i", "lang", "rt", "ruby", "s", "strong", "em", "u", "v"];

/// Escapes that have a name.
const ENTITIES: [(&str, char); 8] = [
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{a0}'),
    ("lrm", '\u{200e}'),
    ("rlm", '\u{200f}'),
];

/// Words of one voice.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Voiced<'t> {
    /// Whose voice it is, where a tag says so.
    pub(super) voice: Option<Cow<'t, str>>,
    pub(super) text: Cow<'t, str>,
}

/// What a cue says, voice by voice; and whether there are times between its words, as in captions that roll up.
pub(super) fn voices(cue: &str) -> (Vec<Voiced<'_>>, bool) {
    if memchr::memchr3(b'<', b'&', b'{', cue.as_bytes()).is_none() {
        return (vec![Voiced { voice: None, text: in_one_line(cue) }], false);
    }
    let mut voices = Vec::new();
    let mut said = OneLine { text: String::with_capacity(cue.len()), ..OneLine::default() };
    let (mut voice, mut rolls) = (None, false);
    let (mut rest, mut ends) = (cue, Ends::of(cue));
    while let Some(found) = memchr::memchr3(b'<', b'&', b'{', rest.as_bytes()) {
        let (before, from) = rest.split_at_checked(found).unwrap_or((rest, ""));
        said.push(before);
        let mark = mark(from, ends.behind(cue.len().saturating_sub(from.len())));
        rest = from.get(mark.length..).unwrap_or_default();
        match mark.kind {
            Kind::Said => said.push(from.get(..mark.length).unwrap_or_default()),
            Kind::Character(character) => said.push(character.encode_utf8(&mut [0; 4])),
            Kind::Silent => {}
            Kind::Time => rolls = true,
            Kind::Voice(name) => {
                close(&mut voices, voice.take(), &mut said);
                voice = Some(name);
            }
            Kind::VoiceEnds => close(&mut voices, voice.take(), &mut said),
        }
    }
    said.push(rest);
    close(&mut voices, voice, &mut said);
    (voices, rolls)
}

/// A cue that is words alone, or one voice with words alone, as nearly all are.
pub(super) fn one_voice(cue: &str) -> Option<Voiced<'_>> {
    let (voice, text) = match cue.strip_prefix("<v ") {
        Some(rest) => {
            let (name, text) = rest.split_at_checked(memchr::memchr(b'>', rest.as_bytes())?)?;
            (Some(name), text.get(1..)?)
        }
        None => (None, cue),
    };
    let text = if voice.is_some() { text.strip_suffix("</v>").unwrap_or(text) } else { text };
    let is_plain = memchr::memchr3(b'<', b'&', b'{', text.as_bytes()).is_none();
    is_plain.then(|| Voiced { voice: voice.map(|name| unescaped(name.trim())), text: in_one_line(text) })
}

/// What is said before a mark in which a file breaks off behind a cue, and what there is of the mark.
pub(super) fn broken_mark(cue: &str) -> Option<(&str, &str)> {
    let (said, mark) = cue.split_at_checked(memchr::memrchr3(b'<', b'&', b'{', cue.as_bytes())?)?;
    let is_begun = match mark.strip_prefix(['<', '&']) {
        Some(inside) if mark.starts_with('<') => is_begun_tag(inside),
        Some(name) => is_begun_entity(name),
        None => is_begun_placing(mark),
    };
    is_begun.then_some((said, mark))
}

/// Whether a mark of SubStation may begin so.
fn is_begun_placing(mark: &str) -> bool {
    let (begin, digit) = mark.split_at_checked(PLACING_BEGINS.len()).unwrap_or((mark, ""));
    PLACING_BEGINS.starts_with(begin) && digit.len() < 2 && digit.bytes().all(|digit| digit.is_ascii_digit())
}

/// Whether a tag or a time that does not end may begin so; a heart is none.
fn is_begun_tag(inside: &str) -> bool {
    if inside.starts_with(|first: char| first.is_ascii_digit()) {
        return inside != "3" && inside.chars().all(|sign| sign.is_ascii_digit() || matches!(sign, ':' | '.'));
    }
    let inside = inside.strip_prefix('/').unwrap_or(inside).to_ascii_lowercase();
    let word = tag_word(&inside);
    !inside.contains('>') && TAGS.iter().any(|tag| *tag == word || word == inside && tag.starts_with(word))
}

/// Whether an escape that does not end may begin so.
fn is_begun_entity(name: &str) -> bool {
    let is_number = |digits: &str| digits.len() < 8 && digits.bytes().all(|byte| byte.is_ascii_hexdigit());
    match name.strip_prefix('#') {
        Some(number) => is_number(number.strip_prefix(['x', 'X']).unwrap_or(number)),
        None => ENTITIES.iter().any(|(entity, _)| entity.starts_with(name)),
    }
}

/// The tag of a voice that never ends, as where a file breaks off, and what is said before it.
pub(super) fn unclosed_voice(cue: &str) -> Option<(&str, &str)> {
    let (said, tag) = cue.split_at_checked(memchr::memrchr(b'<', cue.as_bytes())?)?;
    let is_voice = tag.starts_with("<v ") || tag.starts_with("<v.");
    (is_voice && !tag.contains('>')).then_some((said, tag))
}

fn close<'t>(voices: &mut Vec<Voiced<'t>>, voice: Option<Cow<'t, str>>, said: &mut OneLine) {
    let text = said.take();
    // A voice without words is told, so that it is counted; white space between two voices is nothing.
    if voice.is_some() || !text.is_empty() {
        voices.push(Voiced { voice, text: Cow::Owned(text) });
    }
}

/// Lines of a cue are broken for the eye: as words they are one line.
fn in_one_line(text: &str) -> Cow<'_, str> {
    let text = text.trim();
    if memchr::memchr(b'\n', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut line = OneLine { text: String::with_capacity(text.len()), ..OneLine::default() };
    line.push(text);
    Cow::Owned(line.take())
}

/// Words that are put together in one line, without a copy of them: they may be as many as a file has.
#[derive(Default)]
struct OneLine {
    /// Whether a line has ended behind these.
    is_broken: bool,
    text: String,
}

impl OneLine {
    fn push(&mut self, part: &str) {
        for (nth, line) in part.split('\n').enumerate() {
            if nth > 0 {
                self.text.truncate(self.text.trim_end().len());
                self.is_broken = true;
            }
            let line = if self.is_broken { line.trim_start() } else { line };
            if line.is_empty() {
                continue;
            }
            if core::mem::take(&mut self.is_broken) && !self.text.is_empty() {
                self.text.push(' ');
            }
            self.text.push_str(line);
        }
    }

    /// What was put together, without white space around it; what follows begins anew, with the same room where this is nothing.
    fn take(&mut self) -> String {
        if self.text.trim().is_empty() {
            self.text.clear();
            self.is_broken = false;
            return String::new();
        }
        let OneLine { text, .. } = core::mem::take(self);
        let mut text = trimmed(Cow::Owned(text)).into_owned();
        text.shrink_to_fit();
        text
    }
}

enum Kind<'t> {
    Said,
    Character(char),
    Silent,
    Time,
    Voice(Cow<'t, str>),
    VoiceEnds,
}

struct Mark<'t> {
    length: usize,
    kind: Kind<'t>,
}

/// Where the tags of a cue may end, looked for once: whoever asks moves on.
struct Ends<'t> {
    cue: &'t str,
    /// The first one that was not passed yet.
    next: Option<usize>,
}

impl<'t> Ends<'t> {
    fn of(cue: &'t str) -> Self {
        Ends { cue, next: memchr::memchr(b'>', cue.as_bytes()) }
    }

    /// How far behind this place the next one stands.
    fn behind(&mut self, at: usize) -> Option<usize> {
        if self.next? < at {
            let rest = self.cue.as_bytes().get(at..).unwrap_or_default();
            self.next = memchr::memchr(b'>', rest).map(|found| at.saturating_add(found));
        }
        self.next?.checked_sub(at)
    }
}

/// What begins at an angle, an ampersand or a brace, where the next tag ends so far behind it.
fn mark(text: &str, end: Option<usize>) -> Mark<'_> {
    let found = match text.as_bytes().first() {
        Some(b'<') => end.and_then(|end| tag(text, end)),
        Some(b'&') => entity(text).map(|(character, length)| Mark { length, kind: Kind::Character(character) }),
        _ => is_placing(text).then(|| silent(PLACING)),
    };
    found.unwrap_or(Mark { length: 1, kind: Kind::Said })
}

/// How long the mark is by which SubStation has a line placed, `{\an8}`, which stands in SRT too; and how it begins.
const PLACING: usize = 6;
const PLACING_BEGINS: &str = "{\\an";

fn is_placing(text: &str) -> bool {
    let digit = text.strip_prefix(PLACING_BEGINS).unwrap_or_default();
    digit.starts_with(|digit: char| digit.is_ascii_digit()) && digit.get(1..2) == Some("}")
}

fn silent(length: usize) -> Mark<'static> {
    Mark { length, kind: Kind::Silent }
}

/// The longest time that stands in a tag.
const LONGEST_TIME: usize = 32;

fn tag(text: &str, end: usize) -> Option<Mark<'_>> {
    let length = end.saturating_add(1);
    let inside = text.get(1..end)?;
    if inside.starts_with(|first: char| first.is_ascii_digit()) {
        let clock = if inside.len() > LONGEST_TIME { None } else { super::time::clock(inside) };
        return clock.map(|_| Mark { length, kind: Kind::Time });
    }
    let (is_end, inside) = inside.strip_prefix('/').map_or((false, inside), |inside| (true, inside));
    let word = TAGS.iter().find(|tag| is_named(inside, tag))?;
    let kind = match (*word == "v", is_end) {
        (true, true) => Kind::VoiceEnds,
        (true, false) => {
            let name = inside.split_once([' ', '\t', '\n']).map_or("", |(_, name)| name);
            Kind::Voice(unescaped(name.trim()))
        }
        (false, _) => Kind::Silent,
    };
    Some(Mark { length, kind })
}

/// Whether a tag is of this name, of which no more is looked at than that.
fn is_named(inside: &str, name: &str) -> bool {
    let Some((begin, rest)) = inside.split_at_checked(name.len()) else { return false };
    begin.eq_ignore_ascii_case(name) && (rest.is_empty() || rest.starts_with(BEHIND_A_NAME))
}

/// What ends the name of a tag.
const BEHIND_A_NAME: [char; 5] = ['.', ' ', '\t', '\n', '='];

/// The name of a tag.
fn tag_word(inside: &str) -> &str {
    inside.split(BEHIND_A_NAME).next().unwrap_or_default()
}

/// A text without escapes.
pub(super) fn unescaped(text: &str) -> Cow<'_, str> {
    if !text.contains('&') {
        return Cow::Borrowed(text);
    }
    let (mut plain, mut rest) = (String::with_capacity(text.len()), text);
    while let Some(found) = rest.find('&') {
        let (before, from) = rest.split_at_checked(found).unwrap_or((rest, ""));
        plain += before;
        let (character, length) = entity(from).unwrap_or(('&', 1));
        plain.push(character);
        rest = from.get(length..).unwrap_or_default();
    }
    Cow::Owned(plain + rest)
}

/// The character of an escape, and how long the escape is.
fn entity(text: &str) -> Option<(char, usize)> {
    let end = text.bytes().take(12).position(|byte| byte == b';')?;
    let name = text.get(1..end)?;
    let character = match ENTITIES.iter().find(|(entity, _)| *entity == name) {
        Some((_, character)) => *character,
        None => {
            let number = name.strip_prefix('#')?;
            let number = match number.strip_prefix(['x', 'X']) {
                Some(digits) => u32::from_str_radix(digits, 16).ok()?,
                None => number.parse().ok()?,
            };
            char::from_u32(number).filter(|character| *character != '\0')?
        }
    };
    Some((character, end.saturating_add(1)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn told(cue: &str) -> Vec<(Option<String>, String)> {
        let own = |voiced: Voiced<'_>| (voiced.voice.map(Cow::into_owned), voiced.text.into_owned());
        voices(cue).0.into_iter().map(own).collect()
    }

    #[test]
    fn trs_02_tags_go_and_what_was_said_in_angles_stays() {
        for (cue, said) in [
            ("Hello <b>world</b>.", "Hello world."),
            ("<c.colorE5E5E5.x>a</c> <i>b</i> <lang en-GB>c</lang>", "a b c"),
            ("<font color=\"#fff\">x</font>", "x"),
            ("{\\an8}up {here}", "up {here}"),
            ("I <3 you &amp; <inaudible> 1 < 2", "I <3 you & <inaudible> 1 < 2"),
            ("a &lt;b&gt; &#39;c&#x27; &nbsp;&unknown; & d", "a <b> 'c' \u{a0}&unknown; & d"),
            ("two\r\nlines", "two lines"),
            ("שלום <b>עולם</b>", "שלום עולם"),
        ] {
            assert_eq!(told(cue), [(None, said.to_owned())], "{cue}");
        }
    }

    #[test]
    fn trs_02_marks_that_break_off_are_told_from_what_was_said() {
        for mark in [
            "<",
            "</",
            "<c",
            "</c",
            "<c.color",
            "<lan",
            "<00:00:0",
            "<12",
            "&",
            "&am",
            "&amp",
            "&#",
            "&#3",
            "&#x27",
            "{",
            "{\\an",
            "{\\an8",
            "<font color=\"#f",
        ] {
            assert_eq!(broken_mark(&format!("a > b {mark}")), Some(("a > b ", mark)));
        }
        for said in ["I <3", "<c>x", "a & b", "R&D", "&amp;", "{\\an8}", "{here", "{8", "<inaudi", "<i>", "fine"] {
            assert_eq!(broken_mark(said), None, "{said}");
        }
    }

    #[test]
    fn trs_02_the_quick_way_comes_to_the_same() {
        let cues = [
            "plain",
            " two\n lines ",
            "<v Ana &amp; Bo>Hi.\nYou?</v>",
            "<v Ana>Hi.",
            "<v >x</v>",
            "<v Ana></v>",
            "<v Tom <3>Hi.",
        ];
        for cue in cues {
            assert_eq!(one_voice(cue).into_iter().collect::<Vec<_>>(), voices(cue).0, "{cue}");
        }
        for cue in
            ["<v Ana>a</v><v Bo>b</v>", "<v Ana>Hi.</v> ", "<b>a</b>", "a &amp; b", "<v Ana", "<v.loud Ana>a</v>"]
        {
            assert_eq!(one_voice(cue), None, "{cue}");
        }
    }

    #[test]
    fn trs_02_each_voice_has_its_words() {
        assert_eq!(
            told("<v Ana &amp; Bo>Hi.\nYou?</v> \n<v.loud Cy D>Yes"),
            [(Some("Ana & Bo".to_owned()), "Hi. You?".to_owned()), (Some("Cy D".to_owned()), "Yes".to_owned()),]
        );
        assert_eq!(told("<v Tom <3>Hi <i>there</i>"), [(Some("Tom <3".to_owned()), "Hi there".to_owned())]);
        assert_eq!(told("oh <v >x"), [(None, "oh".to_owned()), (Some(String::new()), "x".to_owned())]);
    }

    #[test]
    fn trs_02_times_between_words_are_seen() {
        assert!(voices("this<00:05:04.199><c> will</c>").1);
        assert!(!voices("this<c> will</c>").1);
    }
}
