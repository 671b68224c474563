//! `share_link.shown`: what a link shows to whoever opened it. For the host alone, which hands the token in that it was handed.
//!
//! What is shown is what the maker sees at this moment, by their own rights: no one else's are lent to a link. A token that opens
//! nothing is told in one way, whatever it lacks.
//!
//! Rules: ACC-19, RPT-08.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::report::performance::{PerformanceReport, ReportPerformance};
use super::report::records::Reserved;
use super::{Asked, Asking, Asks, Viewing};
use crate::workspace::Workspace;
use touchline_kernel::{Code, Instant, Secret};
use touchline_law::access::{Action, Standing};
use touchline_law::facts::Refusal;
use touchline_law::things::bundle::{Bundle, BundleSight};
use touchline_law::things::review::{Review, ReviewSight};
use touchline_law::things::share_link::{ShareLink, ShareLinkId, Shared, still_shows};

/// Which link, by which token, and when it was opened with that.
#[derive(Clone, Copy, Debug, Serialize, Deserialize, JsonSchema)]
#[schemars(rename = "ShareLinkOpened")]
pub struct ShareLinkShown {
    /// When it was opened, from the receipt of `share_link.view`: not longer than ten minutes ago.
    pub opened_at: Instant,
    /// The link.
    pub share_link: ShareLinkId,
    /// The token that was handed in.
    pub token: Secret,
}

/// What a share link shows, as its maker sees it.
#[derive(Clone, Debug, PartialEq, Serialize, JsonSchema)]
#[serde(tag = "type", content = "body", rename_all = "snake_case")]
pub enum SharedView {
    /// A bundle.
    Bundle(Box<BundleSight>),
    /// How somebody did on some days.
    Performance(Box<PerformanceReport>),
    /// A review with its scorecard.
    Review(Box<ReviewSight>),
}

impl Asks for ShareLinkShown {
    type View = SharedView;

    fn ask(&self, Asking { at, viewer, .. }: Asking, workspace: &Workspace) -> Result<SharedView, Refusal> {
        let (policy, world) = (workspace.policy(), &workspace.world);
        Standing::alone(viewer, &policy.access, world)?.may(Action::OpenShareLink)?;
        let closed = || Refusal::from(Code::NotFound);
        let link = world.tables.share_links.get(self.share_link);
        let is_allowed = policy.share_link.allowed;
        let link =
            link.filter(|link| link.was_opened(self.token, self.opened_at, at) & is_allowed).ok_or_else(closed)?;
        if !still_shows(link, policy, world)? {
            return Err(closed());
        }
        let asked = Asked { policy, viewing: Viewing { at, past: None, viewer: link.maker }, world };
        match shown(link, &asked) {
            Ok(Some(view)) => Ok(view),
            Err(Refusal::NeedsFacts(keys)) => Err(Refusal::NeedsFacts(keys)),
            // Whatever keeps the maker from seeing it is told to nobody.
            Ok(None) | Err(Refusal::Rejected(_)) => Err(closed()),
        }
    }
}

fn shown(link: &ShareLink, asked: &Asked<'_>) -> Result<Option<SharedView>, Refusal> {
    asked.viewer()?;
    Ok(match link.shows {
        Shared::Bundle(of) => asked.shown::<Bundle>(of.bundle)?.map(Box::new).map(SharedView::Bundle),
        Shared::Review(of) => asked.shown::<Review>(of.review)?.map(Box::new).map(SharedView::Review),
        Shared::Performance(of) => {
            let of = ReportPerformance { days: of.days, person: of.person };
            Some(SharedView::Performance(Box::new(of.report(asked, Reserved::LeftOut)?)))
        }
    })
}
