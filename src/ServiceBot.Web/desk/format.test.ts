import { expect, test } from 'vitest';
import { evidenceText } from './case/evidence';
import { duration, money } from './format';
import { texts } from './texts';

const t = texts.en;
const hans = texts['zh-Hans'];

test.each([
  [30_000, 'less than a minute'],
  [-5_000, 'less than a minute'],
  [5 * 60_000, '5 min'],
  [130 * 60_000, '2 h 10 min'],
  [120 * 60_000, '2 h'],
  [50 * 3_600_000, '2 d 2 h'],
])('%i ms are %s', (milliseconds, words) => {
  expect(duration(milliseconds, t)).toBe(words);
});

test('money has two decimals and its own sign', () => {
  expect(money({ minorUnits: 1800, currency: 'CNY' }, hans)).toBe('¥18.00');
  expect(money({ minorUnits: 5, currency: 'USD' }, t)).toBe('$0.05');
});

test('evidence is said in the reader’s language', () => {
  expect(evidenceText('order status=in-transit', hans)).toBe('状态: 运输中');
  expect(evidenceText('order at=哈尔滨转运中心', t)).toBe('Now at: 哈尔滨转运中心');
  expect(evidenceText('incident i1=weather 哈尔滨', hans)).toBe('事件：天气，哈尔滨');
  expect(evidenceText('incident i1=sorting *', t)).toBe('Incident: sorting');
  expect(evidenceText('customer: <b>late</b>', t)).toBe('The customer says: “<b>late</b>”');
});

test('evidence of another form stands as it is', () => {
  expect(evidenceText('seen by the courier', t)).toBe('seen by the courier');
});
