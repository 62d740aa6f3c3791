/* Does the person at the terminal say yes?
 *
 * The controlling terminal is asked, not standard input, which may be a pipe or a file.
 */
#ifndef SLSENV_GROUND_AGREE_H
#define SLSENV_GROUND_AGREE_H

enum agreement { AGREE_NOBODY /* no terminal, or not ours to read from */, AGREE_NO, AGREE_YES };

/* Asks, and waits for a line. Whatever is not y, Y or yes is a no. */
enum agreement agree(const char *question);

#endif
