//! The system's preference for less motion.

/// True if the desktop says so, through its portal. Takes a moment.
#[cfg(all(unix, not(target_os = "macos")))]
pub fn is_reduced() -> bool {
    use pollster::block_on;

    // By namespace and key: whether the value asks for less motion.
    let asked = async {
        let bus = zbus::Connection::session().await.ok()?;
        let reduced = value::<u32>(&bus, "org.freedesktop.appearance", "reduced-motion").await.map(|value| value == 1);
        match reduced {
            Some(reduced) => Some(reduced),
            None => value::<bool>(&bus, "org.gnome.desktop.interface", "enable-animations").await.map(|moves| !moves),
        }
    };
    block_on(asked).unwrap_or_default()
}

/// A setting of the desktop, if it has it.
#[cfg(all(unix, not(target_os = "macos")))]
async fn value<T: TryFrom<zbus::zvariant::OwnedValue>>(bus: &zbus::Connection, of: &str, key: &str) -> Option<T> {
    let (name, path, interface) =
        ("org.freedesktop.portal.Desktop", "/org/freedesktop/portal/desktop", "org.freedesktop.portal.Settings");
    let answer = bus.call_method(Some(name), path, Some(interface), "ReadOne", &(of, key)).await.ok()?;
    answer.body().deserialize::<zbus::zvariant::OwnedValue>().ok()?.try_into().ok()
}

/// Other systems do not tell it to programs without unsafe code; there the setting decides.
#[cfg(not(all(unix, not(target_os = "macos"))))]
pub fn is_reduced() -> bool {
    false
}
