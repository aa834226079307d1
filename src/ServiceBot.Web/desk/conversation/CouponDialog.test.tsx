import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '../testing';
import { CouponDialog, minorUnitsOf } from './CouponDialog';

const most = { minorUnits: 5000, currency: 'CNY' };
const type = (value: string) => fireEvent.change(screen.getByLabelText('Amount in CNY'), { target: { value } });
const give = () => screen.getByRole('button', { name: 'Give the coupon' });

test('a coupon within the agent’s authority can be given, with a key', () => {
  const onGive = vi.fn();
  show(<CouponDialog most={most} onGive={onGive} onAsk={vi.fn()} onClose={vi.fn()} />);

  type('12.5');
  fireEvent.click(give());

  expect(onGive).toHaveBeenCalledWith({ minorUnits: 1250, currency: 'CNY' }, expect.stringMatching(/^[0-9a-f]{32}$/));
});

test.each(['', '0', '50.01', '-5', '1e3', '5,0', 'five'])('"%s" cannot be given', (typed) => {
  show(<CouponDialog most={most} onGive={vi.fn()} onAsk={vi.fn()} onClose={vi.fn()} />);

  type(typed);

  expect(give()).toHaveProperty('disabled', true);
});

test.each([
  ['0.29', 29],
  ['２０．５', 2050],
  [' 7 ', 700],
  ['1.005', undefined],
])('"%s" is %s minor units', (typed, minorUnits) => {
  expect(minorUnitsOf(typed)).toBe(minorUnits);
});

test('for more than the agent may give a supervisor is asked, with a reason', () => {
  const onAsk = vi.fn();
  show(<CouponDialog most={most} onGive={vi.fn()} onAsk={onAsk} onClose={vi.fn()} />);

  type('80');
  expect(screen.getByRole('button', { name: 'Ask a supervisor' })).toHaveProperty('disabled', true);
  fireEvent.change(screen.getByLabelText('Why (for the supervisor)'), { target: { value: 'third delay' } });
  fireEvent.click(screen.getByRole('button', { name: 'Ask a supervisor' }));

  expect(onAsk).toHaveBeenCalledWith(
    { minorUnits: 8000, currency: 'CNY' },
    'third delay',
    expect.stringMatching(/^[0-9a-f]{32}$/),
  );
});
