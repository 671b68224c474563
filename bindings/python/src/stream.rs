//! What is read in chunks, cut anywhere: a workspace from its log, and the check of a log's chain.

use pyo3::prelude::*;
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
