#include "knowing/v4_property.h"

#include <string.h>

#include "knowing/property.h"

static const char of_all[] = " __defineGetter__ __defineSetter__ __lookupGetter__ __lookupSetter__ __proto__ constructor "
	"hasOwnProperty isPrototypeOf propertyIsEnumerable toLocaleString toString valueOf ";

/* Of texts, numbers, booleans or lists. */
static const char of_others[] = " anchor at big blink bold charAt charCodeAt codePointAt concat copyWithin endsWith entries every "
	"fill filter find findIndex findLast findLastIndex fixed flat flatMap fontcolor fontsize forEach includes indexOf isWellFormed "
	"italics join keys lastIndexOf link localeCompare map match matchAll normalize padEnd padStart pop push reduce reduceRight "
	"repeat replace replaceAll reverse search shift slice small some sort splice split startsWith strike sub substr substring sup "
	"toExponential toFixed toLocaleLowerCase toLocaleUpperCase toLowerCase toPrecision toReversed toSorted toSpliced toUpperCase "
	"toWellFormed trim trimEnd trimLeft trimRight trimStart unshift values with ";

static bool is_word_of(const char *words, struct text key)
{
	char padded[32];

	if (!key.n || key.n > sizeof padded - 3 || text_has_nul(key) || memchr(key.p, ' ', key.n))
		return false;
	padded[0] = padded[key.n + 1] = ' ';
	memcpy(padded + 1, key.p, key.n);
	padded[key.n + 2] = 0;
	return strstr(words, padded) != NULL;
}

bool v4_set(const struct node *n)
{
	return n && property_true(n);
}

bool v4_inherited(struct text key)
{
	return is_word_of(of_all, key);
}

enum outcome v4_property(struct arena *a, const struct node *n, struct text key, struct node **out)
{
	*out = property_of(a, n, key);
	if (*out)
		return FOUND;
	return v4_inherited(key) || (n->kind != NODE_MAP && is_word_of(of_others, key)) ? PENDING : MISSING;
}
