//! Calls of C in any order, with handles that are live, used up, freed or never were: each answers, and nothing is lost.

use std::ffi::c_char;
use std::ptr;

use touchline::waist::Status;
use touchline_c::buffer::{Buffer, touchline_buffer_free};
use touchline_c::exports::*;
use touchline_c::skill::SkillScore;

use crate::c_tables::{self, Tables};
use crate::choices::Choices;
use crate::grown::{self, LOG};
use crate::world::{SNAPSHOT, enveloped};

const CALLS: usize = 24;
const TURNS: usize = 40;
const AS_OF: &str = r#"{"at":"2026-03-02T10:00:00Z"}"#;

/// A variable of C for each sort of handle, two where they meet.
struct Handles {
    workspaces: [*mut WorkspaceHandle; 2],
    snapshot: *mut SnapshotHandle,
    loader: *mut LoaderHandle,
    verifier: *mut VerifierHandle,
    redactor: *mut RedactorHandle,
    trial: *mut TrialHandle,
    scorer: *mut SkillScorerHandle,
    tables: Tables,
}

/// Any bytes as choices of calls.
pub fn c_calls(data: &[u8]) {
    let mut choices = Choices::of(data);
    let mut handles = Handles {
        workspaces: [ptr::null_mut(); 2],
        snapshot: ptr::null_mut(),
        loader: ptr::null_mut(),
        verifier: ptr::null_mut(),
        redactor: ptr::null_mut(),
        trial: ptr::null_mut(),
        scorer: ptr::null_mut(),
        tables: Tables::none(),
    };
    for _ in 0..TURNS {
        if choices.is_over() {
            break;
        }
        handles.call(&mut choices);
    }
    handles.free();
}

/// What a call gives besides its status.
struct Outputs {
    answer: Buffer,
    more: Buffer,
}

impl Handles {
    fn call(&mut self, choices: &mut Choices<'_>) {
        let call = choices.below(CALLS);
        let input = input(call, choices);
        let (text, length) = (input.as_ptr().cast::<c_char>(), input.len());
        let workspace = &mut self.workspaces[choices.below(2)];
        let mut out = Outputs { answer: empty(), more: empty() };
        let Outputs { answer, more } = &mut out;
        let answer: *mut Buffer = if choices.one_in(20) { ptr::null_mut() } else { answer };
        let more: *mut Buffer = if choices.one_in(40) { ptr::null_mut() } else { more };
        // SAFETY: handles are null or live, texts are there, and outputs are null or can be written to. A handle that stands
        // in a variable that is written to anew is freed first.
        let status = unsafe {
            match call {
                0 | 1 => {
                    touchline_workspace_free(workspace);
                    touchline_workspace_open(text, length, workspace, answer)
                }
                2..=4 => touchline_workspace_execute(*workspace, text, length, more, answer),
                5 => touchline_workspace_execute_many(*workspace, text, length, more, ptr::null_mut(), answer),
                6 => touchline_workspace_ask(*workspace, text, length, answer),
                7 => touchline_workspace_available(*workspace, text, length, answer),
                8 => touchline_workspace_replay(*workspace, text, length, answer),
                9 => {
                    touchline_snapshot_free(&raw mut self.snapshot);
                    touchline_workspace_snapshot(*workspace, &raw mut self.snapshot, answer)
                }
                10 => touchline_snapshot_next(self.snapshot, more, answer),
                11 => {
                    touchline_loader_free(&raw mut self.loader);
                    touchline_loader_new(ptr::null(), 0, &raw mut self.loader, answer)
                }
                12 => touchline_loader_feed(self.loader, text, length, answer),
                13 => {
                    touchline_workspace_free(workspace);
                    touchline_loader_finish(self.loader, workspace, answer)
                }
                14 => {
                    touchline_verifier_free(&raw mut self.verifier);
                    touchline_verifier_new(ptr::null(), 0, &raw mut self.verifier, answer)
                }
                15 => touchline_verifier_feed(self.verifier, text, length, answer),
                16 => touchline_verifier_finish(self.verifier, answer),
                17 => {
                    touchline_redactor_free(&raw mut self.redactor);
                    touchline_redactor_new(&raw mut self.redactor, answer)
                }
                18 => touchline_redactor_survey(self.redactor, text, length, answer),
                19 => touchline_redactor_rewrite(self.redactor, text, length, more, answer),
                20 => touchline_redactor_finish(self.redactor, more, answer),
                21 => self.tried(text, length, choices, answer),
                22 => self.scored(text, length, choices, answer),
                _ => self.other(text, length, choices, answer),
            }
        };
        assert_ne!(status, Status::Defect as u32, "call {call}: {}", out.told());
        out.free();
    }

