"""What the real window exposes and announces over AT-SPI, compared with the files and with the pixels of the screen.

usage: atspi.py PROGRAM FOLDER [FOLDER-FOR-SCREENSHOTS], with a display, a window manager and a session bus of its own

Does what a person with a screen reader does: reads the sample by letter, word and line and by every call, moves the caret, selects, marks, steps
through marks, opens the ledger, the palette and an export, makes an error, and reads a long article to its end. Each thing that
is not as it should be is a line of output, and makes the program exit with 1.
"""

import os
import subprocess
import sys
import time
from pathlib import Path

import gi

gi.require_version("Atspi", "2.0")
from gi.repository import Atspi, Gio, GLib  # noqa: E402

# Seconds for which anything is waited for.
PATIENCE = 15.0
# Levels, of 255, by which the shadow of what floats above the article may change a pixel.
SHADOW = 20
# Pixels by which what is exposed may differ from what is drawn.
NEAR = 3

heard = []
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)
        print(f"  wrong: {what}", flush=True)
    return condition


def step(name):
    print(name, flush=True)


def pump(seconds=0.05):
    """Handles events for a while."""
    end = time.monotonic() + seconds
    context = GLib.MainContext.default()
    while time.monotonic() < end:
        if not context.iteration(False):
            time.sleep(0.005)


def until(test, what, patience=PATIENCE):
    """Waits for something; what it is, or None."""
    end = time.monotonic() + patience
    while time.monotonic() < end:
        try:
            found = test()
        except GLib.Error:
            found = None
        if found:
            return found
        pump()
    expect(False, f"waited in vain: {what}")
    return None


def listen(event):
    """Keeps the announcements, and what else was told."""
    try:
        heard.append((event.type, event.source.get_role_name(), event.detail1, event.any_data))
    except (AttributeError, GLib.Error):
        # What was told about is gone.
        pass


def announced():
    """The announcements so far, with their urgency: 1 polite, 2 assertive."""
    return [(detail, data) for kind, _, detail, data in heard if kind.startswith("object:announcement") and data]


def told(test=None):
    """The announcements since the last call, up to one that passes a test, and what is told right after it."""
    if test:
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end and not any(test(urgency, words) for urgency, words in announced()):
            pump()
    quiet()
    said = announced()
    heard.clear()
    return said


def quiet():
    """Waits until nothing was told for a while."""
    count, end = -1, time.monotonic() + PATIENCE
    while len(heard) != count and time.monotonic() < end:
        count = len(heard)
        pump(0.4)


def keys(*chords):
    for chord in chords:
        subprocess.run(["xdotool", "key", "--clearmodifiers", chord], check=True)
        pump(0.25)


def write(words):
    subprocess.run(["xdotool", "type", "--delay", "25", words], check=True)
    pump(0.3)


def find(node, test):
    """The first node below another, in order, that passes a test."""
    if test(node):
        return node
    for child in children(node):
        found = find(child, test)
        if found:
            return found
    return None


def children(node):
    for index in range(node.get_child_count()):
        child = node.get_child_at_index(index)
        if child:
            yield child


def every(node):
    yield node
    for child in children(node):
        yield from every(child)


def named(node, role, name):
    return find(node, lambda it: it.get_role_name() == role and it.get_name() == name)


class Text:
    """The text of a node."""

    def __init__(self, node):
        self.node = node

    def all(self):
        return Atspi.Text.get_text(self.node, 0, self.count())

    def count(self):
        return Atspi.Text.get_character_count(self.node)

    def caret(self):
        return Atspi.Text.get_caret_offset(self.node)

    def at(self, offset, unit):
        found = Atspi.Text.get_string_at_offset(self.node, offset, unit)
        return found.start_offset, found.end_offset, found.content

    def parts(self, unit):
        """All letters, words or lines, in order."""
        parts, at, count = [], 0, self.count()
        while at < count:
            start, end, words = self.at(at, unit)
            if not (start <= at < end):
                expect(False, f"the {unit.value_nick} at {at} is {start}..{end}: {words!r}")
                return parts
            parts.append(words)
            at = end
        return parts

    def select(self, start, end):
        if Atspi.Text.get_n_selections(self.node):
            Atspi.Text.set_selection(self.node, 0, start, end)
        else:
            Atspi.Text.add_selection(self.node, start, end)
        until(lambda: self.range() == (start, end), f"the selection of {start}..{end}")

    def range(self):
        """What is selected, or the place of the caret twice."""
        if not Atspi.Text.get_n_selections(self.node):
            return self.caret(), self.caret()
        range = Atspi.Text.get_selection(self.node, 0)
        return range.start_offset, range.end_offset

    def selected(self):
        return Atspi.Text.get_text(self.node, *self.range())

    def rect(self, start, end):
        box = Atspi.Text.get_range_extents(self.node, start, end, Atspi.CoordType.SCREEN)
        return box.x, box.y, box.x + box.width, box.y + box.height

    def look(self, offset):
        return Atspi.Text.get_attribute_run(self.node, offset, True)


