//! Reading a request's body up to a limit.

use std::{future::poll_fn, pin::Pin};

use axum::{
    body::{Body, HttpBody},
    http::StatusCode,
};

use crate::refusal::Refusal;

/// The longest result text, the same as the receivers' default.
pub(crate) const RESULT_LIMIT: usize = 4 * 1024 * 1024;

/// How many times the limit is read and thrown away before the connection is given up.
const PATIENCE: usize = 8;

/// The whole body, or 413 where it is longer than `limit`.
///
/// A body over the limit is read on without being kept: an answer sent while the browser still writes
/// would reach the page as a network error, and those are retried.
pub(crate) async fn read(mut body: Body, limit: usize) -> Result<Vec<u8>, Refusal> {
    let mut kept = Vec::new();
    let mut length = 0_usize;
    while let Some(frame) = poll_fn(|context| Pin::new(&mut body).poll_frame(context)).await {
        let frame = frame.map_err(|_| broken())?;
        let Some(bytes) = frame.data_ref() else {
            continue;
        };
        length = length.saturating_add(bytes.len());
        if length <= limit {
            kept.extend_from_slice(bytes);
        } else if length > limit.saturating_mul(PATIENCE) {
            break;
        }
    }
    match length <= limit {
        true => Ok(kept),
        false => Err(too_large(limit)),
    }
}

/// 413 with the limit in bytes.
pub(crate) fn too_large(limit: usize) -> Refusal {
    Refusal::new(
        StatusCode::PAYLOAD_TOO_LARGE,
        "BODY_TOO_LARGE",
        format!("send at most {limit} bytes"),
    )
}

fn broken() -> Refusal {
    Refusal::new(
        StatusCode::BAD_REQUEST,
        "BODY_BROKEN",
        "the body ended early: send it again",
    )
}
