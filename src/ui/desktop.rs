//! The preferences of the desktop: less motion, high contrast, dark colours, larger text.
//!
//! On Linux they come from the settings portal, also when they change. Other systems do not tell them to programs without
//! unsafe code; there the settings decide.

use crate::app::shell::desktop::Desktop;

/// Factors of text that are followed: others are mistakes.
#[cfg(all(unix, not(target_os = "macos")))]
const SCALES: std::ops::RangeInclusive<f32> = 0.5..=3.0;

/// Tells the desktop's preferences, and again whenever they change, for ever. Blocks.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn follow(tell: impl Fn(Desktop)) {
    // Without a bus or a portal nothing is asked.
    drop(pollster::block_on(async { follow_on(zbus::Connection::session().await?, tell).await }));
}

/// Tells the preferences of the desktop on a bus, and again whenever they change, for ever.
///
/// # Errors
/// If the bus refuses to report changes.
#[cfg(all(unix, not(target_os = "macos")))]
pub async fn follow_on(bus: zbus::Connection, tell: impl Fn(Desktop)) -> zbus::Result<()> {
    use std::future::poll_fn;
    use std::pin::Pin;

    use zbus::export::futures_core::Stream;
    use zbus::message::Type;
    use zbus::{MatchRule, MessageStream};

    let changed = MatchRule::builder().msg_type(Type::Signal).interface(INTERFACE)?.member("SettingChanged")?;
    // Before the first look, so that no change is missed.
    let mut changes = MessageStream::for_match_rule(changed.build(), &bus, None).await?;
    let mut known = read(&bus).await;
    tell(known);
    while poll_fn(|cx| Pin::new(&mut changes).poll_next(cx)).await.is_some() {
        let now = read(&bus).await;
        if now != known {
            known = now;
            tell(now);
        }
    }
    Ok(())
}

/// The interface of the portal's settings.
#[cfg(all(unix, not(target_os = "macos")))]
const INTERFACE: &str = "org.freedesktop.portal.Settings";

/// Reads the preferences.
#[cfg(all(unix, not(target_os = "macos")))]
async fn read(bus: &zbus::Connection) -> Desktop {
    const COMMON: &str = "org.freedesktop.appearance";
    const GNOME: &str = "org.gnome.desktop.interface";
    let still = match value::<u32>(bus, COMMON, "reduced-motion").await {
        Some(reduced) => reduced == 1,
        None => value::<bool>(bus, GNOME, "enable-animations").await == Some(false),
    };
    let contrast = match value::<u32>(bus, COMMON, "contrast").await {
        Some(contrast) => contrast == 1,
        None => value::<bool>(bus, "org.gnome.desktop.a11y.interface", "high-contrast").await == Some(true),
    };
    let dark = match value::<u32>(bus, COMMON, "color-scheme").await {
        Some(1) => Some(true),
        Some(2) => Some(false),
        _ => None,
    };
    // On X11 it is in the resolution of the screen, which winit follows already.
    let is_wayland = std::env::var_os("WAYLAND_DISPLAY").is_some_and(|name| !name.is_empty());
    let scale = if is_wayland { value::<f64>(bus, GNOME, "text-scaling-factor").await } else { None };
    let text_scale = scale.map(|scale| scale as f32).filter(|scale| SCALES.contains(scale)).unwrap_or(1.0);
    Desktop { still, contrast, dark, text_scale }
}

/// A setting of the desktop, if it has it.
#[cfg(all(unix, not(target_os = "macos")))]
async fn value<T: TryFrom<zbus::zvariant::OwnedValue>>(bus: &zbus::Connection, of: &str, key: &str) -> Option<T> {
    let (name, path) = ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop");
    let answer = bus.call_method(Some(name), path, Some(INTERFACE), "ReadOne", &(of, key)).await.ok()?;
    answer.body().deserialize::<zbus::zvariant::OwnedValue>().ok()?.try_into().ok()
}

/// Tells that nothing is asked.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn follow(tell: impl Fn(Desktop)) {
    tell(Desktop::default());
}
