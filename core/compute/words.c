/* SPDX-License-Identifier: GPL-3.0-or-later */
#include "compute/results.h"

const char *status_shorthand(enum status status)
{
  switch (status) {
  case STATUS_SUPPRESSED:
    return "[c]";
  case STATUS_UNAVAILABLE:
    return "[x]";
  case STATUS_NOT_APPLICABLE:
    return "[z]";
  case STATUS_BROKEN:
    return "[b]";
  case STATUS_PROVISIONAL:
    return "[p]";
  case STATUS_REVISED:
    return "[r]";
  case STATUS_TOO_FEW:
    return "[low]";
  case STATUS_PUBLISHED:
    break;
  }
  return "";
}

const char *status_word(enum status status)
{
  switch (status) {
  case STATUS_SUPPRESSED:
    return "suppressed";
  case STATUS_UNAVAILABLE:
    return "unavailable";
  case STATUS_NOT_APPLICABLE:
    return "not applicable";
  case STATUS_BROKEN:
    return "broken series";
  case STATUS_PROVISIONAL:
    return "provisional";
  case STATUS_REVISED:
    return "revised";
  case STATUS_TOO_FEW:
    return "too few to say";
  case STATUS_PUBLISHED:
    break;
  }
  return "published";
}

const char *significance_word(enum significance significance)
{
  switch (significance) {
  case SIGNIFICANCE_HIGHER:
    return "higher";
  case SIGNIFICANCE_SIMILAR:
    return "similar";
  case SIGNIFICANCE_LOWER:
    return "lower";
  case SIGNIFICANCE_NOT_TESTED:
    break;
  }
  return "";
}

const char *judgement_word(enum judgement judgement)
{
  switch (judgement) {
  case JUDGED_BETTER:
    return "better";
  case JUDGED_SIMILAR:
    return "similar";
  case JUDGED_WORSE:
    return "worse";
  case JUDGED_HIGHER:
    return "higher";
  case JUDGED_LOWER:
    return "lower";
  case JUDGED_NOT:
    break;
  }
  return "";
}

const char *change_word(enum change change)
{
  switch (change) {
  case CHANGE_ROSE:
    return "rose";
  case CHANGE_SIMILAR:
    return "similar";
  case CHANGE_FELL:
    return "fell";
  case CHANGE_TOO_FEW:
    return "too few";
  case CHANGE_NOT_COMPARABLE:
    return "not comparable";
  case CHANGE_NOT_TESTED:
    break;
  }
  return "";
}

const char *trend_word(enum trend trend)
{
  switch (trend) {
  case TREND_INCREASING:
    return "increasing";
  case TREND_DECREASING:
    return "decreasing";
  case TREND_NOT_SIGNIFICANT:
    return "no significant trend";
  case TREND_TOO_FEW:
    return "too few to say";
  case TREND_NOT_COMPARABLE:
    return "not comparable";
  case TREND_NOT_TESTED:
    break;
  }
  return "";
}

const char *goal_word(enum goal_verdict verdict)
{
  switch (verdict) {
  case GOAL_MET:
    return "met";
  case GOAL_NOT_MET:
    return "not met";
  case GOAL_BETWEEN:
    return "between";
  case GOAL_CANNOT_SAY:
    return "cannot say";
  case GOAL_NO_FIGURE:
    break;
  }
  return "";
}
