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
  expect(noteText({ ...note, bot: { code: 'not-done', values: ['已退款'] } }, texts['zh-Hans'])).toBe(
    '机器人的话里删去了尚未办到的说法：“已退款”',
  );
});

test.each([
  ['not-done', ['已退款'], '已退款'],
  ['empty-promise', ['一定改'], '一定改'],
  ['further-apology', ['抱歉'], '抱歉'],
  ['reworded', ['您好'], '您好'],
  ['quality-ticket', ['SF1'], 'SF1'],
  ['message-left', ['请回电'], '请回电'],
  ['callback-wanted', ['138'], '138'],
  ['incident-unproven', ['in_1', 'SF1, SF2'], 'SF1, SF2'],
  ['incident-compensated', ['in_1'], 'in_1'],
  ['incident-budget', ['in_1', '5.00 CNY'], '5.00 CNY'],
  ['missed-unproven', ['SF1'], 'SF1'],
  ['moved-unproven', ['SF1'], 'SF1'],
  ['promise-doubted', ['refund-arranged'], ''],
  ['not-solved', [], ''],
  ['remedy-unknown', ['refund', 'rm_1', 'E-17'], 'E-17'],
  ['unreached', ['c•••@example.com', '550'], 'c•••@example.com'],
  ['remedy-refused', ['refund', 'rm_1', ''], 'rm_1'],
])('the bot notes %s in the language of the agent who reads it', (code, values, kept) => {
  for (const locale of ['zh-Hans', 'zh-Hant'] as const) {
    const said = noteText({ ...note, bot: { code, values } }, texts[locale]);

    expect(said).toContain(kept);
    expect(said).not.toContain(code);
    expect(said).not.toMatch(/undefined|[a-z]{2,} [a-z]{2,}/);
  }
});

test('a note of a later version shows what it holds, one of an earlier version what it says', () => {
  expect(noteText({ ...note, bot: { code: 'moon', values: ['full'] } }, texts.en)).toBe('moon full');
  expect(noteText({ ...note, text: 'quality ticket: late SF1' }, texts.en)).toBe('quality ticket: late SF1');
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
    // Far from any day this test may run on: of today only the hour is said.
    text: 'visit-arranged: 2035-11-23 10:00Z',
  };

  expect(noteText(kept, texts.en)).toBe('Lin kept a promise: Call back');
  expect(noteText(moved, texts['zh-Hans'])).toMatch(/上门安排.*11月23日/);
  expect(noteText({ ...kept, text: 'I phone at 5' }, texts['zh-Hant'])).toContain('I phone at 5');
});
