//! What each format comes to, over small files of our own.

use super::*;

fn known() -> Known {
    Known { consented: true, ..Known::default() }
}
