import { expect, test } from 'vitest';
import type { IncidentSite } from '../api/schema';
import { asIncident, emptyForm, problemOf } from './incidentForm';

const site: IncidentSite = {
  id: 'main',
  kinds: [{ id: 'weather', name: { zhHans: '天气', zhHant: '天氣', en: 'Weather' } }],
  facts: ['status', 'promised'],
  authority: { minorUnits: 100_000, currency: 'CNY' },
  dayLeft: { minorUnits: 50_000, currency: 'CNY' },
};
const snow = { ...emptyForm(site), area: 'Harbin', cause: { zhHans: '暴风雪', zhHant: '暴風雪', en: 'a snowstorm' } };

test('the cause is written in all three languages', () => {
  expect(problemOf({ ...snow, cause: { ...snow.cause, zhHant: ' ' } }, site)).toBe('cause-missing');
  expect(problemOf({ ...snow, words: { zhHans: '', zhHant: '', en: 'Sorry.' } }, site)).toBe('words-missing');
  expect(problemOf(snow, site)).toBeUndefined();
});

test('everybody is told only where nobody is told and nothing is given', () => {
  expect(problemOf({ ...snow, area: '' }, site)).toBe('everybody');
  expect(problemOf({ ...snow, area: '', tell: false }, site)).toBeUndefined();
  expect(problemOf({ ...snow, area: '', tell: false, coupon: '5' }, site)).toBe('everybody');
  expect(problemOf({ ...snow, area: '', where: [{ fact: 'status', comparison: '=', value: ' ' }] }, site)).toBe(
    'everybody',
  );
});

test('an amount is money above zero or nothing', () => {
  expect(problemOf({ ...snow, coupon: '0' }, site)).toBe('wrong-coupon');
  expect(problemOf({ ...snow, coupon: '1e3' }, site)).toBe('wrong-coupon');
  expect(asIncident({ ...snow, coupon: '5,5' }, site, 'k').coupon).toEqual({ minorUnits: 550, currency: 'CNY' });
});

test('it ends after it begins', () => {
  expect(problemOf({ ...snow, from: '2026-11-22T10:00', until: '2026-11-22T09:00' }, site)).toBe('wrong-period');
});

test('conditions leave as the server reads them', () => {
  const where = [
    { fact: 'status', comparison: '=', value: ' in-transit,created ' },
    { fact: 'promised', comparison: '<', value: '' },
  ];

  expect(asIncident({ ...snow, where }, site, 'k').where).toEqual(['status=in-transit,created']);
});
