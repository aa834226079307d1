import { fireEvent, screen } from '@testing-library/react';
import { expect, test } from 'vitest';
import type { TolerancePoint } from '../api/schema';
import { show } from '../testing';
import { ToleranceCurve } from './ToleranceCurve';
import { ToleranceReasons } from './ToleranceReasons';

const point = (t: number, ...codes: string[]): TolerancePoint => ({
  at: '2026-11-21T10:00:00Z',
  t,
  a: 40,
  d: 75,
  zone: t < 40 ? 'below' : 'inside',
  reasons: codes.map((code) => ({ code, delta: -7.04 })),
});

test('the curve is also said in words', () => {
  show(<ToleranceCurve points={[point(60), point(33)]} />);

  expect(screen.getByRole('img').getAttribute('aria-label')).toBe(
    'Tolerance 33 of 100, below the line. Below 40 the customer is lost; from 75 on they are delighted.',
  );
});

test('one reading alone is drawn too', () => {
  const { container } = show(<ToleranceCurve points={[point(60)]} />);

  expect(container.querySelectorAll('circle')).toHaveLength(1);
  expect([...container.querySelectorAll('path')].map((path) => path.getAttribute('d')).join()).not.toContain('NaN');
});

test('the newest reasons come first, the older ones on demand', () => {
  const { container } = show(
    <ToleranceReasons
      points={[point(60, 'severity', 'equity', 'urgency'), point(50, 'repeated', 'bot-missed'), point(33, 'new-code')]}
    />,
  );

  const words = () =>
    [...container.querySelectorAll('li')].map((li) => li.textContent.replace(/\d\d:\d\d$|Nov.*$/, ''));
  expect(words().slice(0, 2)).toEqual(['−7new-code', '−7The bot did not understand']);
  expect(words()).toHaveLength(5);
  fireEvent.click(screen.getByRole('button', { name: 'Show all 6' }));
  expect(words()).toHaveLength(6);
});
