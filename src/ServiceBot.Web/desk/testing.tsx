import { FluentProvider, webLightTheme } from '@fluentui/react-components';
import { render } from '@testing-library/react';
import type { ReactElement } from 'react';
import { vi } from 'vitest';
import type { BoardEntry, CaseView, ConversationView, Me } from './api/schema';
import { LanguageContext } from './language';
import { initialDesk } from './state/deskState';
import type { DeskClient } from './state/DeskClient';
import type { Desk } from './state/useDesk';
import type { Language } from './texts';

/** For tests: a component in its surroundings, and values with nothing special about them. */
export function show(element: ReactElement, language: Language = 'en') {
  return render(
    <LanguageContext value={{ language, choose: () => undefined }}>
      <FluentProvider theme={webLightTheme}>{element}</FluentProvider>
    </LanguageContext>,
  );
}

export const someMe: Me = { id: 'ag_lin', name: 'Lin', role: 'agent', presence: 'online' };

export const someEntry: BoardEntry = {
  id: 'cv_1',
  customer: 'Ann Lee',
  isProven: true,
  isUrgent: false,
  language: 'en',
  owner: 'queue',
  agent: null,
  status: 'waiting',
  waitingSince: '2026-11-21T10:00:00Z',
  updatedAt: '2026-11-21T10:00:00Z',
  reason: 'asked',
  story: null,
  tolerance: null,
  unread: 0,
  lastText: null,
};

export const someView: ConversationView = {
  id: 'cv_1',
  channel: 'directline',
  language: 'en',
  customer: {
    name: 'Ann Lee',
    tier: null,
    since: null,
    orders: 0,
    referrals: 0,
    contactMonths: 0,
    relationship: 0,
    proof: 'none',
    provenSubject: null,
    news: 'unsaid',
    newsSaidAt: null,
  },
  owner: 'agent',
  agentId: 'ag_lin',
  agent: 'Lin',
  epoch: 2,
  status: 'open',
  reason: 'asked',
  waitingSince: null,
  createdAt: '2026-11-21T10:00:00Z',
  seq: 1,
  readSeq: 0,
  emotion: null,
  tolerance: [],
  cases: [],
  promises: [],
  doNotAsk: [],
  said: [],
  flags: [],
  authority: { minorUnits: 5000, currency: 'CNY' },
  allowed: {
    left: { minorUnits: 5000, currency: 'CNY' },
    dayLeft: { minorUnits: 90_000, currency: 'CNY' },
    mayGive: true,
    mayApologise: true,
  },
};

export const someCase: CaseView = {
  id: 'cs_1',
  kindId: 'late-delivery',
  kind: { zhHans: '延误', zhHant: '延誤', en: 'Late delivery' },
  subject: 'SF1',
  cause: 'unknown',
  causeName: null,
  attribution: 'unknown',
  severity: 2,
  root: 'process',
  isRootKnown: false,
  dimension: 'reliability',
  failedAt: null,
  witness: 'both',
  confidence: 'none',
  recurrence: 'first',
  urgency: 0,
  wants: [],
  loss: null,
  expectation: { source: 'none', tier: null, words: null },
  evidence: [],
  unknowns: [],
  offered: [],
  given: [],
  prepared: [],
  reason: null,
  apologies: 0,
  isClosed: false,
  openedAt: '2026-11-21T10:00:00Z',
};

/** A desk whose acts are only noted. */
export function someDesk(drafts: Record<string, string> = {}) {
  const client = {
    say: vi.fn(),
    note: vi.fn(),
    accept: vi.fn(),
    release: vi.fn(),
    transfer: vi.fn(),
    takeOver: vi.fn(),
    resolve: vi.fn(),
    giveCoupon: vi.fn(),
    promise: vi.fn(),
    settlePromise: vi.fn(),
    liftFlag: vi.fn(),
    markRead: vi.fn(),
  };
  const desk: Desk = {
    state: { ...initialDesk, drafts },
    page: undefined,
    client: client as unknown as DeskClient,
    open: vi.fn(),
    accept: vi.fn(),
    draft: vi.fn(),
    dismiss: vi.fn(),
  };
  return { desk, client };
}
