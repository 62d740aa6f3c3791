/* How is a person asked something at the terminal, also what nobody may see on it?
 *
 * The controlling terminal, not standard input: a secret never comes out of a pipe or a file by accident.
 */
#ifndef SLSENV_GROUND_TERMINAL_H
#define SLSENV_GROUND_TERMINAL_H

#include <stdbool.h>

#include "ground/text.h"

/* The terminal's descriptor; -1 when standard input is no terminal, or there is none. From here on this process leaves
 * no core file. */
int terminal_open(void);
void terminal_close(int terminal);

void terminal_say(int terminal, const char *text);

/* Asks and waits for a line: the answer without its end and without blanks around it, in `a`; false at the end of input
 * (Ctrl-D). `hidden`: what is typed is not shown, and what was typed before the question does not count. A signal that
 * ends or stops this process does so with the terminal as it was before; when it goes on, the question is asked again.
 */
bool terminal_ask(int terminal, struct arena *a, const char *question, bool hidden, struct text *answer);

/* "QUESTION [y/N] ": true for y or yes. */
bool terminal_agrees(int terminal, struct arena *a, const char *question);

#endif
