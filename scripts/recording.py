#!/usr/bin/env python3
"""Runs the demo in a terminal of its own and draws what it showed as docs/demo.svg, which plays by itself.

    scripts/recording.py [COMMAND…]      default: scripts/demo.sh
"""
import codecs, fcntl, html, os, pty, re, select, struct, subprocess, sys, termios, time, unicodedata

COLUMNS, ROWS = 112, 30
CELL, LINE, PAD = 7.83, 18, 14  # px; 13 px of a usual monospace font
LONGEST_PAUSE, READ_PAUSE, COMMAND_PAUSE, END_PAUSE = 1.2, 1.6, 0.9, 6.0  # s
BEGIN = re.compile(r"Starting Dovecot")  # what is before is building
COLOURS = {36: "#56b6c2", 32: "#98c379", 31: "#e06c75"}


def record(command):
    """Returns the chunks of output, each with the second it came."""
    parent, child = pty.openpty()
    fcntl.ioctl(child, termios.TIOCSWINSZ, struct.pack("HHHH", ROWS, COLUMNS, 0, 0))
    env = dict(os.environ, TERM="xterm-256color", CARGO_TERM_QUIET="true", COLUMNS=str(COLUMNS))
    env.pop("NO_COLOR", None)
    process = subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=child, stderr=child, env=env, close_fds=True)
    os.close(child)
    chunks, began = [], time.monotonic()
    while True:
        ready, _, _ = select.select([parent], [], [], 0.1)
        try:
            data = os.read(parent, 65536) if ready else b""
        except OSError:
            data, ready = b"", [parent]
        if data:
            chunks.append((time.monotonic() - began, data))
            sys.stdout.buffer.write(data)
            sys.stdout.flush()
        elif ready or process.poll() is not None:
            break
    if process.wait() != 0:
        sys.exit(f"{' '.join(command)} failed; nothing was drawn")
    return chunks


class Screen:
    """Lines that only grow; the last one can be drawn over. Remembers when each became what."""

    def __init__(self):
        self.lines, self.history, self.style, self.column = [[]], [], (), 0

    def feed(self, now, text):
        for part in re.findall(r"\x1b\[[0-9;?]*[A-Za-z]|\x1b[^\[]|.|\n", text, re.S):
            if part == "\n":
                self.note(now)
                self.lines.append([])
                self.column = 0
            elif part == "\r":
                self.note(now)
                self.column = 0
            elif part.startswith("\x1b["):
                self.control(part)
            elif part >= " ":
                self.put(part)
        self.note(now)

    def control(self, part):
        if part.endswith("m"):
            for code in (int(code or 0) for code in part[2:-1].split(";")):
                self.style = () if code == 0 else self.style + (code,)
        elif part.endswith("K"):
            del self.lines[-1][self.column:]

    def put(self, char):
        if unicodedata.combining(char) or char in "\u200d\ufe0f":
            return
        line = self.lines[-1]
        line += [(" ", ())] * (self.column - len(line))
        wide = unicodedata.east_asian_width(char) in "WF"
        line[self.column:self.column + 1 + wide] = [(char, self.style)] + [("", ())] * wide
        self.column += 1 + wide

    def note(self, now):
        """Writes down what the last line is by now."""
        at, drawn = len(self.lines) - 1, tuple(self.lines[-1])
        if self.history and self.history[-1][1] == at:
            if self.history[-1][2] == drawn:
                return
            if now - self.history[-1][0] < 0.05:
                self.history.pop()
        self.history.append((now, at, drawn))


def cut(history):
    """Leaves out the building, and joins lines that wait too long or too short to be read."""
    first = next((i for i, (_, _, drawn) in enumerate(history) if BEGIN.search("".join(c for c, _ in drawn))), 0)
    base, result, clock, before = history[first][1], [], 0.5, history[first][0]
    for now, at, drawn in history[first:]:
        text = "".join(char for char, _ in drawn)
        clock += min(now - before, LONGEST_PAUSE) + READ_PAUSE * text.startswith("$ ")
        before = now
        result.append((clock, at - base, drawn))
        if text.startswith("$ "):
            clock += COMMAND_PAUSE
    return result, clock + END_PAUSE


