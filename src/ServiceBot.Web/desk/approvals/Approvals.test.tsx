import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { DeskApi } from '../api/client';
import type { ApprovalView } from '../api/schema';
import { show, someCase, someMe } from '../testing';
import { Approvals } from './Approvals';

const asked: ApprovalView = {
  id: 'ap_1',
  conversation: 'cv_1',
  amount: { minorUnits: 120000, currency: 'CNY' },
  isBots: false,
  customer: 'Ann Lee',
  why: { zhHans: 'waited three weeks', zhHant: 'waited three weeks', en: 'waited three weeks' },
  askedBy: 'Lin',
  askedAt: '2026-11-22T10:00:00Z',
  due: '2026-11-22T12:00:00Z',
  case: { ...someCase, evidence: [{ text: 'customer: it came broken', at: null }] },
  options: [],
  dayLeft: { minorUnits: 300000, currency: 'CNY' },
  given: { minorUnits: 1000, currency: 'CNY' },
  mayDecide: true,
};

const prepared: ApprovalView = {
  ...asked,
  isBots: true,
  askedBy: null,
  why: {
    zhHans: '寄坏了（我方责任）：货值 299.00',
    zhHant: '寄壞了（我方責任）：貨值 299.00',
    en: 'damaged by our fault: value 299.00',
  },
  options: [
    [{ kind: 'replacement', amount: null }],
    [
      { kind: 'refund', amount: { minorUnits: 29900, currency: 'CNY' } },
      { kind: 'coupon', amount: { minorUnits: 500, currency: 'CNY' } },
    ],
  ],
};

function page(
  role: 'agent' | 'supervisor',
  decided: unknown = { status: 200, body: { epoch: 1 } },
  open: ApprovalView[] = [asked],
) {
  const ask = vi.fn<(key: string, question: unknown) => Promise<unknown>>((key) =>
    Promise.resolve(key.startsWith('GET') ? { status: 200, body: open } : decided),
  );
  const onOpen = vi.fn();
  show(
    <Approvals
      api={{ ask } as unknown as DeskApi}
      me={{ ...someMe, role }}
      now={Date.parse('2026-11-22T10:30:00Z')}
      onOpen={onOpen}
      onExpired={vi.fn()}
    />,
  );
  return { ask, onOpen };
}

test('a supervisor approves with one tap', async () => {
  const { ask } = page('supervisor');

  fireEvent.click(await screen.findByRole('button', { name: 'Approve' }));

  await waitFor(() =>
    expect(ask).toHaveBeenCalledWith('POST /api/desk/approvals/{approval}/decide', {
      path: { approval: 'ap_1' },
      body: { isApproved: true, option: 0, note: null },
    }),
  );
});

test('the case stands beside the amount, and its conversation opens', async () => {
  const { onOpen } = page('supervisor');

  await screen.findByText('waited three weeks');
  expect(screen.getByText(/Late delivery · SF1 · Ann Lee/)).toBeTruthy();
  expect(screen.getByText(/it came broken/)).toBeTruthy();
  expect(screen.getByText(/Today’s budget has ¥3,000.00 left/)).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Open the conversation' }));

  expect(onOpen).toHaveBeenCalledWith('cv_1');
});

test('of what the policy prepared for the bot, the remedy that was chosen is approved, with a note', async () => {
  const { ask } = page('supervisor', undefined, [prepared]);

  fireEvent.click(await screen.findByRole('radio', { name: /refund ¥299.00/ }));
  fireEvent.change(screen.getByLabelText('Note for the agent (optional)'), { target: { value: 'photo seen' } });
  fireEvent.click(screen.getByRole('button', { name: 'Approve' }));

  await waitFor(() =>
    expect(ask).toHaveBeenCalledWith('POST /api/desk/approvals/{approval}/decide', {
      path: { approval: 'ap_1' },
      body: { isApproved: true, option: 1, note: 'photo seen' },
    }),
  );
});

test('what is above the reader’s own authority is seen and not approved', async () => {
  page('supervisor', undefined, [{ ...prepared, mayDecide: false }]);

  const approve = await screen.findByRole('button', { name: 'Approve' });

  expect(approve.getAttribute('disabled')).not.toBeNull();
});

test('who comes second is told that it is decided', async () => {
  page('supervisor', { status: 422, body: { because: 'settled-before', why: '' } });

  fireEvent.click(await screen.findByRole('button', { name: 'Refuse' }));

  expect((await screen.findByRole('alert')).textContent).toBe('A colleague has decided this already.');
});

test('an agent asks for nothing and sees nothing', () => {
  const { ask } = page('agent');

  expect(ask).not.toHaveBeenCalled();
});
