# Which flags do this compiler and linker take?

# SLSENV_TRY_CFLAGS(FLAGS): appends to SLSENV_CFLAGS each flag that compiles and links without a warning.
AC_DEFUN([SLSENV_TRY_CFLAGS], [
	AC_SUBST([SLSENV_CFLAGS])
	for slsenv_flag in $1; do
		AC_MSG_CHECKING([whether $CC accepts $slsenv_flag])
		slsenv_saved=$CFLAGS
		CFLAGS="$CFLAGS -Werror $slsenv_flag"
		AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
			[AC_MSG_RESULT([yes]); SLSENV_CFLAGS="$SLSENV_CFLAGS $slsenv_flag"],
			[AC_MSG_RESULT([no])])
		CFLAGS=$slsenv_saved
	done
])

# SLSENV_TRY_LDFLAGS(FLAGS): the same for the linker, with the compiler flags found so far.
AC_DEFUN([SLSENV_TRY_LDFLAGS], [
	AC_SUBST([SLSENV_LDFLAGS])
	for slsenv_flag in $1; do
		AC_MSG_CHECKING([whether the linker accepts $slsenv_flag])
		slsenv_saved=$LDFLAGS; slsenv_saved_cflags=$CFLAGS
		LDFLAGS="$LDFLAGS $slsenv_flag"; CFLAGS="$CFLAGS $SLSENV_CFLAGS"
		AC_LINK_IFELSE([AC_LANG_PROGRAM([], [])],
			[AC_MSG_RESULT([yes]); SLSENV_LDFLAGS="$SLSENV_LDFLAGS $slsenv_flag"],
			[AC_MSG_RESULT([no])])
		LDFLAGS=$slsenv_saved; CFLAGS=$slsenv_saved_cflags
	done
])

# SLSENV_FORTIFY: glibc's checked string functions, where the compiler optimises and nobody has asked for a level already.
AC_DEFUN([SLSENV_FORTIFY], [
	AC_SUBST([SLSENV_CPPFLAGS])
	AC_MSG_CHECKING([whether to add -D_FORTIFY_SOURCE=2])
	AC_COMPILE_IFELSE([AC_LANG_SOURCE([
#if !defined __OPTIMIZE__ || defined _FORTIFY_SOURCE
#error not wanted
#endif
int main(void) { return 0; }])],
		[AC_MSG_RESULT([yes]); SLSENV_CPPFLAGS="$SLSENV_CPPFLAGS -D_FORTIFY_SOURCE=2"],
		[AC_MSG_RESULT([no])])
])
