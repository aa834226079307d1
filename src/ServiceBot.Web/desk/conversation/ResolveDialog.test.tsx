import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show, someCase } from '../testing';
import { ResolveDialog } from './ResolveDialog';

test('a case of unknown cause is resolved once its root cause is picked', () => {
  const onResolve = vi.fn();
  show(<ResolveDialog cases={[someCase]} onResolve={onResolve} onClose={vi.fn()} />);
  const resolve = screen.getByRole<HTMLButtonElement>('button', { name: 'Resolve' });
  expect(resolve.disabled).toBe(true);

  fireEvent.click(screen.getByRole('radio', { name: 'communication' }));
  fireEvent.click(resolve);

  expect(onResolve).toHaveBeenCalledWith('', [{ case: 'cs_1', root: 'communication' }]);
});

test('a root that is known may stand, and closed cases are not asked about', () => {
  const onResolve = vi.fn();
  const cases = [
    { ...someCase, isRootKnown: true },
    { ...someCase, id: 'cs_2', isClosed: true },
  ];
  show(<ResolveDialog cases={cases} onResolve={onResolve} onClose={vi.fn()} />);

  fireEvent.click(screen.getByRole('button', { name: 'Resolve' }));

  expect(onResolve).toHaveBeenCalledWith('', []);
});
