/// libedit for Swift, which cannot call variadic functions: one function for each operation that the session uses.
#ifndef CLIQUERY_LIBEDIT_H
#define CLIQUERY_LIBEDIT_H

#include <histedit.h>

typedef char *(*cliquery_prompt_function)(EditLine *);

/// Each answers as `el_set(3)` does: 0, or -1 for failure.
int cliquery_el_set_prompt(EditLine *line, cliquery_prompt_function function);
int cliquery_el_set_editor(EditLine *line, const char *name);
int cliquery_el_set_history(EditLine *line, History *history);

#endif
