#include "reading/iniproblem.h"

static const struct {
	bool refuses;
	const char *text, *todo;
} problems[] = {
	[INI_NO_PROBLEM] = { false, "no problem", "nothing" },
	[INI_NOT_UTF8] = { true, "this byte is not UTF-8", "save the file as UTF-8" },
	[INI_NUL] = { true, "there is a NUL byte in this line", "remove it" },
	[INI_NO_SECTION] = { true, "this line stands before the first [section]", "move or remove it" },
	[INI_DUPLICATE_SECTION] = { true, "this section stands in the file twice", "make the two one" },
	[INI_DUPLICATE_KEY] = { true, "this key stands in its section twice", "remove one of the two" },
	[INI_NO_SEPARATOR] = { true, "this line has no \"=\"", "write it as KEY = VALUE, or remove it" },
	[INI_BAD_HEADER] = { true, "this section header has no \"]\", or no name", "write it as [NAME]" },
	[INI_EMPTY_KEY] = { true, "nothing stands before the \"=\"", "write it as KEY = VALUE, or remove it" },
	[INI_NESTED] = { true, "this line of a nested block has no \"=\"", "write it as KEY = VALUE, or remove it" },
	[INI_BYTE_ORDER_MARK] = { true, "the file begins with a byte order mark", "save it as UTF-8 without one" },
	[INI_LOST_LINE] = { true, "libinih did not return this line", "install a libinih with its usual limits" },
	[INI_PROTO] = { false, "Serverless refuses a whole file with such a section", "rename the section" },
	[INI_SWALLOWED_KEY] = {
		false, "AWS's tools take this line as part of the value above it, Serverless as a line of its own",
		"do not indent it",
	},
	[INI_INLINE_COMMENT] = {
		false, "AWS's tools take this as part of the value, Serverless takes it as a comment",
		"put the comment on a line of its own",
	},
	[INI_SECTION_NOT_SEEN] = {
		false, "AWS's tools begin a section here, Serverless does not: it gives these keys to the section above",
		"end the line with the \"]\"",
	},
	[INI_KEY_NOT_SEEN] = {
		false, "AWS's tools read this key, Serverless does not", "write it in lower case, with \"=\" behind it",
	},
	[INI_KEY_INHERITED] = {
		false, "AWS's tools give this key of [DEFAULT] to every profile, Serverless does not",
		"put it into the profile",
	},
};

bool ini_problem_refuses(enum ini_problem_code code)
{
	return problems[code].refuses;
}

const char *ini_problem_text(enum ini_problem_code code)
{
	return problems[code].text;
}

const char *ini_problem_todo(enum ini_problem_code code)
{
	return problems[code].todo;
}
