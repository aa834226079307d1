import { fireEvent, screen, waitFor } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { DeskApi } from '../api/client';
import type { IncidentBoard, IncidentView } from '../api/schema';
import { show } from '../testing';
import { Incidents } from './Incidents';

const snow: IncidentView = {
  id: 'in_1',
  site: 'main',
  kind: { zhHans: '天气', zhHant: '天氣', en: 'Weather' },
  area: 'Harbin',
  where: ['status=in-transit'],
  cause: { zhHans: '暴风雪', zhHant: '暴風雪', en: 'a snowstorm' },
  words: null,
  from: '2026-11-22T08:00:00Z',
  until: null,
  tell: true,
  coupon: { minorUnits: 500, currency: 'CNY' },
  approvedBy: null,
  endedAt: null,
  standing: { told: 12, waiting: 3, unreached: 1, answered: 4, given: 0 },
  journal: [{ at: '2026-11-22T08:00:00Z', who: 'Lin', what: 'announced' }],
};

function page(incidents: IncidentView[], answers: Record<string, unknown> = {}) {
  const board: IncidentBoard = {
    sites: [
      {
        id: 'main',
        kinds: [{ id: 'weather', name: snow.kind }],
        facts: ['status'],
        authority: { minorUnits: 100_000, currency: 'CNY' },
        dayLeft: { minorUnits: 50_000, currency: 'CNY' },
      },
    ],
    incidents,
  };
  const ask = vi.fn<(key: string, question: unknown) => Promise<unknown>>((key) =>
    Promise.resolve(answers[key] ?? { status: 200, body: board }),
  );
  show(
    <Incidents
      api={{ ask } as unknown as DeskApi}
      now={Date.parse('2026-11-22T10:00:00Z')}
      onClose={vi.fn()}
      onExpired={vi.fn()}
    />,
  );
  return ask;
}

test('how many were told, wait, have answered and have the coupon is seen at once', async () => {
  page([snow]);

  const card = await screen.findByRole('article', { name: 'a snowstorm' });

  expect(card.textContent).toContain('Told12');
  expect(card.textContent).toContain('Still to be told3');
  expect(card.textContent).toContain('Have answered4');
});

test('the coupon is approved once for everybody', async () => {
  const ask = page([snow]);

  fireEvent.click(await screen.findByRole('button', { name: 'Approve for all' }));

  await waitFor(() =>
    expect(ask).toHaveBeenCalledWith('POST /api/desk/incidents/{incident}/approve', { path: { incident: 'in_1' } }),
  );
});

test('a refusal is said in the words of the page', async () => {
  page([snow], {
    'POST /api/desk/incidents/{incident}/approve': {
      status: 422,
      body: { because: 'above-authority', about: '1000.00 CNY', why: '' },
    },
  });

  fireEvent.click(await screen.findByRole('button', { name: 'Approve for all' }));

  expect((await screen.findByRole('alert')).textContent).toContain('above your authority of 1000.00 CNY');
});

test('whom it affects is counted before it is announced', async () => {
  page([], {
    'POST /api/desk/incidents/preview': {
      status: 200,
      body: { customers: 3, subjects: 5, withoutOwner: 0, isWhole: true },
    },
  });
  fireEvent.click(await screen.findByRole('button', { name: 'Announce an incident' }));
  fireEvent.change(screen.getByLabelText('Area'), { target: { value: 'Harbin' } });

  fireEvent.click(screen.getByRole('button', { name: 'Count who is affected' }));

  expect((await screen.findByText('3 customers with 5 orders.')).getAttribute('role')).toBe('status');
});

test('what is over has nothing left to end', async () => {
  page([{ ...snow, endedAt: '2026-11-22T09:00:00Z' }]);

  await screen.findByRole('article', { name: 'a snowstorm' });

  expect(screen.queryByRole('button', { name: 'It is over' })).toBeNull();
});
