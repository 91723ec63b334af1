//! What was seen so far, and what must hold of it after every event.

use launch_complete::launch::{LaunchError, LaunchEvent, LaunchId, RelayReport, Report, Timer};

use super::common::APP;
use super::host::{Host, Settled};
use super::setting::{id, result};
use super::window::Content;
use super::world::World;

#[derive(Clone, Debug)]
pub(crate) struct Record {
    /// How often each launch was delivered to the app, by however many of its pages.
    pub(crate) delivered: Vec<u32>,
    /// How often the promises of each launch were settled.
    pub(crate) settled: Vec<u32>,
    /// The launches that waited before the last event.
    pub(crate) waited: Vec<LaunchId>,
    /// How each launch ended for the app.
    pub(crate) ended: Vec<Option<Settled>>,
    /// The app's page was left while its back end was being given an accepted result.
    pub(crate) interrupted: Vec<bool>,
    /// The result was taken for that of another launch, or another one for it.
    pub(crate) strayed: Vec<bool>,
}

impl Record {
    pub(crate) fn new(launches: usize) -> Self {
        Self {
            delivered: vec![0; launches],
            settled: vec![0; launches],
            waited: Vec::new(),
            ended: vec![None; launches],
            interrupted: vec![false; launches],
            strayed: vec![false; launches],
        }
    }

    pub(crate) fn left(&mut self, launch: usize, host: &Host) {
        self.interrupted[launch] |= host.accepted.is_some();
        for (launch, interrupted) in self.interrupted.iter_mut().enumerate() {
            *interrupted |= host.accepted.as_ref() == Some(&result(launch));
        }
    }
}

impl World {
    /// Whether the app or the back end has the result of this launch.
    pub(crate) fn has(&self, launch: usize) -> bool {
        let text = result(launch);
        let accepted = |host: &Host| host.accepted.is_some();
        let mut hosts = self.hosts.iter().flatten();
        self.record.delivered[launch] > 0
            || self.record.interrupted[launch]
            || self.record.strayed[launch]
            || self.hosts[launch].as_ref().is_some_and(accepted)
            || hosts.any(|host| host.accepted.as_ref() == Some(&text))
            || self.network.stored.contains(&text)
    }

    /// Looks at everything that was said since the last time.
    pub(crate) fn look(&mut self) {
        for launch in 0..self.hosts.len() {
            if let Some(host) = &mut self.hosts[launch] {
                for settled in std::mem::take(&mut host.settled) {
                    self.settled(launch, &settled);
                }
            }
        }
        for window in 0..self.windows.len() {
            self.look_at(window);
        }
    }

    fn settled(&mut self, launch: usize, settled: &Settled) {
        self.record.settled[launch] += 1;
        assert_eq!(self.record.settled[launch], 1, "settled again: {settled:?}");
        self.record.ended[launch] = Some(settled.clone());
        match settled {
            Settled::Delivered(text) => {
                self.record.delivered[launch] += 1;
                let whose = (0..self.hosts.len()).find(|other| result(*other) == *text);
                if whose != Some(launch) {
                    self.strayed(launch, whose.expect("a result of one of the launches"));
                }
            }
            Settled::Stored => {
                let stored = &self.network.stored;
                let whose = (0..self.hosts.len()).find(|other| stored.contains(&result(*other)));
                assert!(whose.is_some(), "said to be stored, and is not");
                if !stored.contains(&result(launch)) {
                    self.strayed(launch, whose.unwrap_or_default());
                }
            }
            Settled::Failed(LaunchError::Closed, event) => {
                let known = matches!(
                    event,
                    LaunchEvent::Close | LaunchEvent::Timeout(Timer::Lost)
                );
                let closed = self.windows[launch].is_closed();
                assert!(known || closed, "CLOSED while the window is open");
            }
            Settled::Failed(..) | Settled::Aborted => {}
        }
    }

    /// A result that names no launch can be taken for that of another one in two cases. An app that was
    /// reloaded has no handle of its window, so a window whose own launch has ended looks like its own; only
    /// `expect` tells them apart. And `unboundLanding: "single"` asks for it.
    fn strayed(&mut self, launch: usize, whose: usize) {
        let host = self.hosts[launch].as_ref().expect("it was settled");
        let named = self.network.channel && host.sender == APP;
        let unknown = host.window.is_none() && !named && !self.record.waited.contains(&id(whose));
        let known = unknown || self.setting.single;
        assert!(
            known,
            "the result of launch {whose} went to launch {launch}"
        );
        for which in [launch, whose] {
            self.record.strayed[which] = true;
        }
    }

    fn look_at(&mut self, at: usize) {
        let mut reported = Vec::new();
        let mut relayed = Vec::new();
        let window = &mut self.windows[at];
        if let Some(page) = window.page_mut() {
            reported = std::mem::take(&mut page.reported);
            let failed = matches!(page.shown, Some(Report::Failed(_)));
            assert!(!failed || page.timer.is_none(), "a timer of nothing");
        }
        match &mut window.content {
            Content::Proxy(proxy, _) => relayed = std::mem::take(&mut proxy.reported),
            Content::Landing(landing) => relayed = std::mem::take(&mut landing.reported),
            _ => {}
        }
        for report in reported {
            if matches!(report, Report::Delivered(_)) {
                assert!(self.has(at), "the page says delivered, and nobody has it");
            }
            let sent = matches!(report, Report::Sent(_));
            assert!(
                !sent || !self.setting.required,
                "silence was taken for an answer"
            );
        }
        for report in relayed {
            if let RelayReport::Delivered { back_end, .. } = report {
                assert!(self.has(at), "said to be delivered, and nobody has it");
                let stored = self.network.stored.contains(&result(at));
                assert!(
                    back_end.is_none() || stored,
                    "said to be stored, and is not"
                );
            }
        }
    }
}
