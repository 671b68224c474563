//! From bytes kept elsewhere to a workspace.

use std::ffi::c_char;
use std::ptr;

use touchline::waist::Loader;

use crate::answer::{self, Status};
use crate::arguments::{bytes, output};
use crate::buffer::Buffer;
use crate::export;
use crate::handle::{self, Handle, behind};
use crate::workspace::WorkspaceHandle;

/// A workspace being loaded: a snapshot or nothing, then any number of records. Threads: any thread may
/// use it, one at a time; a second one is told TOUCHLINE_STATUS_BUSY.
pub struct LoaderHandle(Handle<Loader>);

/// Begins to load a workspace.
///
/// `policy`: a policy document in JSON, of `policy_length` bytes; NULL with length 0 means the default
/// policy.
/// `loader`: receives the loader, to be freed by touchline_loader_free(); NULL unless the status is
/// TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or every fault of the policy at once.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_loader_new(
    policy: *const c_char,
    policy_length: usize,
    loader: *mut *mut LoaderHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (loader, policy) =
        unsafe { (output(loader, ptr::null_mut(), "loader")?, bytes(policy, policy_length, "policy")?) };
    *loader = handle::give(LoaderHandle(Handle::new(Loader::new(policy)?)));
    Ok(answer::nothing())
}

/// Begins to load a workspace as it was at a past moment, out of a log alone. It can be asked about, by those
/// who may ask so by the people and the policy of the log's end (`asked_by` of a query), and not be changed.
///
/// `policy`: as for touchline_loader_new().
/// `as_of`: `{"at":…}` in JSON, of `as_of_length` bytes: the moment.
/// `loader`: receives the loader, to be freed by touchline_loader_free(); NULL unless the status is
/// TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or every fault of the policy or of the moment at once.
///
/// Returns TOUCHLINE_STATUS_OK, _BAD_INPUT or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_loader_as_of(
    policy: *const c_char,
    policy_length: usize,
    as_of: *const c_char,
    as_of_length: usize,
    loader: *mut *mut LoaderHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (loader, policy, as_of) = unsafe {
        (
            output(loader, ptr::null_mut(), "loader")?,
            bytes(policy, policy_length, "policy")?,
            bytes(as_of, as_of_length, "as_of")?,
        )
    };
    *loader = handle::give(LoaderHandle(Handle::new(Loader::as_of(policy, as_of)?)));
    Ok(answer::nothing())
}

/// Feeds the next bytes of a snapshot or log, cut anywhere.
///
/// `chunk`: the bytes, `chunk_length` of them. They are read before the call returns and not kept.
/// `answer`: `null`, or what is wrong. After a refusal the load cannot succeed any more: free the loader.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_loader_feed(
    loader: *mut LoaderHandle,
    chunk: *const c_char,
    chunk_length: usize,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (loader, chunk) = unsafe { (behind(loader, "loader")?, bytes(chunk, chunk_length, "chunk")?) };
    loader.0.change("loader", |loader| loader.feed(chunk))??;
    Ok(answer::nothing())
}

/// Ends the load and hands the workspace over. The loader is used up, whatever the status: nothing but
/// touchline_loader_free() is left to do with it, and everything else is refused as bad input.
///
/// `workspace`: receives the workspace, to be freed by touchline_workspace_free(); NULL unless the status is
/// TOUCHLINE_STATUS_OK.
/// `answer`: `null`, or what is wrong.
///
/// Returns TOUCHLINE_STATUS_OK, _REJECTED, _BAD_INPUT, _BUSY, _POISONED or _DEFECT.
#[export]
pub unsafe extern "C" fn touchline_loader_finish(
    loader: *mut LoaderHandle,
    workspace: *mut *mut WorkspaceHandle,
    answer: *mut Buffer,
) -> Status {
    // SAFETY: what the header asks of every caller.
    let (workspace, loader) = unsafe { (output(workspace, ptr::null_mut(), "workspace")?, behind(loader, "loader")?) };
    *workspace = WorkspaceHandle::give(loader.0.take("loader")?.finish()?);
    Ok(answer::nothing())
}

/// Frees a loader and sets the variable that held it to NULL, so that freeing it twice does nothing.
/// `loader` may be NULL, and so may the variable. A loader may be freed at any point of the load.
#[export]
pub unsafe extern "C" fn touchline_loader_free(loader: *mut *mut LoaderHandle) {
    // SAFETY: what the header asks of every caller.
    unsafe { handle::free(loader) };
}
