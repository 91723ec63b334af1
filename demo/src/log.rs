//! What was asked for: enough to prove that a secret never stood in a request line.

use std::{
    collections::VecDeque,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::http::{HeaderMap, HeaderName, Request, header};

use crate::site::Site;

/// How many requests are remembered; the oldest go first.
const KEPT: usize = 4096;

/// One request, without its body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RequestLine {
    /// The site that was asked.
    pub site: Site,
    /// The method.
    pub method: String,
    /// Path and query.
    pub target: String,
    /// The `Referer` header.
    pub referer: Option<String>,
    /// The `Origin` header.
    pub origin: Option<String>,
}

/// The latest requests to both sites. Clones share one list.
#[derive(Clone, Debug, Default)]
pub struct RequestLog(Arc<Mutex<VecDeque<RequestLine>>>);

impl RequestLog {
    /// The requests remembered, oldest first.
    #[must_use]
    pub fn lines(&self) -> Vec<RequestLine> {
        self.locked().iter().cloned().collect()
    }

    /// The requests in which a text stands, be it in the line, in `Referer` or in `Origin`.
    #[must_use]
    pub fn with(&self, text: &str) -> Vec<RequestLine> {
        let has = |value: &Option<String>| value.as_ref().is_some_and(|value| value.contains(text));
        let mut lines = self.lines();
        lines.retain(|line| line.target.contains(text) || has(&line.referer) || has(&line.origin));
        lines
    }

    /// Forgets all of them.
    pub fn clear(&self) {
        self.locked().clear();
    }

    pub(crate) fn record<B>(&self, site: Site, request: &Request<B>) {
        let line = RequestLine {
            site,
            method: request.method().to_string(),
            target: request.uri().to_string(),
            referer: text(request.headers(), header::REFERER),
            origin: text(request.headers(), header::ORIGIN),
        };
        let mut lines = self.locked();
        if lines.len() == KEPT {
            lines.pop_front();
        }
        lines.push_back(line);
    }

    fn locked(&self) -> MutexGuard<'_, VecDeque<RequestLine>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn text(headers: &HeaderMap, name: HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

#[cfg(test)]
mod tests {
    use axum::http::Request;

    use super::{KEPT, RequestLog};
    use crate::site::Site;

    #[test]
    fn forgets_the_oldest() {
        let log = RequestLog::default();
        for number in 0..=KEPT {
            let request = Request::builder()
                .uri(format!("/{number}"))
                .body(())
                .unwrap();
            log.record(Site::Host, &request);
        }
        let lines = log.lines();
        assert_eq!((lines.len(), lines[0].target.as_str()), (KEPT, "/1"));
    }
}
