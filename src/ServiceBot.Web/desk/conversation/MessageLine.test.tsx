import { fireEvent, screen } from '@testing-library/react';
import { expect, test, vi } from 'vitest';
import type { MessageView } from '../api/schema';
import { show } from '../testing';
import { MessageLine } from './MessageLine';

const message: MessageView = {
  seq: 1,
  at: '2026-11-21T10:00:00Z',
  from: 'customer',
  author: null,
  text: 'see https://evil.example/ <a href="javascript:alert(1)">here</a>',
  choices: [],
  cards: [],
  files: [{ name: '<b>x</b>.png', contentType: 'image/png', address: null }],
};

test('an address in a text is no link, and markup is no markup', () => {
  const { container } = show(<MessageLine message={message} customer="Ann" />);

  expect(container.querySelector('a, b, img')).toBeNull();
  expect(screen.getByText(message.text ?? '')).toBeTruthy();
});

test('a file of this server can be downloaded, never opened', () => {
  show(
    <MessageLine
      message={{
        ...message,
        files: [{ name: 'box.png', contentType: 'image/png', address: '/v3/directline/uploads/1' }],
      }}
      customer="Ann"
    />,
  );

  const link = screen.getByRole('link', { name: 'Download box.png' });
  expect(link.getAttribute('download')).toBe('box.png');
  expect(link.getAttribute('href')).toBe('/v3/directline/uploads/1');
});

test('a card is read as the customer reads it', () => {
  show(<MessageLine message={{ ...message, cards: ['Code: 7F3K\nValue: 12.50 CNY'] }} customer="Ann" />);

  expect(screen.getByText(/Code: 7F3K/)).toBeTruthy();
});

test('customer, bot and agent are told apart in words', () => {
  const { container } = show(
    <>
      <MessageLine message={message} customer="Ann" />
      <MessageLine message={{ ...message, from: 'bot', text: 'b' }} customer="Ann" />
      <MessageLine message={{ ...message, from: 'agent', author: 'Lin', text: 'a' }} customer="Ann" />
    </>,
  );

  const named = (header: Element) => [...header.querySelectorAll('strong, span')].map((part) => part.textContent);
  expect([...container.querySelectorAll('header')].map(named)).toEqual([
    ['Ann', 'Customer'],
    ['Bot'],
    ['Lin', 'Agent'],
  ]);
});

test('what an agent promises is recorded by one tap, once', () => {
  const onRecord = vi.fn();
  const promised: MessageView = {
    ...message,
    from: 'agent',
    text: "I'll call you at 5",
    files: [],
    promisedFor: new Date(Date.now() + 3_600_000).toISOString(),
  };
  show(<MessageLine message={promised} customer="Ann" onRecord={onRecord} />);

  fireEvent.click(screen.getByRole('button', { name: /^Record as a promise, due/ }));

  expect(onRecord.mock.calls).toEqual([[promised]]);
  expect(screen.queryByRole('button')).toBeNull();
});

test('who does not own the conversation is offered nothing to record', () => {
  show(
    <MessageLine
      message={{ ...message, from: 'agent', promisedFor: new Date(Date.now() + 3_600_000).toISOString() }}
      customer="Ann"
    />,
  );

  expect(screen.queryByRole('button')).toBeNull();
});
