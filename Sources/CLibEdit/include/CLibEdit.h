/// libedit for Swift, which cannot call variadic functions: one function for each operation that the session uses,
/// the reading of keys, and the signals, whose handlers may do no more than note that they were called.
#ifndef CLIQUERY_LIBEDIT_H
#define CLIQUERY_LIBEDIT_H

#include <histedit.h>
#include <stddef.h>

typedef char *(*cliquery_prompt_function)(EditLine *);

/// A command of the editor; answers with one of the `CC_` codes of `editline(3)`.
typedef unsigned char (*cliquery_edit_function)(EditLine *, int);

/// Looks at every key before the editor does and answers with the key to take in its place. Asked with
/// `CLIQUERY_ROWS_ABOVE`, it answers with how many rows of the line stand above the cursor now;
/// `CLIQUERY_INTERRUPTED` tells that Ctrl-C ends the line, whose cursor is to go to its end.
typedef int (*cliquery_key_filter)(EditLine *, int);

enum { CLIQUERY_ROWS_ABOVE = -1, CLIQUERY_INTERRUPTED = -2 };

/// An editor of the process's own terminal; NULL where there is none.
EditLine *cliquery_el_open(const char *program);

/// Gives the terminal back as it was before the editor was opened.
void cliquery_restore_terminal(void);

/// Writes to standard output after what the editor has written.
void cliquery_write(const char *bytes, size_t count);

/// Each answers as `el_set(3)` does: 0, or -1 for failure.
/// `mark` stands around what moves no cursor, such as colours.
int cliquery_el_set_prompt(EditLine *line, cliquery_prompt_function function, char mark);
int cliquery_el_set_editor(EditLine *line, const char *name);
int cliquery_el_set_history(EditLine *line, History *history);
int cliquery_el_set_client_data(EditLine *line, void *data);
void *cliquery_el_client_data(EditLine *line);
int cliquery_el_add_function(
    EditLine *line, const char *name, const char *help, cliquery_edit_function function);
int cliquery_el_bind(EditLine *line, const char *key, const char *command);

/// What is typed while no line is read waits, unseen and as it was typed, for the next line.
int cliquery_el_keep_keys(EditLine *line);

/// Raw mode on or off.
int cliquery_el_prepare_terminal(EditLine *line, int isOn);

/// Forgets what the terminal shows and writes prompt and text again.
int cliquery_el_refresh(EditLine *line);

/// Keys are read here from now on: Ctrl-C ends the line, a window that changes its size and a stop from the keyboard are
/// seen to, and everything else goes through `filter`.
int cliquery_el_read_keys(EditLine *line, cliquery_key_filter filter);

/// Each answers as `history(3)` does.
int cliquery_history_set_size(History *history, int size);
int cliquery_history_enter(History *history, const char *text);
int cliquery_history_clear(History *history);

/// Text is UTF-8 whatever the environment says, because that is what the session reads and writes.
void cliquery_use_utf8(void);

/// From now on Ctrl-C is noted and ends nothing, and neither does a window that changes its size; what ends the process
/// gives the terminal back first.
void cliquery_catch_signals(void);

/// While keys are read, Ctrl-Z gives the terminal back before the process stops; else it stops at once.
void cliquery_catch_stop(int isOn);

/// Whether Ctrl-C was pressed since `cliquery_clear_interrupt`.
int cliquery_is_interrupted(void);
void cliquery_clear_interrupt(void);

/// Waits for one byte of a key: 1, or 0 after Ctrl-C or where no input comes any more.
int cliquery_read_key(unsigned char *key);

/// Whether more input waits on standard input, as it does while text is pasted.
int cliquery_has_input(void);

#endif
