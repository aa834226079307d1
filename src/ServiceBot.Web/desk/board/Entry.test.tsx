import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import { show, someEntry } from '../testing';
import { Entry } from './Entry';

const now = Date.parse('2026-11-21T10:12:00Z');
const attack = '<img src=x onerror=alert(1)><script>alert(2)</script>';

test('an entry says who waits, how long, why and what about', () => {
  const entry = {
    ...someEntry,
    story: {
      kind: { zhHans: '延误', zhHant: '延誤', en: 'Late delivery' },
      subject: 'SF1',
      cause: 'weather',
      isRootKnown: true,
      severity: 2,
    },
    tolerance: { t: 36, a: 43, d: 75, zone: 'below' as const },
  };

  const { container } = show(
    <ul>
      <Entry entry={entry} isOpen={false} now={now} onOpen={vi.fn()} onAccept={vi.fn()} />
    </ul>,
  );

  for (const words of [
    'Ann Lee',
    'waiting 12 min',
    'asked for a person',
    'Late delivery · SF1',
    'Tolerance 36 of 100 · below the line',
  ])
    expect(container.textContent).toContain(words);
});

test('who is in danger is seen as urgent, waiting or in hand', () => {
  for (const owner of ['queue', 'agent'] as const) {
    const { container, unmount } = show(
      <ul>
        <Entry
          entry={{ ...someEntry, owner, isUrgent: true }}
          isOpen={false}
          now={now}
          onOpen={vi.fn()}
          onAccept={undefined}
        />
      </ul>,
    );

    expect(container.textContent).toContain('Urgent');
    unmount();
  }
});

test('what a customer writes or is called is text and nothing else', () => {
  const { container } = show(
    <ul>
      <Entry
        entry={{ ...someEntry, customer: attack, lastText: attack }}
        isOpen={false}
        now={now}
        onOpen={vi.fn()}
        onAccept={undefined}
      />
    </ul>,
  );

  expect(container.querySelector('img, script')).toBeNull();
  expect(screen.getAllByText(attack)).toHaveLength(2);
});

test('accepting is not opening', () => {
  const onOpen = vi.fn();
  const onAccept = vi.fn();
  show(
    <ul>
      <Entry entry={someEntry} isOpen={false} now={now} onOpen={onOpen} onAccept={onAccept} />
    </ul>,
  );

  fireEvent.click(screen.getByRole('button', { name: 'Accept the conversation with Ann Lee' }));

  expect(onAccept).toHaveBeenCalledWith('cv_1');
  expect(onOpen).not.toHaveBeenCalled();
});
