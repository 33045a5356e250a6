#include "CLibEdit.h"

int cliquery_el_set_prompt(EditLine *line, cliquery_prompt_function function) {
  return el_set(line, EL_PROMPT, function);
}

int cliquery_el_set_editor(EditLine *line, const char *name) {
  return el_set(line, EL_EDITOR, name);
}

int cliquery_el_set_history(EditLine *line, History *history) {
  return el_set(line, EL_HIST, history, history);
}
