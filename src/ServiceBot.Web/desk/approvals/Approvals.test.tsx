import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { DeskApi } from '../api/client';
import type { ApprovalView } from '../api/schema';
import { show, someMe } from '../testing';
import { Approvals } from './Approvals';

const asked: ApprovalView = {
  id: 'ap_1',
  conversation: 'cv_1',
  amount: { minorUnits: 120000, currency: 'CNY' },
  why: 'waited three weeks',
  askedBy: 'Lin',
  askedAt: '2026-11-22T10:00:00Z',
  due: '2026-11-22T12:00:00Z',
  kind: 'late-delivery',
  subject: 'SF1',
  reason: 'late by our fault',
  mayDecide: true,
};

function page(role: 'agent' | 'supervisor', decided: unknown = { status: 200, body: { epoch: 1 } }) {
  const ask = vi.fn<(key: string, question: unknown) => Promise<unknown>>((key) =>
    Promise.resolve(key.startsWith('GET') ? { status: 200, body: [asked] } : decided),
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
      body: { isApproved: true, note: null },
    }),
  );
});

test('the case stands beside the amount, and its conversation opens', async () => {
  const { onOpen } = page('supervisor');

  await screen.findByText('waited three weeks');
  expect(screen.getByText('late-delivery · SF1 · late by our fault')).toBeTruthy();
  fireEvent.click(screen.getByRole('button', { name: 'Open the conversation' }));

  expect(onOpen).toHaveBeenCalledWith('cv_1');
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
