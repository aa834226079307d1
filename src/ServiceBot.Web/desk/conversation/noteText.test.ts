import { expect, test } from 'vitest';
import type { NoteView } from '../api/schema';
import { texts } from '../texts';
import { noteText } from './noteText';

const note: NoteView = { number: 1, at: '2026-11-22T10:00:00Z', kind: 'bot-note', agent: null, text: '', news: null };

test('a missed standard is a sentence in the language of the agent who reads it', () => {
  const missed: NoteView = {
    ...note,
    kind: 'news-for-agent',
    news: {
      what: 'standard-missed',
      subjects: ['SF1'],
      about: { zhHans: '准时送达', zhHant: '準時送達', en: 'Delivered on time.' },
      due: '2026-11-22T10:00:00Z',
      isNews: true,
      coupon: null,
    },
  };

  expect(noteText(missed, texts.en)).toContain('What the company promises: Delivered on time.');
  expect(noteText(missed, texts['zh-Hant'])).toContain('公司的承諾：準時送達');
});

test('an incident names its cause and the coupon that waits', () => {
  const told: NoteView = {
    ...note,
    kind: 'news-for-agent',
    news: {
      what: 'incident',
      subjects: ['SF1', 'SF2'],
      about: { zhHans: '暴风雪', zhHant: '暴風雪', en: 'a snowstorm' },
      due: null,
      isNews: false,
      coupon: { minorUnits: 500, currency: 'CNY' },
    },
  };

  expect(noteText(told, texts['zh-Hans'])).toBe(
    'SF1, SF2 受到突发情况影响：暴风雪。已批准给所有受影响的客户一张 ¥5.00 的优惠券，会话交还机器人后由它发出。',
  );
});

test('what the guard took out is told with the words it took', () => {
  expect(noteText({ ...note, text: 'not done, not said: 已退款' }, texts['zh-Hans'])).toBe(
    '机器人的话里删去了尚未办到的说法：“已退款”',
  );
});

test.each([
  ["incident in_1 was not told: the data do not show that SF1, SF2 is this customer's", 'SF1, SF2'],
  ['incident in_1: compensated before, no second remedy', 'in_1'],
  ["incident in_1: the day's budget does not reach for 5.00 CNY", '5.00 CNY'],
  ["delivery-by was missed for SF1, which could not be told: the data do not show that it is this customer's", 'SF1'],
  ["delivery-by was moved for SF1, which could not be told: the data do not show that it is this customer's", 'SF1'],
  ['the customer says that promise pr_1 (refund-arranged) is not kept', ''],
  [
    'The customer says that it is not solved: the case is open again, and another agent than before takes it while one is on duty.',
    '',
  ],
  ['remedy refund rm_1: unknown, E-17', 'E-17'],
  ['remedy refund rm_1: refused, ', 'rm_1'],
])('the bot notes %j in the language of the agent who reads it', (text, kept) => {
  for (const locale of ['zh-Hans', 'zh-Hant'] as const) {
    const said = noteText({ ...note, text }, texts[locale]);

    expect(said).toContain(kept);
    expect(said).not.toMatch(/[a-z]{2,} [a-z]{2,}/);
  }
});

test('a time that was moved is told with the new one', () => {
  const moved: NoteView = {
    ...note,
    kind: 'news-for-agent',
    news: {
      what: 'time-moved',
      subjects: ['SF1'],
      about: null,
      due: '2026-11-22T10:00:00Z',
      isNews: true,
      coupon: null,
    },
  };

  expect(noteText(moved, texts.en)).toContain('SF1 will be later than promised');
  expect(noteText(moved, texts['zh-Hant'])).toContain('會比承諾的晚');
});

test('a note that this page does not know stands as it is', () => {
  expect(noteText({ ...note, text: 'Something new: 5' }, texts['zh-Hans'])).toBe('Something new: 5');
});

test('a promise that the bot made is named in words, and put off to a time of the reader’s', () => {
  const kept: NoteView = { ...note, kind: 'promise-kept', agent: 'Lin', text: 'callback' };
  const moved: NoteView = {
    ...note,
    kind: 'promise-put-off',
    agent: 'Lin',
    text: 'visit-arranged: 2026-11-23 10:00Z',
  };

  expect(noteText(kept, texts.en)).toBe('Lin kept a promise: Call back');
  expect(noteText(moved, texts['zh-Hans'])).toMatch(/上门安排.*11月23日/);
  expect(noteText({ ...kept, text: 'I phone at 5' }, texts['zh-Hant'])).toContain('I phone at 5');
});
