import { fireEvent, screen, waitFor } from '@testing-library/react';
import axe from 'axe-core';
import { expect, test, vi } from 'vitest';
import { DeskApi } from '../api/client';
import { show } from '../testing';
import { browserOf } from './SessionsDialog';
import { SignIn } from './SignIn';

/** A server of two answers: the anti-forgery token, and what a sign-in gets. */
function serverThatAnswers(status: number, body?: object) {
  const asked: { url: string; headers: Headers }[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push({ url, headers: new Headers(init.headers) });
    return Promise.resolve(
      url.endsWith('/antiforgery')
        ? Response.json({ token: 'af', isSignedIn: false })
        : new Response(body ? JSON.stringify(body) : null, {
            status,
            headers: body ? { 'content-type': 'application/json' } : {},
          }),
    );
  });
  return asked;
}

function fillIn() {
  fireEvent.change(screen.getByLabelText(/Name/), { target: { value: 'Lin' } });
  fireEvent.change(screen.getByLabelText(/Password/), { target: { value: 'correct horse 7' } });
  fireEvent.click(screen.getByRole('button', { name: 'Sign in' }));
}

test('a sign-in carries the anti-forgery token', async () => {
  const asked = serverThatAnswers(204);
  const onSignedIn = vi.fn();
  show(<SignIn api={new DeskApi()} hasEnded={false} onSignedIn={onSignedIn} />);

  fillIn();

  await waitFor(() => expect(onSignedIn).toHaveBeenCalled());
  expect(asked.at(-1)?.url).toBe('/api/desk/sign-in');
  expect(asked.at(-1)?.headers.get('x-desk-antiforgery')).toBe('af');
});

test('a refusal is said in words', async () => {
  serverThatAnswers(401, { problem: 'wrong-name-or-password' });
  show(<SignIn api={new DeskApi()} hasEnded={false} onSignedIn={vi.fn()} />);

  fillIn();

  expect((await screen.findByRole('alert')).textContent).toContain('Name or password is wrong.');
});

test('a server that is not there is said in words', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('failed to fetch')));
  show(<SignIn api={new DeskApi()} hasEnded={false} onSignedIn={vi.fn()} />);

  fillIn();

  expect((await screen.findByRole('alert')).textContent).toContain('did not reach the server');
});

test('the page has no accessibility faults that can be found without a browser', async () => {
  const { container } = show(<SignIn api={new DeskApi()} hasEnded onSignedIn={vi.fn()} />, 'zh-Hant');

  const { violations } = await axe.run(container, {
    rules: { 'color-contrast': { enabled: false }, region: { enabled: false } },
  });

  expect(violations.map((v) => `${v.id}: ${v.nodes.map((n) => n.html).join(' ')}`)).toEqual([]);
});

test('a session is named by its browser and system', () => {
  expect(browserOf('Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/150.0 Safari/537.36 Edg/150.0')).toBe(
    'Chrome · Windows',
  );
  expect(browserOf('curl/8.0')).toBe('curl/8.0');
});
