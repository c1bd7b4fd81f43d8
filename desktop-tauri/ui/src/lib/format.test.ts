import { afterAll, expect, test } from 'vitest';
import { dayGroup, list, setFormat, shortDate, size } from './format';

const NOW = Date.UTC(2026, 4, 14, 10);
const at = (...date: [number, number, number, number?]): number => Date.UTC(...date) / 1000;

afterAll(() => setFormat('en-GB', 'UTC'));

test('a date is a time today, a day this year, else in full', () => {
  setFormat('en-GB', 'UTC');
  expect(shortDate(at(2026, 4, 14, 9), NOW)).toBe('09:00');
  expect(shortDate(at(2026, 4, 13, 23), NOW)).toBe('13 May');
  expect(shortDate(at(2025, 11, 31), NOW)).toBe('31 Dec 2025');
});

test('today is a day of the zone of the person', () => {
  setFormat('en-GB', 'Pacific/Auckland');
  expect(shortDate(at(2026, 4, 13, 13), NOW)).toBe('01:00');
  setFormat('en-GB', 'UTC');
});

test('days have names for a week, then months do', () => {
  expect(dayGroup(at(2026, 4, 14, 1), NOW)).toEqual({ day: 'today' });
  expect(dayGroup(at(2026, 4, 13, 1), NOW)).toEqual({ day: 'yesterday' });
  expect(dayGroup(at(2026, 4, 11), NOW)).toEqual({ day: 'named', name: 'Monday' });
  expect(dayGroup(at(2026, 3, 11), NOW)).toEqual({ day: 'named', name: 'April' });
  expect(dayGroup(at(2024, 3, 11), NOW)).toEqual({ day: 'named', name: 'April 2024' });
  // A clock that is wrong somewhere: mail of tomorrow is of today.
  expect(dayGroup(at(2026, 4, 15), NOW)).toEqual({ day: 'today' });
});

test('sizes and lists follow the language', () => {
  expect(size(812)).toBe('812 bytes');
  expect(size(14_200)).toBe('14 kB');
  expect(size(2_140_000)).toBe('2.1 MB');
  expect(list(['Ada', 'Grace', 'Edsger'])).toBe('Ada, Grace and Edsger');
  setFormat('de', 'UTC');
  expect(size(2_140_000)).toBe('2,1 MB');
  expect(list(['Ada', 'Grace'])).toBe('Ada und Grace');
});
