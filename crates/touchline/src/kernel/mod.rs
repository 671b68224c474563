//! What every thing stands on.
