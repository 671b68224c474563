//! Logs and snapshots in chunks, so that none must fit into one text.
//!
//! Rules: WSP-02.

use super::{Answer, SHAPES, Workspace, known, read, read_policy, read_policy_at};
use crate::workspace::{self, LoadError};
use touchline_kernel::operation::Failure;
use touchline_kernel::record::Expectation;
use touchline_kernel::text::Limits;
use touchline_law::law::{self, LogVerifier};

/// A snapshot and records on their way into a workspace.
#[derive(Debug)]
pub struct Loader(Way);

#[derive(Debug)]
enum Way {
    Present(Box<workspace::Loader>),
    Past(Box<workspace::PastLoader>),
}

impl Loader {
    /// Begins an empty workspace under a policy; empty input means the default policy.
    ///
    /// # Errors
    /// The answer that says what is wrong with the policy.
    pub fn new(policy: &[u8]) -> Result<Self, Answer> {
        read_policy(policy)
            .map(|policy| Loader(Way::Present(Box::new(workspace::Loader::new(policy)))))
            .map_err(|failure| Answer::of(Err(failure)))
    }

    /// Begins a workspace as it was at the moment that `as_of` names, out of a log alone: it can be asked about and not
    /// be changed.
    ///
    /// # Errors
    /// The answer that says what is wrong with the policy or the moment.
    pub fn as_of(policy: &[u8], as_of: &[u8]) -> Result<Self, Answer> {
        let begun = || {
            let (policy, as_of) = (read_policy(policy)?, read(as_of, &SHAPES.as_of, &Limits::default())?);
            Ok(Loader(Way::Past(Box::new(workspace::PastLoader::new(policy, as_of)))))
        };
        begun().map_err(|failure| Answer::of(Err(failure)))
    }

    /// Takes the next bytes in, cut anywhere.
    ///
    /// # Errors
    /// The answer that says which line cannot be taken; the loader is of no further use then.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), Answer> {
        match &mut self.0 {
            Way::Present(loader) => loader.feed(chunk),
            Way::Past(loader) => loader.feed(chunk),
        }
        .map_err(refused)
    }

    /// The workspace, once all bytes were fed.
    ///
    /// # Errors
    /// As [`Loader::feed`].
    pub fn finish(self) -> Result<Workspace, Answer> {
        match self.0 {
            Way::Present(loader) => loader.finish(),
            Way::Past(loader) => loader.finish(),
        }
        .map(Workspace)
        .map_err(refused)
    }
}

fn refused(error: LoadError) -> Answer {
    Answer::of(Err(error.0.into()))
}

/// A log on its way through verification.
#[derive(Debug)]
pub struct Verifier(LogVerifier);

impl Verifier {
    /// Begins, with what is known of the log from elsewhere; empty input means nothing.
    ///
    /// # Errors
    /// The answer that says what is wrong with the expectation.
    pub fn new(expect: &[u8]) -> Result<Self, Answer> {
        let expected = || {
            let limits = Limits::default();
            if expect.is_empty() { Ok(Expectation::default()) } else { read(expect, &SHAPES.expectation, &limits) }
        };
        expected().map(|expected| Verifier(LogVerifier::new(expected))).map_err(|failure| Answer::of(Err(failure)))
    }

    /// Takes the next bytes in, cut anywhere.
    pub fn feed(&mut self, chunk: &[u8]) {
        self.0.feed(chunk);
    }

    /// What was found.
    #[must_use]
    pub fn finish(self) -> Answer {
        Answer::printed(self.0.finish().map_err(Failure::from))
    }
}

/// A log on its way through a trial of another policy, framework, catalogue or scorecard.
#[derive(Debug)]
pub struct Trial(workspace::Trial);

impl Trial {
    /// Begins, with what is to be tried: a policy, a framework, catalogues, and commands besides.
    ///
    /// # Errors
    /// The answer that says what is wrong with them.
    pub fn new(trial: &[u8]) -> Result<Self, Answer> {
        let begun = || {
            let input = read_policy_at("/policy", trial, &SHAPES.trial, &Limits::WIDEST)?;
            let command = known(SHAPES.command.as_ref())?;
            let trial = workspace::Trial::new(input, command).map_err(Failure::BadInput)?;
            Ok(Trial(trial))
        };
        begun().map_err(|failure| Answer::of(Err(failure)))
    }

    /// Takes the next bytes of the log in, cut anywhere.
    ///
    /// # Errors
    /// The answer that says which line cannot be taken; the trial is of no further use then.
    pub fn feed(&mut self, chunk: &[u8]) -> Result<(), Answer> {
        self.0.feed(chunk).map_err(refused)
    }

    /// What would have been different.
    #[must_use]
    pub fn finish(self) -> Answer {
        Answer::printed(self.0.finish().map_err(|error| Failure::from(error.0)))
    }
}

/// A log on its way through a redaction, which reads it twice: it is fed whole to [`Redactor::survey`], and then whole
/// to [`Redactor::rewrite`].
#[derive(Debug, Default)]
pub struct Redactor(law::Redactor);

impl Redactor {
    /// Begins: what was ordered stands in the log itself.
    #[must_use]
    pub fn new() -> Self {
        Redactor::default()
    }

    /// Takes the next bytes of the first reading in, cut anywhere.
    pub fn survey(&mut self, chunk: &[u8]) {
        self.0.survey(chunk);
    }

    /// Takes the next bytes of the second reading in, cut anywhere, and gives out what stands in their place. It may
    /// replace nothing before the end is reached well.
    ///
    /// # Errors
    /// The answer that says which record is not as it was written; the redactor is of no further use then.
    pub fn rewrite(&mut self, chunk: &[u8]) -> Result<Vec<u8>, Answer> {
        self.0.rewrite(chunk).map_err(|rejection| Answer::of(Err(rejection.into())))
    }

    /// The last bytes, and what came of it all.
    #[must_use]
    pub fn finish(self) -> (Vec<u8>, Answer) {
        match self.0.finish() {
            Ok((rest, rewritten)) => (rest, Answer::printed(Ok(rewritten))),
            Err(rejection) => (Vec::new(), Answer::of(Err(rejection.into()))),
        }
    }
}
