#include "ground/fingerprint.h"

struct sip {
	uint64_t a, b, c, d;
};

static uint64_t turn(uint64_t x, int bits)
{
	return x << bits | x >> (64 - bits);
}

static void mix(struct sip *s, int rounds)
{
	while (rounds--) {
		s->a += s->b;
		s->c += s->d;
		s->b = turn(s->b, 13) ^ s->a;
		s->d = turn(s->d, 16) ^ s->c;
		s->a = turn(s->a, 32);
		s->c += s->b;
		s->a += s->d;
		s->b = turn(s->b, 17) ^ s->c;
		s->d = turn(s->d, 21) ^ s->a;
		s->c = turn(s->c, 32);
	}
}

static void absorb(struct sip *s, uint64_t word)
{
	s->d ^= word;
	mix(s, 2);
	s->a ^= word;
}

uint64_t fingerprint(uint64_t salt, struct text t)
{
	uint64_t k0 = salt, k1 = ~salt, word = 0;
	struct sip s = {
		k0 ^ 0x736f6d6570736575u, k1 ^ 0x646f72616e646f6du, k0 ^ 0x6c7967656e657261u, k1 ^ 0x7465646279746573u,
	};

	for (size_t i = 0; i < t.n; i++) {
		word |= (uint64_t)(unsigned char)t.p[i] << (i % 8 * 8);
		if (i % 8 == 7) {
			absorb(&s, word);
			word = 0;
		}
	}
	absorb(&s, word | (uint64_t)(t.n & 0xff) << 56);
	s.c ^= 0xff;
	mix(&s, 4);
	return s.a ^ s.b ^ s.c ^ s.d;
}

void fingerprint_text(uint64_t salt, struct text t, char out[7])
{
	uint64_t h = fingerprint(salt, t);

	for (int i = 0; i < 6; i++, h >>= 5)
		out[i] = "0123456789ABCDEFGHIJKLMNOPQRSTUV"[h & 31];
	out[6] = 0;
}
