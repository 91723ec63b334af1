//! One row of the host's tables of events.

use rusqlite::Row;
use serde::Serialize;

/// An event that was received, and what it was answered.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct StoredEvent {
    /// The SHA-256 of the raw body in hex.
    pub key: String,
    /// What happened, such as `marketplace.Location.deleted`.
    pub name: String,
    /// The event as JSON, at most its first 4096 characters.
    pub body: String,
    /// The answer's status.
    pub status: u16,
    /// The answer's JSON text, or an empty one.
    pub answer: String,
    /// How often it came again and got that answer again.
    pub repeats: u32,
    /// When it came first, in UTC, such as `2026-11-22T15:00:00.000Z`.
    pub received_at: String,
}

impl StoredEvent {
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            key: row.get("key")?,
            name: row.get("name")?,
            body: row.get("body")?,
            status: row.get("status")?,
            answer: row.get("answer")?,
            repeats: row.get("repeats")?,
            received_at: row.get("received_at")?,
        })
    }
}

/// A request that was refused.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct RefusedEvent {
    /// The precise code, which the sender is not told.
    pub code: String,
    /// The header or the place in the body, or an empty text.
    pub path: String,
    /// What happened.
    pub message: String,
    /// The answer's status.
    pub status: u16,
    /// When, in UTC.
    pub received_at: String,
}

impl RefusedEvent {
    pub(crate) fn read(row: &Row<'_>) -> rusqlite::Result<Self> {
        Ok(Self {
            code: row.get("code")?,
            path: row.get("path")?,
            message: row.get("message")?,
            status: row.get("status")?,
            received_at: row.get("received_at")?,
        })
    }
}
