import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { FlagView } from '../api/schema';
import { show } from '../testing';
import { ClaimFlags } from './ClaimFlags';

const some: FlagView = {
  id: 'cf_1',
  reason: 'shared-phone',
  claims: 4,
  customers: 3,
  days: 90,
  raisedAt: '2026-11-21T10:00:00Z',
  expiresAt: '2027-02-19T10:00:00Z',
  liftedAt: null,
  liftedWhy: null,
};

test('a flag is lifted with a reason and not without one', () => {
  const onLift = vi.fn();
  show(<ClaimFlags flags={[some]} onLift={onLift} />);

  fireEvent.click(screen.getByRole('button', { name: 'Lift' }));
  const lift = screen.getAllByRole<HTMLButtonElement>('button', { name: 'Lift' }).at(-1);
  expect(lift?.disabled).toBe(true);
  fireEvent.change(screen.getByRole('textbox'), { target: { value: 'a family of four' } });
  if (lift) fireEvent.click(lift);

  expect(onLift).toHaveBeenCalledWith('cf_1', 'a family of four');
});

test('a lifted flag says so, and nobody lifts it again', () => {
  show(<ClaimFlags flags={[{ ...some, liftedAt: '2026-11-22T10:00:00Z', liftedWhy: 'a family' }]} onLift={vi.fn()} />);

  expect(screen.getByText(/a family/)).toBeDefined();
  expect(screen.queryAllByRole('button')).toEqual([]);
});
