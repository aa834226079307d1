import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { PromiseView } from '../api/schema';
import { show } from '../testing';
import { Promises } from './Promises';

const now = Date.parse('2026-11-21T10:00:00Z');
const some: PromiseView = {
  id: 'pr_1',
  what: 'agent-free-text',
  text: 'I call you before five.',
  subject: null,
  status: 'open',
  madeAt: '2026-11-21T09:00:00Z',
  due: '2026-11-21T12:00:00Z',
  isPutOff: false,
};

test('the owner settles an open promise', () => {
  const onSettle = vi.fn();
  show(<Promises promises={[some]} now={now} onSettle={onSettle} />);

  fireEvent.click(screen.getByRole('button', { name: 'Kept: I call you before five.' }));

  expect(onSettle).toHaveBeenCalledWith('pr_1', 'kept');
});

test('a settled promise and another agent’s have no buttons', () => {
  show(<Promises promises={[{ ...some, status: 'kept' }]} now={now} onSettle={vi.fn()} />);
  show(<Promises promises={[some]} now={now} onSettle={undefined} />);

  expect(screen.queryAllByRole('button')).toEqual([]);
});

test('the owner puts an open promise off once', () => {
  const onPutOff = vi.fn();
  show(<Promises promises={[some]} now={now} onSettle={vi.fn()} onPutOff={onPutOff} />);

  fireEvent.click(screen.getByRole('button', { name: 'Put off: I call you before five.' }));
  fireEvent.change(screen.getByLabelText('The new time'), { target: { value: '2999-01-01T10:00' } });
  expect(screen.getByRole('button', { name: 'Put off' }).hasAttribute('disabled')).toBe(true);
  fireEvent.change(screen.getByLabelText('The new time'), {
    target: { value: new Date(Date.now() + 86_400_000).toISOString().slice(0, 16) },
  });
  fireEvent.click(screen.getByRole('button', { name: 'Put off' }));

  expect(onPutOff).toHaveBeenCalledOnce();
});

test('what was put off before, or is late, is not put off', () => {
  show(
    <Promises
      promises={[
        { ...some, isPutOff: true },
        { ...some, id: 'pr_2', due: '2026-11-21T09:30:00Z' },
      ]}
      now={now}
      onSettle={vi.fn()}
      onPutOff={vi.fn()}
    />,
  );

  expect(screen.queryByRole('button', { name: /^Put off/ })).toBeNull();
});
