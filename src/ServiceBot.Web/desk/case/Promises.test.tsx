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
