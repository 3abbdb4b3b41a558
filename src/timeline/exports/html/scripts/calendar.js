// Days of the proleptic Gregorian calendar as whole numbers, for any year, as in `timeline.model.calendar`.

const EPOCH_SHIFT = 306;

/**
 * The day number of a date; day 1 is 0001-01-01. Years are astronomical: 0 is 1 BC.
 * @param {number} year @param {number} month @param {number} day @returns {number}
 */
export function toOrdinal(year, month, day) {
  let y = year;
  let m = month;
  if (m <= 2) {
    y -= 1;
    m += 12;
  }
  const leaps = Math.floor(y / 4) - Math.floor(y / 100) + Math.floor(y / 400);
  return 365 * y + leaps + Math.floor((153 * (m - 3) + 2) / 5) + day - EPOCH_SHIFT;
}

/** The year of a day number. @param {number} ordinal @returns {number} */
export function yearOf(ordinal) {
  const days = Math.floor(ordinal) + EPOCH_SHIFT - 1;
  const era = Math.floor(days / 146097);
  const day = days - era * 146097;
  const spent = Math.floor(day / 1460) - Math.floor(day / 36524) + Math.floor(day / 146096);
  const year = Math.floor((day - spent) / 365);
  const dayOfYear = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const marchMonth = Math.floor((5 * dayOfYear + 2) / 153);
  return era * 400 + year + (marchMonth >= 10 ? 1 : 0);
}

export const MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];

/** A year as people write it: "1969", "AD 300", "44 BC" for -43. @param {number} year @returns {string} */
export function yearWords(year) {
  if (year <= 0) return `${1 - year} BC`;
  return year >= 1000 ? String(year) : `AD ${year}`;
}

/** @typedef {number | null} Year null for what has no known beginning, before all years */

/** What stands above the events of a year in the list. @param {Year} year */
export const yearHeading = (year) => (year === null ? "No known beginning" : yearWords(year));

/** The first and the last year of a span in words: "1969–1974". @param {number} first @param {number} last */
export function yearsBetween(first, last) {
  const [from, to] = [yearOf(first), yearOf(last)];
  return from === to ? yearWords(from) : `${yearWords(from)}–${yearWords(to)}`;
}
