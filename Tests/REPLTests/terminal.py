"""Presses keys at a program in a terminal of its own, and tells what the screen shows.

Standard input is JSON: the program, its arguments, folder, environment and size, and steps:
  ["type", text]        presses keys
  ["quick", text, ...]  presses keys with no time between them
  ["wait", text]        until the screen shows the text
  ["gone", text]        until the screen does not show it any more
  ["screen"]            the lines of the screen, as a result
  ["cursor"]            row and column of the cursor from 0, as a result
  ["resize", columns, rows]
  ["shell", line]       runs a line of a shell in the folder
  ["kill"]              asks the program to end, from outside
  ["echo"]              whether the terminal shows what is typed, as a result
  ["end"]               until the program ends; its exit code, as a result
Standard output is JSON: the results, and what went wrong.
"""

import json
import os
import signal
import subprocess
import sys
import termios
import time

import pexpect
import pyte

PATIENCE = 30


class Terminal:
    def __init__(self, job):
        self.columns, self.rows = job["columns"], job["rows"]
        self.screen = pyte.Screen(self.columns, self.rows)
        self.stream = pyte.ByteStream(self.screen)
        self.child = pexpect.spawn(
            job["program"], job["arguments"], cwd=job["folder"], env=dict(os.environ, **job["environment"]),
            dimensions=(self.rows, self.columns), timeout=PATIENCE)
        self.child.delaybeforesend = None
        self.isOpen = True
        self.folder = job["folder"]

    def pump(self, seconds):
        try:
            self.stream.feed(self.child.read_nonblocking(65536, timeout=seconds))
            return True
        except pexpect.TIMEOUT:
            return True
        except pexpect.EOF:
            self.isOpen = False
            return False

    def lines(self):
        lines = [line.rstrip() for line in self.screen.display]
        while lines and not lines[-1]:
            lines.pop()
        return lines

    def until(self, condition, what):
        end = time.monotonic() + PATIENCE
        while not condition():
            if time.monotonic() > end or not self.isOpen:
                raise RuntimeError("%s; the screen shows:\n%s" % (what, "\n".join(self.lines())))
            self.pump(0.05)

    def isWaiting(self):
        """Whether the program sleeps; where the system does not tell, it is taken to."""
        try:
            with open("/proc/%d/stat" % self.child.pid, "rb") as stat:
                return stat.read().rpartition(b")")[2].split()[0] not in b"RD"
        except OSError:
            return True

    def settle(self):
        """Until nothing more comes for a moment, and not because a busy machine lets the program wait."""
        quiet = 0
        while quiet < 4 and self.isOpen:
            before = self.lines(), self.screen.cursor.x, self.screen.cursor.y
            self.pump(0.05)
            after = self.lines(), self.screen.cursor.x, self.screen.cursor.y
            quiet = quiet + 1 if after == before and self.isWaiting() else 0

    def run(self, step):
        name, arguments = step[0], step[1:]
        if name == "type":
            self.child.send(arguments[0].encode())
        elif name == "quick":
            for keys in [text.encode() for text in arguments]:
                os.write(self.child.child_fd, keys)
        elif name == "wait":
            self.until(lambda: arguments[0].rstrip() in "\n".join(self.lines()), "`%s` does not appear" % arguments[0])
        elif name == "gone":
            self.until(lambda: arguments[0].rstrip() not in "\n".join(self.lines()), "`%s` stays" % arguments[0])
        elif name == "screen":
            self.settle()
            return self.lines()
        elif name == "cursor":
            self.settle()
            return [self.screen.cursor.y, self.screen.cursor.x]
        elif name == "resize":
            self.columns, self.rows = arguments
            self.screen.resize(self.rows, self.columns)
            self.child.setwinsize(self.rows, self.columns)
        elif name == "kill":
            self.child.kill(signal.SIGTERM)
        elif name == "echo":
            self.settle()
            return "true" if termios.tcgetattr(self.child.child_fd)[3] & termios.ECHO else "false"
        elif name == "shell":
            subprocess.run(arguments[0], shell=True, check=True, cwd=self.folder)
        elif name == "end":
            end = time.monotonic() + PATIENCE
            while self.child.isalive() and time.monotonic() < end:
                self.pump(0.05)
            if self.child.isalive():
                raise RuntimeError("the program does not end")
            return self.child.exitstatus if self.child.exitstatus is not None else 128 + self.child.signalstatus
        return None


def main():
    job = json.load(sys.stdin)
    terminal = Terminal(job)
    results, failure = [], None
    try:
        for step in job["steps"]:
            result = terminal.run(step)
            if result is not None:
                results.append(result)
    except Exception as error:
        failure = "%s: %s" % (json.dumps(step, ensure_ascii=False), error)
    terminal.child.close(force=True)
    json.dump({"results": results, "failure": failure}, sys.stdout)


main()