    /// What is about no workspace and no log, or seldom called.
    ///
    /// # Safety
    /// As of every call.
    unsafe fn other(
        &mut self,
        text: *const c_char,
        length: usize,
        choices: &mut Choices<'_>,
        answer: *mut Buffer,
    ) -> u32 {
        // SAFETY: as promised by the caller.
        unsafe {
            match choices.below(8) {
                0 => touchline_call(text, length.min(12), text, length, answer),
                1 => touchline_workspace_place(self.workspaces[0], answer),
                2 => c_tables::numbers(choices),
                3 => {
                    touchline_loader_free(&raw mut self.loader);
                    let (at, at_length) = (AS_OF.as_ptr().cast(), AS_OF.len());
                    touchline_loader_as_of(ptr::null(), 0, at, at_length, &raw mut self.loader, answer)
                }
                _ => self.tables.call(choices, answer),
            }
        }
    }

    /// # Safety
    /// As of every call.
    unsafe fn tried(
        &mut self,
        text: *const c_char,
        length: usize,
        choices: &mut Choices<'_>,
        answer: *mut Buffer,
    ) -> u32 {
        // SAFETY: as promised by the caller.
        unsafe {
            match choices.below(3) {
                0 => {
                    touchline_trial_free(&raw mut self.trial);
                    touchline_trial_new(text, length, &raw mut self.trial, answer)
                }
                1 => touchline_trial_feed(self.trial, LOG.as_ptr().cast(), LOG.len(), answer),
                _ => touchline_trial_finish(self.trial, answer),
            }
        }
    }

    /// # Safety
    /// As of every call.
    unsafe fn scored(
        &mut self,
        text: *const c_char,
        length: usize,
        choices: &mut Choices<'_>,
        answer: *mut Buffer,
    ) -> u32 {
        let values = [0.5; 32];
        let count = choices.among(&[0, 1, 18, 32, 1 << 40, usize::MAX]);
        let mut overall = SkillScore::default();
        // SAFETY: as promised by the caller; of values no more are read than are there, since no framework has as many.
        unsafe {
            if choices.one_in(2) {
                touchline_skill_scorer_free(&raw mut self.scorer);
                return touchline_skill_scorer_new(text, length, &raw mut self.scorer, answer);
            }
            let (none, areas, parts) = (ptr::null(), ptr::null_mut(), ptr::null_mut());
            touchline_skill_scorer_score(
                self.scorer,
                values.as_ptr(),
                none,
                count,
                &raw mut overall,
                areas,
                0,
                parts,
                answer,
            )
        }
    }

    fn free(&mut self) {
        // SAFETY: each variable holds null or a live handle; freed twice, it holds null.
        unsafe {
            for _ in 0..2 {
                self.workspaces.iter_mut().for_each(|workspace| touchline_workspace_free(workspace));
                touchline_snapshot_free(&raw mut self.snapshot);
                touchline_loader_free(&raw mut self.loader);
                touchline_verifier_free(&raw mut self.verifier);
                touchline_redactor_free(&raw mut self.redactor);
                touchline_trial_free(&raw mut self.trial);
                touchline_skill_scorer_free(&raw mut self.scorer);
                self.tables.free();
            }
        }
    }
}

impl Outputs {
    fn told(&self) -> String {
        if self.answer.data.is_null() {
            return String::new();
        }
        // SAFETY: the library has written it.
        let bytes = unsafe { std::slice::from_raw_parts(self.answer.data.cast::<u8>(), self.answer.length) };
        String::from_utf8_lossy(bytes).into_owned()
    }

    fn free(&mut self) {
        // SAFETY: each is a buffer of the library's, or empty.
        unsafe {
            touchline_buffer_free(&raw mut self.answer);
            touchline_buffer_free(&raw mut self.more);
        }
    }
}

fn empty() -> Buffer {
    Buffer { data: ptr::null_mut(), length: 0, capacity: 0 }
}

/// What a call of this number takes, mostly.
fn input(call: usize, choices: &mut Choices<'_>) -> Vec<u8> {
    let part = |bytes: &[u8], choices: &mut Choices<'_>| match choices.below(6) {
        0 => bytes[..bytes.len() / 2].to_vec(),
        1 => bytes[bytes.len() / 2..].to_vec(),
        _ => bytes.to_vec(),
    };
    match call {
        0 => Vec::new(),
        1 => grown::input("policy", choices).to_string().into_bytes(),
        2..=5 => {
            let (name, body) = grown::named("commands", choices);
            let number = choices.number() >> 40;
            enveloped(name, &body, grown::moment(choices), number, choices).into_bytes()
        }
        6 => grown::input("query", choices).to_string().into_bytes(),
        7 => grown::input("question", choices).to_string().into_bytes(),
        8 | 15 | 18 | 19 => part(LOG.as_bytes(), choices),
        12 if choices.one_in(2) => part(&SNAPSHOT, choices),
        12 => part(LOG.as_bytes(), choices),
        21 => grown::input("trial", choices).to_string().into_bytes(),
        22 if choices.one_in(3) => grown::input("scorer", choices).to_string().into_bytes(),
        22 => br#"{"framework":"sales"}"#.to_vec(),
        _ => grown::named("operations", choices).1.to_string().into_bytes(),
    }
}
