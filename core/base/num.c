/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "base/num.h"

#include <math.h>
#include <stdio.h>
#include <stdlib.h>

static bool is_digit(char c)
{
  return c >= '0' && c <= '9';
}

static const double powers_of_ten[] = { 1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7,
  1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18, 1e19, 1e20, 1e21, 1e22 };

/* TEXT is known to be a number.  Up to 15 digits and a small exponent are exact in doubles
 * (Clinger 1990); the rest goes to strtod, with the point that this process's locale wants. */
static double parse_exact(struct str text, uint64_t digits, int count, int exponent, bool negative)
{
  double value;
  if (count <= 15 && exponent >= -22 && exponent <= 22) {
    value = (double)digits;
    value = exponent < 0 ? value / powers_of_ten[-exponent] : value * powers_of_ten[exponent];
    return negative ? -value : value;
  }
  char small[512], point[8];
  snprintf(point, sizeof point, "%.1f", 0.5);
  if (text.len >= sizeof small)
    return NAN;
  memcpy(small, text.at, text.len);
  small[text.len] = '\0';
  for (char *c = small; *c; c++)
    if (*c == '.')
      *c = point[1];
  return strtod(small, NULL);
}

bool num_parse(struct str text, double *ret_value)
{
  size_t i = 0;
  bool negative = text.len && text.at[0] == '-';
  if (text.len && (text.at[0] == '-' || text.at[0] == '+'))
    i++;
  uint64_t digits = 0;
  int count = 0, exponent = 0;
  size_t seen = 0;
  for (bool point = false; i < text.len; i++) {
    if (text.at[i] == '.' && !point) {
      point = true;
    } else if (is_digit(text.at[i])) {
      seen++;
      if (count < 18) {
        digits = digits * 10 + (uint64_t)(text.at[i] - '0');
        count += digits > 0;
        exponent -= point;
      } else {
        count++; /* too long for the exact way */
      }
    } else {
      break;
    }
  }
  if (!seen)
    return false;
  if (i < text.len && (text.at[i] == 'e' || text.at[i] == 'E')) {
    int64_t more;
    if (!num_parse_int((struct str) { text.at + i + 1, text.len - i - 1 }, &more) || more > 400
        || more < -400)
      return false;
    exponent += (int)more;
    i = text.len;
  }
  if (i != text.len)
    return false;
  double value = parse_exact(text, digits, count, exponent, negative);
  if (!isfinite(value))
    return false;
  *ret_value = value;
  return true;
}

bool num_parse_int(struct str text, int64_t *ret_value)
{
  size_t i = 0;
  bool negative = text.len && text.at[0] == '-';
  if (text.len && (text.at[0] == '-' || text.at[0] == '+'))
    i++;
  if (i == text.len)
    return false;
  int64_t value = 0;
  for (; i < text.len; i++) {
    int digit = text.at[i] - '0';
    if (!is_digit(text.at[i]) || __builtin_mul_overflow(value, 10, &value)
        || __builtin_sub_overflow(value, digit, &value))
      return false;
  }
  if (!negative && __builtin_sub_overflow(INT64_C(0), value, &value))
    return false;
  *ret_value = value;
  return true;
}

bool num_parse_grouped(struct str text, double *ret_value)
{
  char plain[64];
  size_t len = 0;
  text = str_trim(text);
  for (size_t i = 0; i < text.len; i++) {
    if (text.at[i] == ',')
      continue;
    if (len == sizeof plain)
      return false;
    plain[len++] = text.at[i];
  }
  return num_parse((struct str) { plain, len }, ret_value);
}

double num_round(double value, int decimals)
{
  double scale = powers_of_ten[decimals];
  double scaled = fabs(value) * scale;
  if (!(scaled < 1e15))
    return value;
  /* 1.005 is stored a little below; a reader who sees 1.005 expects 1.01. */
  double rounded = floor(scaled + 0.5 + scaled * 4e-16) / scale;
  return value < 0 ? -rounded : rounded;
}

int num_decimals(double value, int decimals)
{
  static const double LEAST = 1e-9;
  if (!isfinite(value) || fabs(value) < LEAST)
    return decimals;
  while (num_round(value, decimals) == 0)
    decimals++;
  return decimals;
}

/* NUMBER at AT, and where it ends. */
static char *put_whole(char *at, uint64_t number)
{
  char digits[20];
  size_t count = 0;
  do {
    digits[count++] = (char)('0' + number % 10);
    number /= 10;
  } while (number);
  while (count)
    *at++ = digits[--count];
  return at;
}

/* SIZE, which was rounded to so many DECIMALS.  Where a double has 15 digits to spare no other whole number
 * of the last decimal is near, and printf would take longer than all else that makes a number. */
