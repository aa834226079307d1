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
