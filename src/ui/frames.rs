//! Frequency of painting. Without a GPU, painting it costs many times what all else in a frame does.
//!
//! egui paints two more frames after each input, and two for each request from the program, so that what depends on the
//! frame before can settle. Here all that settles in passes over the window of which the last alone is painted.

use std::num::NonZeroUsize;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use egui::{Context, Event, MouseWheelUnit, RawInput, TouchPhase, Ui, Vec2};

/// Passes over the window for a painted frame, at most.
const MOST_PASSES: NonZeroUsize = NonZeroUsize::MIN.saturating_add(3);

/// Passes from one in which egui or the program asks for a frame at once: the next, because of that, asks for another.
const PASSES_OF_REQUEST: usize = 3;

/// Seconds without input until the caret stops blinking.
const BLINKING: f64 = 10.0;

/// Frames with more than one pass in a row, at most, in debug builds: egui writes a warning over the window after three.
const IN_A_ROW: u32 = 2;

/// The passes of a frame.
#[derive(Debug, Default)]
pub struct Frames {
    /// A frame was asked for at once, since this was last looked at.
    asked: Arc<AtomicBool>,
    /// There was input in this frame, or an action: what is asked for in it belongs to it. An animation has frames of its own.
    begun: bool,
    /// Passes that this frame needs, as far as is known.
    wanted: usize,
    /// Frames with more than one pass, up to now.
    in_a_row: u32,
    /// Time of the last input, in seconds.
    input_at: f64,
}

impl Frames {
    /// The frames of this window.
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

    /// Begins a pass, before which actions `acted` on the state or did not.
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

    /// Has carets blink in this pass, or not.
    pub fn blink(&self, ui: &mut Ui) {
        let blink = ui.input(|input| input.time) - self.input_at < BLINKING;
        if ui.visuals().text_cursor.blink != blink {
            ui.visuals_mut().text_cursor.blink = blink;
            // What lies over the window has its style from there.
            ui.all_styles_mut(|style| style.visuals.text_cursor.blink = blink);
        }
    }

    /// Ends a pass, after which actions `acted` on the state or did not: then it shows what was.
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

/// Makes each step of a wheel a jump, as in other programs: egui would scroll there in a frame after the other. Trackpads
/// scroll smoothly by themselves.
pub fn step_wheel(input: &mut RawInput) {
    let mut events = Vec::with_capacity(input.events.len());
    for event in input.events.drain(..) {
        if let Event::MouseWheel { unit, phase: TouchPhase::Move, source, modifiers, .. } = &event
            && *unit != MouseWheelUnit::Point
        {
            // What follows a start egui takes as it comes.
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
