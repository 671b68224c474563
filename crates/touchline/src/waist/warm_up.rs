//! What the library makes once, when it is first used, and keeps as long as the process lives: made ahead of that, nobody waits for it.

use touchline_calculators::{insight, metric, plan, programme, recommendation, skill};
use touchline_kernel::time::Zone;
use touchline_law::notify;

use crate::{operations, schema};

/// Makes all of it ready now: how every input is read, and what ships as data. The clocks of a zone are made when it is first named,
/// since a program names a few of six hundred.
pub(crate) fn warm_up() {
    schema::warm_up();
    let _ = (insight::default_statements(), metric::default_frameworks(), notify::default_texts(), plan::templates());
    let _ = (programme::default_areas(), programme::default_formats(), programme::default_tracks());
    let _ = (recommendation::default_catalogue(), skill::built_in());
    let _ = (Zone::default(), Zone::names().next());
    operations::warm_up();
}
