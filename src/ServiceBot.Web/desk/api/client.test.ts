import { expect, test, vi } from 'vitest';
import { DeskApi, SignedOut, Trouble } from './client';

type Answers = Record<string, () => Response>;

function server(answers: Answers) {
  const asked: string[] = [];
  vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
    asked.push(`${init.method} ${url} ${new Headers(init.headers).get('x-desk-antiforgery') ?? '-'}`);
    return Promise.resolve((answers[url] ?? (() => new Response(null, { status: 404 })))());
  });
  return asked;
}

test('what has ended is told from what is refused', async () => {
  server({ '/api/desk/board': () => new Response(null, { status: 401 }) });

  await expect(new DeskApi().ask('GET /api/desk/board', {})).rejects.toBeInstanceOf(SignedOut);
});

test.each([500, 503])('a server in trouble (%i) is trouble', async (status) => {
  server({ '/api/desk/board': () => new Response(null, { status }) });

  await expect(new DeskApi().ask('GET /api/desk/board', {})).rejects.toBeInstanceOf(Trouble);
});

test('an old anti-forgery token is renewed once', async () => {
  let token = 0;
  const asked = server({
    '/api/desk/antiforgery': () => Response.json({ token: `af${++token}`, isSignedIn: true }),
    '/api/desk/presence': () => new Response(null, { status: token < 2 ? 400 : 204 }),
  });

  const answer = await new DeskApi().ask('POST /api/desk/presence', { body: { away: true } });

  expect(answer.status).toBe(204);
  expect(asked).toEqual([
    'GET /api/desk/antiforgery -',
    'POST /api/desk/presence af1',
    'GET /api/desk/antiforgery -',
    'POST /api/desk/presence af2',
  ]);
});

test('ids and wishes are written into the address', async () => {
  const asked = server({
    '/api/desk/conversations/a%2Fb/transcript?after=3&afterNote=1': () =>
      Response.json({ messages: [], notes: [], seq: 3, note: 1, hasMore: false }),
  });

  await new DeskApi().ask('GET /api/desk/conversations/{id}/transcript', {
    path: { id: 'a/b' },
    query: { after: 3, afterNote: 1 },
  });

  expect(asked).toHaveLength(1);
});
