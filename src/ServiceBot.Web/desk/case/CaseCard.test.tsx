import { screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import { show, someCase, someView } from '../testing';
import { CaseCard } from './CaseCard';
import { SaidTimeline } from './SaidTimeline';
import { Story } from './Story';

test('the record says what failed, who says so, what is wanted and what it rests on', () => {
  const { container } = show(
    <CaseCard
      complaint={{
        ...someCase,
        wants: ['refund', 'apology'],
        expectation: { source: 'publicity', tier: 'raised', words: 'Your poster says one day.' },
        loss: { resource: 'time', money: { minorUnits: 1800, currency: 'CNY' }, late: 26 * 60 },
        evidence: [{ text: 'order status=in-transit', at: '2026-11-21T09:00:00Z' }],
      }}
    />,
  );

  const text = container.textContent;
  expect(text).toContain('a refund and an apology');
  expect(text).toContain('from our publicity · raised · The customer says: “Your poster says one day.”');
  expect(text).toContain('time · 1 d 2 h late · ¥18.00');
  expect(text).toContain('process (presumed, to be confirmed)');
});

test('the first lines of a hand-over are the story, what is wanted and what may be done', () => {
  const { container } = show(
    <Story
      view={{
        ...someView,
        cases: [{ ...someCase, urgency: 2, wants: ['speed'] }],
        allowed: { ...someView.allowed, mayGive: false, mayApologise: false },
      }}
    />,
    'zh-Hant',
  );

  const text = container.textContent;
  expect(text).toContain('延誤 · SF1');
  expect(text).toContain('顧客想要：加快處理 · 非常緊急');
  expect(text).toContain('顧客身分尚未核實');
  expect(text).toContain('沒有新的補救就不要再道歉');
});

test('what was said comes with its time and its remedies, promises with their clock', () => {
  show(
    <SaidTimeline
      said={[
        {
          at: '2026-11-21T09:00:00Z',
          what: 'offered',
          kind: null,
          remedies: [
            [{ kind: 'replacement', amount: null }],
            [{ kind: 'coupon', amount: { minorUnits: 500, currency: 'CNY' } }],
          ],
          promise: null,
        },
        {
          at: '2026-11-21T09:01:00Z',
          what: 'promised',
          kind: null,
          remedies: [],
          promise: {
            id: 'pr_1',
            what: 'status-update',
            text: null,
            subject: null,
            status: 'open',
            madeAt: '2026-11-21T09:01:00Z',
            due: '2026-11-21T12:00:00Z',
            isPutOff: false,
          },
        },
      ]}
    />,
  );

  const lines = screen.getAllByRole('listitem').map((li) => li.textContent);
  expect(lines[0]).toContain('Offered · replacement or coupon ¥5.00');
  expect(lines[1]).toMatch(/Promised · .* by .* \(open\)/);
});
