#include "credentials/urltext.h"

static bool is_plain(unsigned char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_' || c == '.' || c == '-' ||
	       c == '~';
}

void url_encode(struct build *b, struct text value, const char *blank)
{
	for (size_t i = 0; i < value.n; i++) {
		unsigned char c = (unsigned char)value.p[i];

		if (is_plain(c))
			build_char(b, (char)c);
		else if (c == ' ')
			build_string(b, blank);
		else
			build_format(b, "%%%02X", c);
	}
}
