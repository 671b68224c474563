//! A tenant in memory, the cursor that reads it out, and operations that need no tenant.

use std::sync::{Mutex, PoisonError};

use pyo3::prelude::*;
use pyo3::types::PyBytes;
use touchline::waist::{self, Answer};

use crate::handle::{Handle, Reply, Work, guarded, made, reply};
use crate::text::Text;

/// Calls a stateless operation by its name.
///
/// Gives `(status, json, None)`.
#[pyfunction]
#[pyo3(signature = (operation, input, /))]
pub(crate) fn call(py: Python<'_>, operation: &str, input: Text) -> Reply<String> {
    let bytes = input.as_bytes();
    let act = || guarded(|| waist::call(operation, bytes));
    let result = match input.work() {
        Work::Short => act(),
        Work::Long => py.detach(act),
    };
    result.map_or_else(reply, reply)
}

/// A tenant in memory, with JSON text in and JSON text out.
///
/// Safe to share between threads: a call waits until the one before it is done.
#[pyclass(frozen, module = "touchline.waist")]
pub(crate) struct Workspace {
    handle: Handle<waist::Workspace>,
}

impl Workspace {
    pub(crate) fn holding(inner: waist::Workspace) -> Self {
        Workspace { handle: Handle::new(inner) }
    }

    fn answer(
        &self,
        py: Python<'_>,
        work: Work,
        act: impl FnOnce(&mut waist::Workspace) -> Answer + Send,
    ) -> PyResult<Reply<String>> {
        Ok(self.handle.with(py, work, act)?.map_or_else(reply, reply))
    }
}

#[pymethods]
impl Workspace {
    /// Opens an empty workspace; empty text means the default policy.
    ///
    /// Gives `(status, json, workspace)`, the workspace being None where the policy is refused.
    #[staticmethod]
    #[pyo3(signature = (policy, /))]
    fn open(policy: Text) -> Reply<Workspace> {
        made(guarded(|| waist::Workspace::open(policy.as_bytes())).flatten().map(Workspace::holding).map(Some))
    }

    /// Executes one command.
    ///
    /// Gives `(status, json, record)`, the record being None where nothing was accepted.
    #[pyo3(signature = (command, /))]
    fn execute(&self, py: Python<'_>, command: Text) -> PyResult<Reply<String>> {
        self.answer(py, command.work(), |workspace| workspace.execute(command.as_bytes()))
    }

    /// Executes many commands, one a line.
    ///
    /// Gives `(status, answers, records, accepted)`: a line for each command, a line for each accepted one,
    /// and how many were accepted.
    #[pyo3(signature = (lines, /))]
    fn execute_many(&self, py: Python<'_>, lines: Text) -> PyResult<(u32, String, String, u64)> {
        let batch = self.handle.with(py, Work::Long, |workspace| workspace.execute_many(lines.as_bytes()))?;
        Ok(match batch {
            Ok(batch) => (waist::Status::Ok as u32, batch.answers, batch.records, batch.accepted),
            Err(answer) => (answer.status as u32, answer.json, String::new(), 0),
        })
    }

    /// Asks a query.
    ///
    /// Gives `(status, json, None)`.
    #[pyo3(signature = (query, /))]
    fn ask(&self, py: Python<'_>, query: Text) -> PyResult<Reply<String>> {
        self.answer(py, Work::Long, |workspace| workspace.ask(query.as_bytes()))
    }

    /// Asks which commands are open to a viewer, and why the others are not.
    ///
    /// Gives `(status, json, None)`.
    #[pyo3(signature = (question, /))]
    fn available(&self, py: Python<'_>, question: Text) -> PyResult<Reply<String>> {
        self.answer(py, question.work(), |workspace| workspace.available(question.as_bytes()))
    }

    /// Takes in whole lines of further records.
    ///
    /// Gives `(status, json, None)`.
    #[pyo3(signature = (lines, /))]
    fn replay(&self, py: Python<'_>, lines: Text) -> PyResult<Reply<String>> {
        self.answer(py, Work::Long, |workspace| workspace.replay(lines.as_bytes()))
    }

    /// Begins a snapshot of this moment.
    ///
    /// Gives `(status, json, snapshot)`.
    fn snapshot(slf: &Bound<'_, Self>) -> PyResult<Reply<Snapshot>> {
        let cursor = slf.get().handle.with(slf.py(), Work::Short, |workspace| workspace.snapshot())?;
        Ok(made(cursor.map(|cursor| Some(Snapshot { workspace: slf.clone().unbind(), cursor: Mutex::new(cursor) }))))
    }

    /// Panics, as a defect of the library would.
    #[cfg(feature = "provoke-defect")]
    fn provoke_defect(&self, py: Python<'_>) -> PyResult<Reply<String>> {
        self.answer(py, Work::Short, |_| panic!("provoked"))
    }
}

/// Where a snapshot has got to.
#[pyclass(frozen, module = "touchline.waist")]
pub(crate) struct Snapshot {
    workspace: Py<Workspace>,
    cursor: Mutex<waist::Snapshot>,
}

#[pymethods]
impl Snapshot {
    /// Takes the next chunk.
    ///
    /// Gives `(status, json, chunk)`, the chunk being None at the end. Refused where the workspace has changed
    /// since the snapshot was begun.
    fn next_chunk<'py>(&self, py: Python<'py>) -> PyResult<Reply<Bound<'py, PyBytes>>> {
        let workspace = &self.workspace.get().handle;
        let chunk = workspace.with(py, Work::Long, |workspace| {
            workspace.snapshot_chunk(&mut self.cursor.lock().unwrap_or_else(PoisonError::into_inner))
        })?;
        Ok(made(chunk.flatten().map(|chunk| chunk.map(|chunk| PyBytes::new(py, &chunk)))))
    }
}
