//! A moment of a call as a clock shows it.

/// Minutes and whole seconds into a call, of milliseconds: a second is shown once it is over, as players do.
pub(crate) fn clock(millis: f64) -> String {
    let seconds = (millis / 1000.0).floor();
    let minutes = (seconds / 60.0).floor();
    format!("{minutes}:{:02}", seconds - minutes * 60.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_second_is_shown_once_it_is_over() {
        let shown = [0.0, 999.0, 9_990.0, 59_999.0, 60_000.0, 3_600_000.0].map(clock);
        assert_eq!(shown, ["0:00", "0:00", "0:09", "0:59", "1:00", "60:00"]);
    }
}
