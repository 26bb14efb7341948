//! The preferences of the desktop, from a settings portal on a bus of its own.

use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::channel;
use std::time::Duration;

use gainsay::app::shell::desktop::Desktop;
use gainsay::ui::desktop::follow_on;
use zbus::connection::Builder;
use zbus::object_server::SignalEmitter;
use zbus::zvariant::{OwnedValue, Value};

/// A message bus that ends with the test.
struct Bus(Child, String);

impl Drop for Bus {
    fn drop(&mut self) {
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// A new bus; `None` where there is no program for one.
fn bus() -> Option<Bus> {
    let mut daemon = Command::new("dbus-daemon");
    let mut child = daemon.args(["--session", "--print-address", "--nofork"]).stdout(Stdio::piped()).spawn().ok()?;
    let mut address = String::new();
    BufReader::new(child.stdout.take()?).read_line(&mut address).ok()?;
    Some(Bus(child, address.trim().to_owned()))
}

/// A portal that asks for high contrast, dark colours, and less motion once it is told to.
struct Portal {
    still: bool,
}

#[zbus::interface(name = "org.freedesktop.portal.Settings")]
impl Portal {
    fn read_one(&self, namespace: &str, key: &str) -> zbus::fdo::Result<OwnedValue> {
        let value: Value<'_> = match (namespace, key) {
            ("org.freedesktop.appearance", "contrast" | "color-scheme") => 1u32.into(),
            ("org.freedesktop.appearance", "reduced-motion") => u32::from(self.still).into(),
            _ => return Err(zbus::fdo::Error::Failed("there is no such setting".to_owned())),
        };
        value.try_to_owned().map_err(|error| zbus::fdo::Error::Failed(error.to_string()))
    }

    #[zbus(signal)]
    async fn setting_changed(
        emitter: &SignalEmitter<'_>,
        namespace: &str,
        key: &str,
        value: Value<'_>,
    ) -> zbus::Result<()>;
}

#[test]
fn the_portal_is_read_and_its_changes_are_followed() {
    let Some(bus) = bus() else {
        eprintln!("skipped: there is no dbus-daemon");
        return;
    };
    let path = "/org/freedesktop/portal/desktop";
    let portal = pollster::block_on(async {
        let server = Builder::address(bus.1.as_str())?.name("org.freedesktop.portal.Desktop")?;
        server.serve_at(path, Portal { still: false })?.build().await
    })
    .unwrap();
    let (told, heard) = channel();
    let address = bus.1.clone();
    std::thread::spawn(move || {
        pollster::block_on(async {
            let bus = Builder::address(address.as_str())?.build().await?;
            follow_on(bus, |desktop| _ = told.send(desktop)).await
        })
    });
    let next = || heard.recv_timeout(Duration::from_secs(20)).expect("the desktop says nothing");
    let asked = Desktop { contrast: true, dark: Some(true), ..Desktop::default() };
    assert_eq!(next(), asked);
    pollster::block_on(async {
        let settings = portal.object_server().interface::<_, Portal>(path).await.unwrap();
        settings.get_mut().await.still = true;
        let value = Value::from(1u32);
        Portal::setting_changed(settings.signal_emitter(), "org.freedesktop.appearance", "reduced-motion", value)
            .await
            .unwrap();
    });
    assert_eq!(next(), Desktop { still: true, ..asked });
}
