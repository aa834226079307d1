import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { GivenView } from '../api/schema';
import type { DeskClient } from '../state/DeskClient';
import { show } from '../testing';
import { Given } from './Given';

const given: GivenView = {
  remedies: [
    {
      id: 'rm_1',
      conversation: 'cv_1',
      case: 'cs_1',
      kind: 'refund',
      status: 'arranging',
      amount: { minorUnits: 1800, currency: 'CNY' },
      what: 'freight',
      subject: 'SF1',
      reference: null,
      why: null,
      orderedAt: '2026-11-22T08:00:00Z',
      settledAt: null,
      settledBy: null,
    },
  ],
  coupons: [
    {
      code: '7F3K9M2P4Q6R',
      value: { minorUnits: 500, currency: 'CNY' },
      state: 'issued',
      for: null,
      issuedAt: '2026-11-22T08:00:00Z',
      expiresAt: '2027-02-22T08:00:00Z',
      terms: null,
    },
  ],
};

function panel(read: GivenView = given) {
  const client = {
    given: vi.fn(() => Promise.resolve(read)),
    settleRemedy: vi.fn(() => Promise.resolve()),
    revokeCoupon: vi.fn(() => Promise.resolve()),
  };
  show(
    <Given
      conversation="cv_1"
      client={client as unknown as DeskClient}
      now={Date.parse('2026-11-22T10:00:00Z')}
      version="1"
    />,
  );
  return client;
}

/** The dialog's own button has the same words as the one that opened it. */
function press(name: string) {
  const [button] = screen.getAllByRole('button', { name }).slice(-1);
  if (button) fireEvent.click(button);
}

test('a refund that people send is confirmed with its reference', async () => {
  const client = panel();
  fireEvent.click(await screen.findByRole('button', { name: 'Report the result' }));
  fireEvent.click(screen.getByRole('radio', { name: 'It is done' }));
  fireEvent.change(screen.getByLabelText('Reference for the customer (optional)'), { target: { value: 'R-17' } });

  press('Report the result');

  await waitFor(() => expect(client.settleRemedy).toHaveBeenCalledWith('cv_1', 'rm_1', true, 'R-17'));
  await waitFor(() => expect(client.given).toHaveBeenCalledTimes(2));
});

test('what cannot be done needs a reason', async () => {
  panel();
  fireEvent.click(await screen.findByRole('button', { name: 'Report the result' }));
  fireEvent.click(screen.getByRole('radio', { name: 'It cannot be done' }));

  expect(screen.getAllByRole('button', { name: 'Report the result' }).at(-1)?.getAttribute('disabled')).not.toBeNull();
});

test('a coupon is revoked with a reason', async () => {
  const client = panel();
  fireEvent.click(await screen.findByRole('button', { name: 'Revoke' }));
  fireEvent.change(screen.getByLabelText('Why'), { target: { value: 'given twice' } });

  press('Revoke');

  await waitFor(() => expect(client.revokeCoupon).toHaveBeenCalledWith('cv_1', '7F3K9M2P4Q6R', 'given twice'));
});

test('a coupon says what it is good for', async () => {
  panel({
    remedies: [],
    coupons: given.coupons.map((coupon) => ({
      ...coupon,
      terms: {
        goodFor: ['shipping', 'storage'],
        notWith: ['gift-card'],
        minimum: { minorUnits: 5000, currency: 'CNY' },
      },
    })),
  });

  await screen.findByText('only for shipping / storage · on ¥50.00 or more · not with gift-card');
});

test('what is settled or used has nothing to press', async () => {
  panel({
    remedies: given.remedies.map((remedy) => ({ ...remedy, status: 'done', reference: 'R-17' })),
    coupons: given.coupons.map((coupon) => ({ ...coupon, state: 'redeemed' })),
  });

  await screen.findByText('R-17');

  expect(screen.queryByRole('button')).toBeNull();
});
