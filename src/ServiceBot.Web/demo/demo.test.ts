import { expect, test, vi } from 'vitest';
import { readState, stateText } from './chat';
import { day, orderCard } from './orders';
import { languageOf, texts } from './texts';

test('the strip says who answers, and honestly how long it takes', () => {
  expect(stateText(readState({ owner: 'bot' }), 'en')).toBe('You are talking to our bot');
  expect(stateText(readState({ owner: 'queue', place: 3, wait: 6 }), 'zh-Hans')).toBe(
    '正在等待人工客服，前面还有 2 位，约 6 分钟',
  );
  expect(stateText(readState({ owner: 'queue', place: 1 }), 'en')).toBe('Waiting for a person, you are first in line');
  expect(stateText(readState({ owner: 'queue' }), 'zh-Hant')).toBe('正在等候客服人員');
  expect(stateText(readState({ owner: 'agent', agent: 'Lin' }), 'en')).toBe('Lin is talking with you');
});

test.each([[null], ['text'], [{ owner: 7, place: 'x' }]])('a state of another form (%s) is the bot’s', (value) => {
  expect(readState(value)).toEqual({ owner: 'bot' });
});

test('a time is the shop’s, whatever the computer’s zone', () => {
  expect(day('2026-11-20T18:00:00+08:00', 'en', 'Asia/Shanghai')).toBe('Nov 20, 18:00');
  expect(day('tomorrow', 'en', 'Asia/Shanghai')).toBe('tomorrow');
});

test('a parcel is shown as text, with its question at hand', () => {
  const ask = vi.fn();
  const order = {
    id: 'SF1',
    values: { status: 'in-transit', at: '<b>Harbin</b>', promised: '2026-11-20T18:00:00+08:00' },
  };

  const card = orderCard(order, 'en', 'Asia/Shanghai', ask);
  card.querySelector('button')?.click();

  expect(card.querySelector('b')).toBeNull();
  expect(card.textContent).toContain('On its way');
  expect(card.textContent).toContain('<b>Harbin</b>');
  expect(ask).toHaveBeenCalledWith(order);
});

test('every status has a name in every language', () => {
  const names = Object.keys(texts.en.status);

  expect(Object.keys(texts['zh-Hans'].status)).toEqual(names);
  expect(Object.keys(texts['zh-Hant'].status)).toEqual(names);
});

test('Taiwan and Hong Kong read Traditional characters', () => {
  expect([languageOf(['zh-TW']), languageOf(['zh-HK']), languageOf(['zh-SG']), languageOf(['de', 'en-GB'])]).toEqual([
    'zh-Hant',
    'zh-Hant',
    'zh-Hans',
    'en',
  ]);
});
