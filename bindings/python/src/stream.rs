//! What is read in chunks, cut anywhere: a workspace from its log, the check of a log's chain, its redaction, a trial.

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use touchline::waist;

use crate::handle::{Handle, Reply, guarded, made, reply};
use crate::text::Text;
use crate::workspace::Workspace;

/// Reads a snapshot or nothing, then any number of records, into a workspace.
#[pyclass(frozen, module = "touchline.waist")]
pub(crate) struct Loader {
    handle: Handle<waist::Loader>,
}

#[pymethods]
impl Loader {
    /// Begins; empty text means the default policy.
    ///
    /// Gives `(status, json, loader)`, the loader being None where the policy is refused.
    #[staticmethod]
    #[pyo3(signature = (policy, /))]
    fn open(policy: Text) -> Reply<Loader> {
        let loader = guarded(|| waist::Loader::new(policy.as_bytes())).flatten();
        made(loader.map(|loader| Some(Loader { handle: Handle::new(loader) })))
    }

    /// Begins how things stood at a moment, `{"at":…}`; empty text for the policy means the default one.
    ///
    /// Gives `(status, json, loader)`, the loader being None where policy or moment are refused.
    #[staticmethod]
    #[pyo3(signature = (policy, as_of, /))]
    fn open_as_of(policy: Text, as_of: Text) -> Reply<Loader> {
        let loader = guarded(|| waist::Loader::as_of(policy.as_bytes(), as_of.as_bytes())).flatten();
        made(loader.map(|loader| Some(Loader { handle: Handle::new(loader) })))
    }

    /// Takes the next chunk, cut anywhere.
    ///
    /// Gives `(status, json, None)`.
    #[pyo3(signature = (chunk, /))]
    fn feed(&self, py: Python<'_>, chunk: Text) -> PyResult<Reply<String>> {
        let fed = self.handle.with(py, chunk.work(), |loader| loader.feed(chunk.as_bytes()))?;
        Ok(made(fed.flatten().map(|()| None)))
    }

    /// Ends the reading.
    ///
    /// Gives `(status, json, workspace)`.
    fn finish(&self, py: Python<'_>) -> PyResult<Reply<Workspace>> {
        let workspace = self.handle.finish(py, waist::Loader::finish)?;
        Ok(made(workspace.flatten().map(Workspace::holding).map(Some)))
    }
}

/// Checks the chain of a log.
#[pyclass(frozen, module = "touchline.waist")]
pub(crate) struct Verifier {
    handle: Handle<waist::Verifier>,
}

#[pymethods]
impl Verifier {
    /// Begins, with what is known of the log from elsewhere; empty text means nothing.
    ///
    /// Gives `(status, json, verifier)`, the verifier being None where the expectation is refused.
    #[staticmethod]
    #[pyo3(signature = (expect, /))]
    fn open(expect: Text) -> Reply<Verifier> {
        let verifier = guarded(|| waist::Verifier::new(expect.as_bytes())).flatten();
        made(verifier.map(|verifier| Some(Verifier { handle: Handle::new(verifier) })))
    }

    /// Takes the next chunk, cut anywhere.
    ///
    /// Gives `(status, json, None)`.
    #[pyo3(signature = (chunk, /))]
    fn feed(&self, py: Python<'_>, chunk: Text) -> PyResult<Reply<String>> {
        let fed = self.handle.with(py, chunk.work(), |verifier| verifier.feed(chunk.as_bytes()))?;
        Ok(made(fed.map(|()| None)))
    }

    /// Ends the check.
    ///
    /// Gives `(status, json, None)`.
    fn finish(&self, py: Python<'_>) -> PyResult<Reply<String>> {
        Ok(self.handle.finish(py, waist::Verifier::finish)?.map_or_else(reply, reply))
    }
}

/// Takes out of a log what was ordered to go.
#[pyclass(frozen, module = "touchline.waist")]
pub(crate) struct Redactor {
    handle: Handle<waist::Redactor>,
}

#[pymethods]
impl Redactor {
    /// Begins.
    ///
    /// Gives `(status, json, redactor)`.
    #[staticmethod]
    fn open() -> Reply<Redactor> {
        made(guarded(|| Some(Redactor { handle: Handle::new(waist::Redactor::new()) })))
    }

    /// Takes the next chunk of the first reading, cut anywhere.
    ///
    /// Gives `(status, json, None)`.
    #[pyo3(signature = (chunk, /))]
    fn survey(&self, py: Python<'_>, chunk: Text) -> PyResult<Reply<String>> {
        let fed = self.handle.with(py, chunk.work(), |redactor| redactor.survey(chunk.as_bytes()))?;
        Ok(made(fed.map(|()| None)))
    }

    /// Takes the next chunk of the second reading, cut anywhere.
    ///
    /// Gives `(status, json, bytes)`: what is to stand in its place.
    #[pyo3(signature = (chunk, /))]
    fn rewrite(&self, py: Python<'_>, chunk: Text) -> PyResult<Reply<Py<PyBytes>>> {
        let rewritten = self.handle.with(py, chunk.work(), |redactor| redactor.rewrite(chunk.as_bytes()))?;
        Ok(made(rewritten.flatten().map(|bytes| Some(PyBytes::new(py, &bytes).unbind()))))
    }

    /// Ends the second reading.
    ///
    /// Gives `(status, json, bytes)`: what came of it, and the last bytes.
    fn finish(&self, py: Python<'_>) -> PyResult<Reply<Py<PyBytes>>> {
        let (rest, answer) = match self.handle.finish(py, waist::Redactor::finish)? {
            Ok(finished) => finished,
            Err(answer) => (Vec::new(), answer),
        };
        let (status, json, _) = reply(answer);
        Ok((status, json, Some(PyBytes::new(py, &rest).unbind())))
    }
}

/// Tries another policy on a log.
#[pyclass(frozen, module = "touchline.waist")]
pub(crate) struct Trial {
    handle: Handle<waist::Trial>,
}

#[pymethods]
impl Trial {
    /// Begins, with the policy to try and what goes with it.
    ///
    /// Gives `(status, json, trial)`, the trial being None where they are refused.
    #[staticmethod]
    #[pyo3(signature = (tried, /))]
    fn open(tried: Text) -> Reply<Trial> {
        let trial = guarded(|| waist::Trial::new(tried.as_bytes())).flatten();
        made(trial.map(|trial| Some(Trial { handle: Handle::new(trial) })))
    }

    /// Takes the next chunk, cut anywhere.
    ///
    /// Gives `(status, json, None)`.
    #[pyo3(signature = (chunk, /))]
    fn feed(&self, py: Python<'_>, chunk: Text) -> PyResult<Reply<String>> {
        let fed = self.handle.with(py, chunk.work(), |trial| trial.feed(chunk.as_bytes()))?;
        Ok(made(fed.flatten().map(|()| None)))
    }

    /// Ends the trial.
    ///
    /// Gives `(status, json, None)`.
    fn finish(&self, py: Python<'_>) -> PyResult<Reply<String>> {
        Ok(self.handle.finish(py, waist::Trial::finish)?.map_or_else(reply, reply))
    }
}