static void put_decimals(char digits[400], double size, int decimals)
{
  static const double most = 1e15;
  double scaled = size * powers_of_ten[decimals];
  if (scaled >= most) {
    snprintf(digits, 400, "%.*f", decimals, size);
    return;
  }
  uint64_t number = (uint64_t)(scaled + 0.5), unit = (uint64_t)powers_of_ten[decimals];
  char *end = put_whole(digits, number / unit);
  if (decimals > 0)
    *end++ = '.';
  for (uint64_t part = number % unit; unit > 1; part %= unit) {
    unit /= 10;
    *end++ = (char)('0' + part / unit);
  }
  *end = '\0';
}

const char *num_format(struct arena *arena, double value, int decimals, unsigned style)
{
  if (!isfinite(value))
    return "?";
  double rounded = num_round(value, decimals);
  char digits[400];
  put_decimals(digits, fabs(rounded), decimals);
  size_t whole = strspn(digits, "0123456789");
  struct strbuf out = STRBUF(arena);
  if (rounded < 0)
    strbuf_add_text(&out, style & NUM_TYPOGRAPHIC ? "\u2212" : "-");
  else if (rounded > 0 && (style & NUM_SIGNED))
    strbuf_add_char(&out, '+');
  for (size_t i = 0; i < whole; i++) {
    if (i && (whole - i) % 3 == 0 && (style & NUM_GROUPED))
      strbuf_add_char(&out, ',');
    strbuf_add_char(&out, digits[i]);
  }
  if (decimals > 0) {
    strbuf_add_char(&out, '.');
    strbuf_add_text(&out, digits + whole + 1);
  }
  return strbuf_text(&out);
}

/* ---- 15 significant digits ----------------------------------------------------------------- */

/* SIZE, at least 1e-4 and less than 1e14, as DIGITS / 10^DECIMALS with 15 digits.  A product with a power
 * of ten that a double holds is exactly the sum of two doubles: what printf works out in long
 * division is seen here at once, to the half that goes to the even digit. */
static uint64_t round_to_digits(double size, int *ret_decimals)
{
  static const double least = 1e14, beyond = 1e15;
  int decimals = 15;
  while (size >= powers_of_ten[15 - decimals])
    decimals--;
  while (size * powers_of_ten[decimals] < least)
    decimals++;
  double product = size * powers_of_ten[decimals];
  double rest = fma(size, powers_of_ten[decimals], -product);
  uint64_t digits = (uint64_t)product;
  double past_half = product - (double)digits - 0.5;
  digits += past_half > -rest || (past_half == -rest && digits % 2);
  if ((double)digits >= beyond) {
    digits /= 10;
    decimals--;
  }
  *ret_decimals = decimals;
  return digits;
}

static char *put_decimal(char *at, uint64_t digits, int decimals)
{
  while (decimals > 0 && digits % 10 == 0) {
    digits /= 10;
    decimals--;
  }
  uint64_t unit = (uint64_t)powers_of_ten[decimals], fraction = digits % unit;
  at = put_whole(at, digits / unit);
  if (decimals == 0)
    return at;
  *at++ = '.';
  for (int i = decimals; i-- > 0; fraction /= 10)
    at[i] = (char)('0' + fraction % 10);
  return at + decimals;
}

size_t num_put_significant(char into[NUM_ROOM], double value)
{
  double size = fabs(value);
  char *at = into;
  if (!isfinite(value)) {
    *at++ = '?';
  } else if (size < 1e15 && size == (double)(uint64_t)size) {
    if (value < 0)
      *at++ = '-';
    at = put_whole(at, (uint64_t)size);
  } else if (size >= 1e-4 && size < 1e14) {
    int decimals;
    uint64_t digits = round_to_digits(size, &decimals);
    if (value < 0)
      *at++ = '-';
    at = put_decimal(at, digits, decimals);
  } else {
    at += snprintf(into, NUM_ROOM, "%.15g", value);
    for (char *c = into; c < at; c++)
      if (*c == ',')
        *c = '.';
  }
  *at = '\0';
  return (size_t)(at - into);
}

const char *num_significant(struct arena *arena, double value)
{
  char text[NUM_ROOM];
  size_t len = num_put_significant(text, value);
  return arena_text(arena, text, len);
}

const char *num_spell(struct arena *arena, double value)
{
  static const char *const small[]
    = { "one", "two", "three", "four", "five", "six", "seven", "eight", "nine" };
  for (int i = 0; i < 9; i++)
    if (value == i + 1)
      return small[i];
  return num_format(arena, value, 0, NUM_GROUPED | NUM_TYPOGRAPHIC);
}