LETTER, WORD, LINE = Atspi.TextGranularity.CHAR, Atspi.TextGranularity.WORD, Atspi.TextGranularity.LINE


def screen():
    """The pixels of the screen: width, height, and three bytes each."""
    picture = subprocess.run(["import", "-window", "root", "-depth", "8", "ppm:-"], check=True, capture_output=True).stdout
    kind, size, _, pixels = picture.split(b"\n", 3)
    assert kind == b"P6"
    width, height = map(int, size.split())
    return width, height, pixels


def lit(before, after, area):
    """The rectangle within an area in which two pictures of the screen differ by more than a shadow."""
    (width, _, one), (_, _, other) = before, after
    x0, y0, x1, y1 = area
    left, top, right, bottom = x1, y1, x0, y0
    for y in range(y0, y1):
        row = slice((y * width + x0) * 3, (y * width + x1) * 3)
        columns = [at // 3 for at, (a, b) in enumerate(zip(one[row], other[row])) if abs(a - b) > SHADOW]
        if columns:
            left, right = min(left, x0 + columns[0]), max(right, x0 + columns[-1] + 1)
            top, bottom = min(top, y), max(bottom, y + 1)
    return left, top, right, bottom


class Window:
    """The program, and the tree of its window."""

    def __init__(self, program, *arguments):
        self.process = subprocess.Popen([program, *arguments], stdout=sys.stderr, stderr=sys.stderr)
        self.frame = until(self.find_frame, "the window on the accessibility bus", 60.0)
        if not self.frame:
            sys.exit(1)
        self.window = until(self.find_window, "the window on the screen")
        subprocess.run(["xdotool", "windowsize", "--sync", self.window, "1300", "860"], check=True)
        self.article = until(self.find_article, "the article with its text")
        until(self.has_keyboard, "the keyboard in the article")
        quiet()
        heard.clear()

    def find_window(self):
        search = ["xdotool", "search", "--onlyvisible", "--name", "^Gainsay|Gainsay$"]
        return next(iter(subprocess.run(search, capture_output=True, text=True).stdout.split()), None)

    def has_keyboard(self):
        subprocess.run(["xdotool", "windowfocus", "--sync", self.window], check=True)
        pump(0.3)
        return self.article and self.focused() == self.article.node

    def find_frame(self):
        desktop = Atspi.get_desktop(0)
        for program in children(desktop):
            if program.get_process_id() == self.process.pid:
                return next(children(program), None)
        return None

    def find_article(self):
        node = named(self.frame, "document frame", "Article")
        return Text(node) if node and "Text" in node.get_interfaces() else None

    def focused(self):
        focused = [node for node in every(self.frame) if node.get_state_set().contains(Atspi.StateType.FOCUSED)]
        return focused[-1] if focused else None

    def close(self):
        keys("ctrl+q")
        until(lambda: self.process.poll() is not None, "the window to close")
        self.process.kill()


def reads_the_sample(window, path):
    step("the sample is read by letter, word and line")
    article, text = window.article, path.read_text()
    expect(article.all() == text, f"the text of the tree is not that of {path.name}")
    expect("".join(article.parts(LETTER)) == text, "the letters do not join to the text")
    words = article.parts(WORD)
    expect("".join(words) == text, "the words do not join to the text")
    split = [word for word in words if sum(any(map(str.isalnum, part)) for part in word.split()) > 1]
    expect(not split, f"words that are several: {split[:5]}")
    lines = article.parts(LINE)
    expect("".join(lines) == text, "the lines do not join to the text")
    # A line is a row on the screen: its letters are at one height, below those of the line before.
    at, above = 0, -1
    for line in lines:
        shown = len(line.rstrip())
        if shown:
            (_, first, _, bottom), (_, last, _, _) = article.rect(at, at + 1), article.rect(at + shown - 1, at + shown)
            expect(first == last, f"a line on two rows: {line!r}")
            expect(first > above, f"a line beside the one before: {line!r}")
            above = bottom - NEAR
        at += len(line)


def answers_every_call(window):
    step("the text is read by every call that AT-SPI has for it")
    article = window.article
    text = article.all()
    node = article.node
    path = ("org.a11y.atspi.Text", node.path, node.app.bus_name)
    bus = Gio.DBusConnection.new_for_address_sync(
        Gio.bus_get_sync(Gio.BusType.SESSION).call_sync(
            "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus", "GetAddress", None, None, 0, 20_000, None).unpack()[0],
        Gio.DBusConnectionFlags.AUTHENTICATION_CLIENT | Gio.DBusConnectionFlags.MESSAGE_BUS_CONNECTION, None, None)
    for name, arguments, wanted in CALLS:
        try:
            answer = bus.call_sync(path[2], path[1], path[0], name, arguments, None, 0, 20_000, None).unpack()
        except GLib.Error as error:
            expect(not wanted, f"{name}: {error.message}")
            print(f"  {name}: not there", flush=True)
            continue
        expect(answer[0] and text.startswith(answer[0]), f"{name} answers {answer!r}")
        print(f"  {name}: answered", flush=True)


# The calls that read text, and whether they must be answered: the last three were given up by AT-SPI 2.10 (2013).
CALLS = [
    ("GetText", GLib.Variant("(ii)", (0, 9)), True),
    ("GetStringAtOffset", GLib.Variant("(iu)", (0, 3)), True),
    ("GetTextAtOffset", GLib.Variant("(iu)", (0, 5)), False),
    ("GetTextBeforeOffset", GLib.Variant("(iu)", (9, 5)), False),
    ("GetTextAfterOffset", GLib.Variant("(iu)", (0, 5)), False),
]


def moves_the_caret(window):
    step("the caret is told where the keys move it")
    article = window.article
    keys("ctrl+Home")
    until(lambda: article.caret() == 0, "the caret at the start")
    quiet()
    heard.clear()
    keys("Right")
    until(lambda: article.caret() == 1, "the caret, a letter on")
    quiet()
    moves = [detail for kind, _, detail, _ in heard if kind.startswith("object:text-caret-moved")]
    expect(moves == [1], f"the moves that were told: {moves}")
    keys("ctrl+Right")
    until(lambda: article.caret() > 1, "the caret, a word on")
    start, end, word = article.at(0, WORD)
    expect(0 < article.caret() <= end, f"the caret is at {article.caret()} after {word!r}")
    line = article.at(article.caret(), LINE)
    keys("ctrl+Down", "Down")
    quiet()
    below = article.at(article.caret(), LINE)
    expect(below[0] > line[1], f"the line of the caret is {below}")
    keys("Home")
    until(lambda: article.caret() == below[0], f"the caret at {below[0]}, the start of its line")


def selects(window):
    step("what is selected is what is lit")
    article = window.article
    text = article.all()
    keys("ctrl+Home")
    box = Atspi.Component.get_extents(article.node, Atspi.CoordType.SCREEN)
    area = (box.x, box.y, box.x + box.width, box.y + box.height)
    word = "announced"
    start = text.index(word)
    pump(11.0)  # The caret has stopped to blink.
    before = screen()
    article.select(start, start + len(word))
    # It is drawn when a picture of it does not change.
    after = screen()
    for _ in range(20):
        pump(0.5)
        last, after = after, screen()
        if last == after != before:
            break
    if len(sys.argv) > 3 and sys.argv[3]:
        subprocess.run(["import", "-window", "root", f"{sys.argv[3]}/atspi-selected.png"], check=True)
    expect(article.selected() == word, f"selected is {article.selected()!r}")
    there = article.rect(start, start + len(word))
    # The bar for the selection floats above its line, and darkens the upper half.
    seen = lit(before, after, (area[0], (there[1] + there[3]) // 2 + NEAR, area[2], there[3] - NEAR))
    expect(abs(there[0] - seen[0]) <= NEAR and abs(there[2] - seen[2]) <= NEAR + 2,
           f"the place of {word!r} is {there}, but {seen} is lit")
    keys("shift+ctrl+Right")
    until(lambda: article.selected() != word, "another word in the selection")
    expect(article.selected().startswith(word) and len(article.selected()) > len(word),
           f"after Shift+Ctrl+Right, selected is {article.selected()!r}")
    keys("Escape")
    until(lambda: article.selected() == "", "Escape to end the selection")


def marks(window, file):
    step("a mark is made, announced and told with the text")
    article = window.article
    text = article.all()
    words = "until further notice"
    start = text.index(words)
    plain = article.look(start)[0]
    count = file.read_text().count('kind: "claim"') if file.exists() else 0
    article.select(start, start + len(words))
    told()
    keys("1")
    said = told(lambda _, said: said.startswith(f"Claim: {words}"))
    expect(any("marks" in words for _, words in said), f"the number of marks was not announced: {said}")
    expect(any(said.startswith(f"Claim: {words}") for _, said in said), f"the mark was not announced: {said}")
    look, first, last = article.look(start + 1)
    expect(look.get("underline") and look.get("bg-color") != plain.get("bg-color"), f"the mark is not in the text: {look}")
    expect((first, last) == (start, start + len(words)), f"the mark is told at {first}..{last}, not at {start}")
    expect(named(window.frame, "static", f"Claim: {words}"), "the mark is not in the tree")
    keys("Escape", "Escape", "ctrl+s")
    said = told(lambda _, said: "aved" in said)
    expect(any("aved" in said for _, said in said), f"saving was not announced: {said}")
    until(lambda: file.exists() and file.read_text().count('kind: "claim"') == count + 1, "the mark in the file")


def steps_through_marks(window):
    step("steps through marks are announced")
    keys("Escape", "Escape", "ctrl+Home")
    told()
    before = None
    for number in range(1, 5):
        keys("j")
        said = told(lambda _, words: f". {number} of " in words)
        places = [words for _, words in said if f". {number} of " in words]
        expect(len(places) == 1, f"step {number} was announced as {said}")
        expect(places != before, "two steps were announced alike")
        before = places
        if places:
            label = places[0].split(f". {number} of ")[0]
            mark = named(window.frame, "static", label)
            chosen = mark and mark.get_state_set().contains(Atspi.StateType.SELECTED)
            expect(chosen, f"{label!r} is not the selected mark")
    keys("Escape", "Escape")
    # Into a mark by caret.
    text = window.article.all()
    told()
    spot = text.index("further notice")
    window.article.select(spot, spot)
    said = told(lambda _, words: words.startswith("Claim"))
    expect(any(words.startswith("Claim") for _, words in said), "the mark at the caret was not announced")


def opens_the_ledger(window):
    step("the ledger is opened")
    tab = find(window.frame, lambda it: it.get_role_name() == "page tab" and it.get_name().startswith("Ledger"))
    if not expect(tab, "there is no tab of the ledger"):
        return
    Atspi.Action.do_action(tab, 0)
    mark = "Claim: until further notice"
    until(lambda: any("further notice" in (node.get_name() or "") and node.get_name() != mark for node in every(window.frame)),
          "the new claim in the ledger")


def opens_the_palette(window):
    step("the palette is opened, and closed")
    keys("ctrl+Home")
    told()
    keys("ctrl+p")
    until(lambda: (window.focused() or window.article.node) != window.article.node, "the field of the palette, in focus")
    focused = window.focused()
    expect(focused and focused.get_name(), "the field of the palette has no name")
    write("expo")
    said = told(lambda _, words: "match" in words)
    expect(any("match" in words for _, words in said), f"the number of commands was not announced: {said}")
    expect(find(window.frame, lambda it: it.get_name().startswith("Export")), "Export is not in the list")
    keys("Escape")
    until(lambda: window.focused() == window.article.node, "the focus, back in the article")


def exports(window, folder):
    step("an export tells its losses, and its errors at once")
    told()
    keys("ctrl+e")
    said = told(lambda _, words: "in this format" in words)
    losses = [words for _, words in said if "in this format" in words]
    expect(losses, f"the losses were not announced: {said}")
    listed = find(window.frame, lambda it: it.get_role() == Atspi.Role.LIST and it.get_name() == "Lost in this format")
    lines = [line.get_name() for line in children(listed)] if listed else []
    said_of = losses and losses[-1].partition(": ")[2]
    expect(lines and said_of == ", ".join(lines), f"the losses on the screen are {lines}, announced was {losses}")
    keys("Down")
    said = told(lambda _, words: "in this format" in words)
    expect(any("in this format" in words for _, words in said), f"the losses of the next format were not announced: {said}")
    keys("ctrl+a")
    write(f"{folder}/nowhere/at/all.txt")
    told()
    keys("Return")
    said = told(lambda urgency, _: urgency == 2)
    expect(any(urgency == 2 for urgency, _ in said), f"the error was not announced at once: {said}")
    keys("Escape")
    until(lambda: window.focused() == window.article.node, "the focus, back in the article")


def searches(window):
    step("hits are counted aloud")
    told()
    keys("ctrl+f")
    write("the")
    said = told(lambda _, words: words.startswith("1 of "))
    expect(any(words.startswith("1 of ") for _, words in said), f"the hits were not announced: {said}")
    keys("Return")
    said = told(lambda _, words: words.startswith("2 of "))
    expect(any(words.startswith("2 of ") for _, words in said), f"the next hit was not announced: {said}")
    keys("Escape", "Escape")


def rests(window):
    step("a window at rest tells nothing")
    keys("ctrl+Home")
    quiet()
    heard.clear()
    pump(3.0)
    expect(not heard, f"told at rest: {heard[:5]}")


def reads_on(window, text):
    step("a long article is read to its end")
    article = window.article
    keys("ctrl+Home")
    until(lambda: article.caret() == 0, "the caret at the start")
    first = article.all()
    expect(5_000 < len(first) < 12_000 and text.startswith(first), f"{len(first)} letters of {len(text)} are in the tree")
    bar = named(window.frame, "scroll bar", "Position in the article")
    Atspi.Value.set_current_value(bar, 50.0)
    until(lambda: 45.0 < Atspi.Value.get_current_value(bar) < 55.0, "the scroll bar to move")
    expect(article.all() == first, "scrolling changed the text")
    keys("Right", "Left")
    # As a screen reader reads on: a line, the caret to the next.
    read, offset, patience = "", 0, 4000
    while patience:
        patience -= 1
        start, end, line = article.at(offset, LINE)
        read += line
        if end >= article.count():
            break
        Atspi.Text.set_caret_offset(article.node, end)
        until(lambda: article.caret() != offset, "the caret")
        pump(0.05)
        # Where pages at the start were left out, offsets count from another place.
        offset = article.caret()
    expect(read == text, f"read {len(read)} letters of {len(text)}; the first difference is at "
           f"{next((at for at, pair in enumerate(zip(read, text)) if pair[0] != pair[1]), min(len(read), len(text)))}")
    keys("ctrl+Home")
    last = article.count() - 2
    Atspi.Text.scroll_substring_to(article.node, last, last + 1, Atspi.ScrollType.ANYWHERE)
    frame = Atspi.Component.get_extents(window.frame, Atspi.CoordType.SCREEN)

    def is_seen():
        _, top, _, bottom = article.rect(last, last + 1)
        return frame.y < top and bottom < frame.y + frame.height

    until(is_seen, "what was asked for, in sight")


def main():
    program, folder = sys.argv[1], Path(sys.argv[2])
    shots = Path(sys.argv[3]) if len(sys.argv) > 3 and sys.argv[3] else None
    bus = Gio.bus_get_sync(Gio.BusType.SESSION)
    on = GLib.Variant("(ssv)", ("org.a11y.Status", "IsEnabled", GLib.Variant("b", True)))
    bus.call_sync("org.a11y.Bus", "/org/a11y/bus", "org.freedesktop.DBus.Properties", "Set", on, None, 0, 20_000)
    Atspi.init()
    listener = Atspi.EventListener.new(listen)
    for event in ["object:announcement", "object:text-caret-moved", "object:text-selection-changed", "object:text-changed",
                  "object:state-changed:focused", "object:children-changed"]:
        listener.register(event)
    window = Window(program)
    sample = until(lambda: next(Path(os.environ["GAINSAY_HOME"]).rglob("sample.txt"), None), "the copy of the sample")
    steps = [
        lambda: reads_the_sample(window, sample),
        lambda: answers_every_call(window),
        lambda: moves_the_caret(window),
        lambda: selects(window),
        lambda: marks(window, Path(f"{sample}.ron")),
        lambda: steps_through_marks(window),
        lambda: opens_the_ledger(window),
        lambda: opens_the_palette(window),
        lambda: exports(window, folder),
        lambda: searches(window),
        lambda: rests(window),
    ]
    for at, each in enumerate(steps):
        each()
        if shots:
            subprocess.run(["import", "-window", "root", f"{shots}/atspi-{at}.png"], check=True)
    window.close()
    story = folder / "long.txt"
    story.write_text("\n\n".join(f"{number}. " + "The harbour board said that the pumps had been checked twice that week. " * (number % 5 + 1)
                                 for number in range(1, 115)) + "\n")
    window = Window(program, story)
    reads_on(window, story.read_text())
    window.close()
    if failures:
        sys.exit(f"{len(failures)} things are wrong")
    print("over AT-SPI: read, moved, selected, marked, stepped, opened, exported, failed aloud, read on")


main()
