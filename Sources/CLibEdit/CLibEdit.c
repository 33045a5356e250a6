#include "CLibEdit.h"

#include <errno.h>
#include <fcntl.h>
#include <locale.h>
#include <langinfo.h>
#include <poll.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/select.h>
#include <termios.h>
#include <unistd.h>

int cliquery_el_set_prompt(EditLine *line, cliquery_prompt_function function, char mark) {
  return el_set(line, EL_PROMPT_ESC, function, mark);
}

int cliquery_el_set_editor(EditLine *line, const char *name) {
  return el_set(line, EL_EDITOR, name);
}

int cliquery_el_set_history(EditLine *line, History *history_) {
  return el_set(line, EL_HIST, history, history_);
}

int cliquery_el_set_client_data(EditLine *line, void *data) {
  return el_set(line, EL_CLIENTDATA, data);
}

void *cliquery_el_client_data(EditLine *line) {
  void *data = NULL;
  return el_get(line, EL_CLIENTDATA, &data) == 0 ? data : NULL;
}

int cliquery_el_add_function(
    EditLine *line, const char *name, const char *help, cliquery_edit_function function) {
  return el_set(line, EL_ADDFN, name, help, function);
}

int cliquery_el_bind(EditLine *line, const char *key, const char *command) {
  return el_set(line, EL_BIND, key, command, NULL);
}

int cliquery_el_keep_keys(EditLine *line) {
  return el_set(line, EL_SETTY, "-x", "-echo", "-icanon", NULL);
}

int cliquery_el_prepare_terminal(EditLine *line, int isOn) {
  return el_set(line, EL_PREP_TERM, isOn);
}

int cliquery_el_refresh(EditLine *line) {
  return el_set(line, EL_REFRESH);
}

int cliquery_history_set_size(History *history_, int size) {
  HistEvent event;
  return history(history_, &event, H_SETSIZE, size);
}

int cliquery_history_enter(History *history_, const char *text) {
  HistEvent event;
  return history(history_, &event, H_ENTER, text);
}

int cliquery_history_clear(History *history_) {
  HistEvent event;
  return history(history_, &event, H_CLEAR);
}

void cliquery_use_utf8(void) {
  setlocale(LC_CTYPE, "");
  if (strcmp(nl_langinfo(CODESET), "UTF-8") != 0 && setlocale(LC_CTYPE, "C.UTF-8") == NULL)
    setlocale(LC_CTYPE, "en_US.UTF-8");
}

// Signals

static volatile sig_atomic_t interrupted;
static volatile sig_atomic_t resized;
static volatile sig_atomic_t stopping;

static void note_signal(int signal) {
  switch (signal) {
    case SIGINT: interrupted = 1; break;
    case SIGWINCH: resized = 1; break;
    case SIGTSTP: stopping = 1; break;
    default: break;
  }
}

static struct termios before_session;
static volatile sig_atomic_t has_before;

/// Gives the terminal back as it was, and ends.
static void end_session(int signal) {
  static const char unmarked[] = "\033[?2004l\r\n";
  ssize_t written = write(STDOUT_FILENO, unmarked, sizeof unmarked - 1);
  (void)written;
  if (has_before) tcsetattr(STDIN_FILENO, TCSANOW, &before_session);
  _exit(128 + signal);
}

static void catch_signal(int signal, void (*handler)(int)) {
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = handler;
  sigemptyset(&action.sa_mask);
  sigaction(signal, &action, NULL);
}

void cliquery_catch_signals(void) {
  catch_signal(SIGINT, note_signal);
  catch_signal(SIGWINCH, note_signal);
  catch_signal(SIGTERM, end_session);
  catch_signal(SIGHUP, end_session);
}

void cliquery_catch_stop(int isOn) {
  catch_signal(SIGTSTP, isOn ? note_signal : SIG_DFL);
}

int cliquery_is_interrupted(void) {
  return interrupted;
}

void cliquery_clear_interrupt(void) {
  interrupted = 0;
}

int cliquery_has_input(void) {
  struct pollfd input = {STDIN_FILENO, POLLIN, 0};
  return poll(&input, 1, 0) > 0;
}

// Keys

static cliquery_key_filter key_filter;

/// How many rows of the line stand above the cursor.
static int rows_above(EditLine *line) {
  return key_filter ? key_filter(line, CLIQUERY_ROWS_ABOVE) : 0;
}

/// The line, of which `rows` stand above the cursor, is cleared from its first row on and written anew.
static void write_again(EditLine *line, int rows) {
  char clear[32];
  int count = rows > 0 && rows < 10000 ? snprintf(clear, sizeof clear, "\r\033[%dA\033[J", rows)
                                       : snprintf(clear, sizeof clear, "\r\033[J");
  if (count > 0) cliquery_write(clear, (size_t)count);
  el_set(line, EL_REFRESH);
}

static void stop(EditLine *line) {
  el_set(line, EL_PREP_TERM, 0);
  catch_signal(SIGTSTP, SIG_DFL);
  raise(SIGTSTP);
  catch_signal(SIGTSTP, note_signal);
  el_set(line, EL_PREP_TERM, 1);
  write_again(line, rows_above(line));
}

