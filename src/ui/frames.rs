//! Paint scheduling. Without a GPU, painting is by far the most expensive part of a frame.
//!
//! egui paints two more frames after each input and after each repaint request, so that layout can settle. Here it
//! settles in passes of which only the last is painted.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::{Context, Event, MouseWheelUnit, RawInput, TouchPhase, Ui, Vec2};

/// Maximum passes for a painted frame.
const MOST_PASSES: NonZeroUsize = NonZeroUsize::MIN.saturating_add(3);

/// Passes after one that requests an immediate repaint: the next one, because of it, requests another.
const PASSES_OF_REQUEST: usize = 3;

/// Seconds without input after which the caret stops blinking.
const BLINKING: f64 = 10.0;

/// Maximum consecutive frames with more than one pass, in debug builds: after three, egui shows a warning.
const IN_A_ROW: u32 = 2;

/// Counts the passes of a frame.
#[derive(Debug, Default)]
pub struct Frames {
    /// An immediate repaint was requested since the last check.
    asked: Arc<AtomicBool>,
    /// There was input or an action in this frame, so requested repaints belong to it. Animations have frames of their
    /// own.
    begun: bool,
    /// Passes that this frame is known to need.
    wanted: usize,
    /// Consecutive frames with more than one pass.
    in_a_row: u32,
    /// Time of the last input, in seconds.
    input_at: f64,
}

impl Frames {
    /// The scheduler of a window.
    pub fn new(ctx: &Context) -> Self {
        ctx.options_mut(|options| options.max_passes = MOST_PASSES);
        let frames = Self::default();
        let asked = frames.asked.clone();
        ctx.set_repaint_observer(move |request| {
            if request.delay.is_zero() {
                asked.store(true, Ordering::Relaxed);
            }
        });
        frames
    }

    /// Begins a pass. `acted` is true if actions changed the state before it.
    pub fn begin(&mut self, ctx: &Context, acted: bool) {
        let pass = ctx.current_pass_index();
        let (input, time) = ctx.input(|input| (!input.events.is_empty(), input.time));
        if pass == 0 {
            self.in_a_row = if self.wanted > 1 { self.in_a_row + 1 } else { 0 };
            (self.wanted, self.begun) = (1, input || acted);
        }
        if input {
            self.input_at = time;
        }
    }

    /// Sets the blinking of carets for this pass.
    pub fn blink(&self, ui: &mut Ui) {
        let blink = ui.input(|input| input.time) - self.input_at < BLINKING;
        if ui.visuals().text_cursor.blink != blink {
            ui.visuals_mut().text_cursor.blink = blink;
            // Popups take their style from the context.
            ui.all_styles_mut(|style| style.visuals.text_cursor.blink = blink);
        }
    }

    /// Ends a pass. `acted` is true if actions changed the state after it, so that it shows an old state.
    pub fn end(&mut self, ctx: &Context, acted: bool) {
        let pass = ctx.current_pass_index();
        let asked = self.asked.swap(false, Ordering::Relaxed);
        if acted {
            self.begun = true;
            self.wanted = self.wanted.max(pass + 2);
        }
        if asked && self.begun {
            self.wanted = self.wanted.max(pass + PASSES_OF_REQUEST);
        }
        if cfg!(debug_assertions) && self.in_a_row >= IN_A_ROW {
            self.wanted = 1;
        } else if pass + 1 < self.wanted.min(MOST_PASSES.get()) {
            return ctx.request_discard("input or an action in this pass");
        }
        if acted {
            ctx.request_repaint();
        }
    }
}

/// Makes each wheel step a jump, as in other programs; egui would animate it over several frames. Trackpads scroll
/// smoothly by themselves.
pub fn step_wheel(input: &mut RawInput) {
    let mut events = Vec::with_capacity(input.events.len());
    for event in input.events.drain(..) {
        if let Event::MouseWheel { unit, phase: TouchPhase::Move, source, modifiers, .. } = &event
            && *unit != MouseWheelUnit::Point
        {
            // egui passes on what follows a start phase unsmoothed.
            events.push(Event::MouseWheel {
                unit: *unit,
                delta: Vec2::ZERO,
                phase: TouchPhase::Start,
                source: *source,
                modifiers: *modifiers,
            });
        }
        events.push(event);
    }
    input.events = events;
}
