//! The faults set at the moment, for both sites.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use axum::http::Method;

use crate::{
    site::Site,
    switch::{Switch, SwitchError},
};

/// The switches of both sites. Clones share them.
#[derive(Clone, Debug, Default)]
pub struct Switches(Arc<Mutex<[Vec<Switch>; 2]>>);

/// What all matching switches together do to one request.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Effect {
    pub(crate) headers: BTreeMap<String, Option<String>>,
    pub(crate) status: Option<u16>,
    pub(crate) delay: Duration,
    pub(crate) drop_reply: bool,
}

impl Switches {
    /// Replaces a site's switches.
    ///
    /// # Errors
    ///
    /// The first one that no answer could obey; nothing is changed then.
    pub fn set(&self, site: Site, switches: Vec<Switch>) -> Result<(), SwitchError> {
        switches.iter().try_for_each(Switch::check)?;
        self.locked()[site as usize] = switches;
        Ok(())
    }

    /// A site's switches; one with `times` says how many are left.
    #[must_use]
    pub fn list(&self, site: Site) -> Vec<Switch> {
        self.locked()[site as usize].clone()
    }

    /// Takes all switches of both sites away.
    pub fn clear(&self) {
        self.locked().iter_mut().for_each(Vec::clear);
    }

    /// Everything that matches, in order: later ones win where two say something different.
    pub(crate) fn take(&self, site: Site, method: &Method, path: &str) -> Effect {
        let mut effect = Effect::default();
        let mut switches = self.locked();
        for switch in switches[site as usize]
            .iter_mut()
            .filter(|it| it.matches(method, path))
        {
            switch.times = switch.times.map(|times| times - 1);
            effect.headers.extend(switch.headers.clone());
            effect.status = switch.status.or(effect.status);
            effect.delay = effect.delay.max(Duration::from_millis(switch.delay_ms));
            effect.drop_reply |= switch.drop_reply;
        }
        effect
    }

    fn locked(&self) -> MutexGuard<'_, [Vec<Switch>; 2]> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