def runs(drawn):
    """Splits a line where the style changes and after wide signs, so that columns stay in place."""
    column, run, start, style = 0, "", 0, None
    for char, now in drawn:
        if char == "":
            column += 1
            if run:
                yield start, run, style
            run, start = "", column
            continue
        if now != style or not run:
            if run:
                yield start, run, style
            run, start, style = "", column, now
        run += char
        column += 1
    if run:
        yield start, run, style


def line_svg(drawn, y):
    parts = []
    for column, text, style in runs(drawn):
        css = "".join(f";fill:{COLOURS[code]}" for code in style if code in COLOURS)
        css += ";font-weight:700;fill:#fff" * (1 in style) + ";opacity:.6" * (2 in style)
        css = f' style="{css[1:]}"' if css else ""
        for words in re.finditer(r"\S+(?: \S+)*", text):  # renderers differ in what they make of many spaces
            x = PAD + (column + words.start()) * CELL
            parts.append(f'<tspan x="{x:.1f}"{css}>{html.escape(words.group())}</tspan>')
    return f'<text y="{y}">{"".join(parts)}</text>' if parts else ""


def steps(name, total, moments):
    """A keyframe rule that jumps: moments are (second, declaration); where nothing moves, the last one holds."""
    frames = "".join(f"{100 * at / total:.2f}%{{{declaration}}}" for at, declaration in moments)
    return f"@keyframes {name}{{{frames}}}.{name}{{{moments[-1][1]};animation:{name} {total:.1f}s step-end infinite}}"


STILL = "@media(prefers-reduced-motion:reduce){*{animation:none!important}}"


def draw(history, total):
    versions = {}
    for clock, at, drawn in history:
        versions.setdefault(at, []).append((clock, drawn))
    css, body, seen, moments = [], [], -1, []
    for clock, at, _ in history:
        if at > seen:
            seen = at
            moments.append((clock, at + 1))
    for at, known in versions.items():
        y = PAD + LINE * at + 13
        for i, (clock, drawn) in enumerate(known):
            text = line_svg(drawn, y)
            until = known[i + 1][0] if i + 1 < len(known) else None
            if until is None and i == 0:
                body.append(text)
            elif text:
                name = f"v{at}_{i}"
                ends = [(until, "visibility:hidden")] if until else []
                css.append(steps(name, total, [(0, "visibility:hidden"), (clock, "visibility:visible")] + ends))
                body.append(f'<g class="{name}">{text}</g>')
    cover = [(0, "transform:translateY(0)")] + [(t, f"transform:translateY({LINE * n}px)") for t, n in moments]
    scroll = [(0, "transform:translateY(0)")]
    scroll += [(t, f"transform:translateY({-LINE * max(0, n - ROWS)}px)") for t, n in moments]
    css += [steps("cover", total, cover), steps("scroll", total, scroll)]
    width, height, lines = round(COLUMNS * CELL + 2 * PAD), ROWS * LINE + 2 * PAD, len(versions) + ROWS
    return "\n".join([
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" width="{width}" height="{height}">',
        "<title>Tern in a terminal: account, sync, folders, push, search, send and reply</title>",
        f"<style>text{{font:13px ui-monospace,'DejaVu Sans Mono',Menlo,Consolas,monospace;fill:#d7dae0;white-space:pre}}{''.join(css)}{STILL}</style>",
        f'<clipPath id="c"><rect y="{PAD}" width="{width}" height="{ROWS * LINE}"/></clipPath>',
        f'<rect width="{width}" height="{height}" rx="8" fill="#1e2127"/>',
        '<g clip-path="url(#c)"><g class="scroll">', *filter(None, body),
        f'<rect class="cover" y="{PAD}" width="{width}" height="{LINE * lines}" fill="#1e2127"/></g></g></svg>', ""])


def main():
    os.chdir(os.path.join(os.path.dirname(os.path.abspath(__file__)), ".."))
    chunks = record(sys.argv[1:] or ["scripts/demo.sh"])
    screen, decoder = Screen(), codecs.getincrementaldecoder("utf-8")("replace")
    for now, data in chunks:
        screen.feed(now, decoder.decode(data).replace(os.path.expanduser("~"), "~"))
    svg = draw(*cut(screen.history))
    with open("docs/demo.svg", "w", encoding="utf-8") as file:
        file.write(svg)
    print(f"docs/demo.svg: {len(svg) // 1024} kB")


main()
