import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show } from '../testing';
import { PromiseDialog } from './PromiseDialog';

const say = (value: string) =>
  fireEvent.change(screen.getByRole('textbox', { name: 'What you promise' }), { target: { value } });
const promise = () => screen.getByRole('button', { name: 'Promise it' });

test('a promise has its text and its time', () => {
  const onPromise = vi.fn();
  show(<PromiseDialog onPromise={onPromise} onClose={vi.fn()} />);

  say(' I call you within four hours. ');
  fireEvent.click(screen.getByRole('button', { name: '4 h' }));
  fireEvent.click(promise());

  const [text, due] = onPromise.mock.calls[0] as [string, Date];
  expect(text).toBe('I call you within four hours.');
  expect((due.getTime() - Date.now()) / 3_600_000).toBeCloseTo(4, 1);
});

test('a time that has passed cannot be promised', () => {
  show(<PromiseDialog onPromise={vi.fn()} onClose={vi.fn()} />);

  say('I call you');
  fireEvent.change(screen.getByLabelText('Due'), { target: { value: '2020-01-01T09:00' } });

  expect(promise()).toHaveProperty('disabled', true);
  expect(screen.getByText('Choose a time that lies ahead, within 90 days.')).toBeTruthy();
});