/// The terminal of standard input once more, opened so that a read of it never waits; standard input itself where that
/// cannot be. How standard input is open is shared with other programs and stays as it is.
static int key_input(void) {
  static int descriptor = -1;
  if (descriptor >= 0) return descriptor;
  // `/dev/tty` is the terminal whose Ctrl-C reaches this process, and only that has a group in its foreground.
  int isControlling = tcgetpgrp(STDIN_FILENO) >= 0;
  if (isControlling) descriptor = open("/dev/tty", O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  if (descriptor < 0 || descriptor >= FD_SETSIZE) descriptor = STDIN_FILENO;
  return descriptor;
}

enum { READ_FAILED = -1, READ_END = 0, READ_BYTE = 1, READ_SIGNAL = 2 };

/// Waits for a byte, or for a signal of which `isNoted` tells. Signals are let in only while it waits: none can come
/// between the look at its note and the wait. A key that follows Ctrl-C may be there as soon as the signal; the signal
/// goes first. The read itself may not wait, since Ctrl-C has the terminal throw away what was there to read a moment
/// before.
static int read_byte(unsigned char *byte, int (*isNoted)(void)) {
  int input = key_input();
  sigset_t noted, before;
  sigemptyset(&noted);
  sigaddset(&noted, SIGINT);
  sigaddset(&noted, SIGWINCH);
  sigaddset(&noted, SIGTSTP);
  sigprocmask(SIG_BLOCK, &noted, &before);
  int outcome = READ_SIGNAL;
  while (!isNoted()) {
    fd_set readable;
    FD_ZERO(&readable);
    FD_SET(input, &readable);
    if (pselect(input + 1, &readable, NULL, NULL, NULL, &before) < 0) {
      if (errno == EINTR) continue;
      outcome = READ_FAILED;
      break;
    }
    sigset_t pending;
    sigpending(&pending);
    if (sigismember(&pending, SIGINT) || sigismember(&pending, SIGTSTP)) {
      sigprocmask(SIG_SETMASK, &before, NULL);
      sigprocmask(SIG_BLOCK, &noted, NULL);
      continue;
    }
    ssize_t count = read(input, byte, 1);
    if (count >= 0) {
      outcome = count > 0 ? READ_BYTE : READ_END;
      break;
    }
    if (errno != EAGAIN && errno != EWOULDBLOCK && errno != EINTR) {
      outcome = READ_FAILED;
      break;
    }
  }
  sigprocmask(SIG_SETMASK, &before, NULL);
  return outcome;
}

static int is_any_noted(void) {
  return interrupted || resized || stopping;
}

/// One scalar in UTF-8; bytes that are none are passed over.
static int read_scalar(unsigned *scalar) {
  for (;;) {
    unsigned char byte;
    int outcome = read_byte(&byte, is_any_noted);
    if (outcome != READ_BYTE) return outcome;
    if (byte < 0x80) {
      *scalar = byte;
      return READ_BYTE;
    }
    int rest = byte >= 0xF0 && byte < 0xF5 ? 3 : byte >= 0xE0 && byte < 0xF0 ? 2 : byte >= 0xC2 && byte < 0xE0 ? 1 : 0;
    if (rest == 0) continue;
    unsigned value = byte & (0x3Fu >> rest);
    int isWhole = 1;
    for (int index = 0; index < rest; index++) {
      // Only Ctrl-C comes before the rest of a scalar, which it has thrown away.
      outcome = read_byte(&byte, cliquery_is_interrupted);
      if (outcome != READ_BYTE) return outcome;
      if ((byte & 0xC0) != 0x80) {
        isWhole = 0;
        break;
      }
      value = value << 6 | (byte & 0x3Fu);
    }
    if (!isWhole || value > 0x10FFFF || (value >= 0xD800 && value < 0xE000)) continue;
    *scalar = value;
    return READ_BYTE;
  }
}

int cliquery_read_key(unsigned char *key) {
  return read_byte(key, cliquery_is_interrupted) == READ_BYTE;
}

/// Ends the line with its cursor at the end. Not by a key: the signal may have come between the bytes of one, the rest
/// of which the terminal has thrown away, and Ctrl-C after half a key would be a key that nothing is bound to.
static int end_line(EditLine *line, wchar_t *key) {
  int rows = rows_above(line);
  if (key_filter) key_filter(line, CLIQUERY_INTERRUPTED);
  write_again(line, rows);
  *key = 0;
  return -1;
}

static int read_key(EditLine *line, wchar_t *key) {
  for (;;) {
    if (interrupted) {
      interrupted = 0;
      return end_line(line, key);
    }
    if (stopping) {
      stopping = 0;
      stop(line);
    }
    if (resized) {
      resized = 0;
      el_resize(line);
      write_again(line, rows_above(line));
    }
    unsigned scalar = 0;
    int outcome = read_scalar(&scalar);
    if (outcome == READ_SIGNAL) continue;
    if (outcome != READ_BYTE) {
      *key = 0;
      return outcome;
    }
    *key = (wchar_t)(key_filter ? key_filter(line, (int)scalar) : (int)scalar);
    return 1;
  }
}

int cliquery_el_read_keys(EditLine *line, cliquery_key_filter filter) {
  key_filter = filter;
  return el_set(line, EL_GETCFN, read_key);
}

// The editor and its screen

void cliquery_restore_terminal(void) {
  if (has_before) tcsetattr(STDIN_FILENO, TCSADRAIN, &before_session);
}

EditLine *cliquery_el_open(const char *program) {
  has_before = tcgetattr(STDIN_FILENO, &before_session) == 0;
  return el_init(program, stdin, stdout, stderr);
}

void cliquery_write(const char *bytes, size_t count) {
  fflush(stdout);
  while (count > 0) {
    ssize_t written = write(STDOUT_FILENO, bytes, count);
    if (written < 0) {
      if (errno == EINTR) continue;
      if (errno != EAGAIN && errno != EWOULDBLOCK) return;
      struct pollfd output = {STDOUT_FILENO, POLLOUT, 0};
      poll(&output, 1, -1);
      continue;
    }
    bytes += written;
    count -= (size_t)written;
  }
}
