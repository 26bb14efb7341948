//! Optional content (ISO 32000-2, 8.11): layers that are off when the document is opened.

use std::collections::HashSet;

use hayro_syntax::object::dict::keys::{BASE_STATE, D, OCGS, OCPROPERTIES, OFF, ON, P, TYPE};
use hayro_syntax::object::{Array, Dict, MaybeRef, Name, Object, ObjectIdentifier};

/// The layers that are off.
#[derive(Debug, Default)]
pub struct Layers {
    off: HashSet<ObjectIdentifier>,
}

impl Layers {
    /// Reads the layers from the catalogue of a document.
    pub fn new(catalogue: &Dict<'_>) -> Self {
        let mut layers = Self::default();
        let Some(properties) = catalogue.get::<Dict<'_>>(OCPROPERTIES) else { return layers };
        let Some(configuration) = properties.get::<Dict<'_>>(D) else { return layers };
        if configuration.get::<Name<'_>>(BASE_STATE).is_some_and(|state| state.as_str() == "OFF") {
            layers.off.extend(references(&properties, OCGS));
        }
        for layer in references(&configuration, ON) {
            layers.off.remove(&layer);
        }
        layers.off.extend(references(&configuration, OFF));
        layers
    }

    /// True if content of a layer, or of several by a rule, is hidden.
    pub fn hides(&self, dict: &Dict<'_>, layer: Option<ObjectIdentifier>) -> bool {
        if self.off.is_empty() {
            return false;
        }
        if dict.get::<Name<'_>>(TYPE).is_none_or(|kind| kind.as_str() != "OCMD") {
            return layer.is_some_and(|layer| self.off.contains(&layer));
        }
        let mut members = references(dict, OCGS);
        members.extend(dict.get_ref(OCGS).map(ObjectIdentifier::from));
        let off = |layer: &ObjectIdentifier| self.off.contains(layer);
        let rule = dict.get::<Name<'_>>(P);
        !members.is_empty()
            && match rule.as_ref().map(Name::as_str) {
                Some("AllOn") => members.iter().any(off),
                Some("AnyOff") => !members.iter().any(off),
                Some("AllOff") => !members.iter().all(off),
                _ => members.iter().all(off),
            }
    }
}

fn references(of: &Dict<'_>, key: &[u8]) -> Vec<ObjectIdentifier> {
    let listed = of.get::<Array<'_>>(key);
    let all = listed.iter().flat_map(Array::raw_iter).filter_map(|item: MaybeRef<Object<'_>>| item.as_obj_ref());
    all.map(ObjectIdentifier::from).collect()
}
