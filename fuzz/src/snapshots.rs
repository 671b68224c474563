//! Snapshots by somebody who knows the contract: the lengths and digests of the frames are made right before they are loaded,
//! so that what is in them is read.

use sha2::{Digest, Sha256};

use crate::check;
use crate::choices::Choices;
use crate::world::{self, World};

/// The kind and the length of what is in a frame, and its digest behind that.
const HEAD: usize = 5;
const DIGEST: usize = 32;

/// Any bytes as the frames of a snapshot, whose last bytes choose what is done to whatever was loaded.
pub fn snapshot(data: &[u8]) {
    let forged = forged(data);
    let workspace = match world::try_loaded(&forged, forged.len()) {
        Ok(workspace) => workspace,
        Err(answer) => return check(&answer),
    };
    if let Ok(again) = world::try_snapshot(&workspace) {
        assert!(world::snapshot(&world::loaded(&again)) == again, "a snapshot gives the tenant that it is of");
    }
    let mut choices = Choices::of(data.get(data.len().saturating_sub(96)..).unwrap_or_default());
    let mut world = World { workspace, log: String::new(), since: 0 };
    world.act(&mut choices);
    if let Err(answer) = world::try_snapshot(&world.workspace) {
        check(&answer);
    }
}

/// A first line and frames with lengths and digests that fit them.
pub(crate) fn forged(data: &[u8]) -> Vec<u8> {
    let end = data.iter().position(|byte| *byte == b'\n').map_or(data.len(), |end| end + 1);
    let (first, mut rest) = data.split_at(end);
    let mut whole = first.to_vec();
    let mut digest = Sha256::new_with_prefix(first);
    while let Some((head, after)) = rest.split_first_chunk::<HEAD>() {
        let told = u32::from_le_bytes([head[1], head[2], head[3], head[4]]);
        let (inside, behind) = after.split_at(after.len().min(usize::try_from(told).unwrap_or(usize::MAX)));
        let begin = whole.len();
        whole.push(head[0]);
        whole.extend(u32::try_from(inside.len()).unwrap_or(u32::MAX).to_le_bytes());
        whole.extend(inside);
        digest.update(&whole[begin..]);
        let link = digest.clone().finalize();
        digest.update(link);
        whole.extend(link);
        rest = behind.get(DIGEST..).unwrap_or_default();
    }
    whole
}
