import type {
  AccountProblem,
  AuthorWord,
  ConfidenceWord,
  ExpectationWord,
  IncidentRefusal,
  KnownWord,
  OwnerWord,
  PromiseWord,
  ProofWord,
  RecurrenceWord,
  RefusedWord,
  RoleWord,
  SaidWord,
  StatusWord,
  TierWord,
  WantWord,
  WitnessWord,
  ZoneWord,
} from '../api/schema';
import type { FormProblem } from '../incidents/incidentForm';

/** Every text of the desk, once per language; a language that lacks one does not compile. */
export interface Texts {
  /** BCP 47 tag, also for dates and numbers. */
  tag: string;
  title: string;
  language: string;
  skip: string;

  signIn: { title: string; lead: string; name: string; password: string; submit: string; ended: string };
  account: {
    menu: (name: string) => string;
    online: string;
    away: string;
    presence: string;
    password: string;
    sessions: string;
    signOut: string;
    signOutTitle: string;
    signOutLead: (count: number) => string;
    role: Record<RoleWord, string>;
    current: string;
    next: string;
    nextHint: string;
    repeat: string;
    differs: string;
    change: string;
    changed: string;
    problem: Record<AccountProblem, (until: string) => string>;
    sessionsLead: string;
    thisOne: string;
    since: (when: string) => string;
    seen: (when: string) => string;
    endOthers: string;
    ended: (count: number) => string;
    nowhereElse: string;
  };

  link: { connecting: string; lost: string };
  close: string;
  cancel: string;
  notice: {
    taken: (agent: string) => string;
    takenBack: Record<OwnerWord, string>;
    gone: string;
    trouble: string;
    transferred: string;
    released: string;
    resolved: string;
    given: string;
    asked: string;
    promised: string;
    putOff: string;
    takenOver: string;
    lost: (customers: string) => string;
    refused: Record<RefusedWord, string>;
  };

  approvals: {
    title: string;
    asked: (agent: string, due: string) => string;
    prepared: (due: string) => string;
    which: string;
    budget: (left: string, given: string) => string;
    note: string;
    case: string;
    why: string;
    ask: string;
    approve: string;
    refuse: string;
    open: string;
    refused: Record<RefusedWord, string>;
  };

  incidents: {
    title: string;
    open: string;
    none: string;
    announce: string;
    site: string;
    kind: string;
    area: string;
    areaHint: string;
    where: string;
    whereHint: string;
    fact: string;
    comparison: string;
    value: string;
    addCondition: string;
    removeCondition: string;
    count: string;
    counted: (customers: number, subjects: number, withoutOwner: number, isWhole: boolean) => string;
    inLanguage: Record<'zhHans' | 'zhHant' | 'en', string>;
    cause: string;
    causeHint: string;
    words: string;
    wordsHint: string;
    from: string;
    fromHint: string;
    until: string;
    untilHint: string;
    tell: string;
    notTold: string;
    coupon: (currency: string) => string;
    couponHint: (most: string) => string;
    couponCost: (all: string, left: string) => string;
    couponEach: (amount: string) => string;
    approve: string;
    approvedBy: (who: string) => string;
    running: string;
    over: string;
    period: (from: string, until: string) => string;
    told: string;
    waiting: string;
    unreached: string;
    answered: string;
    given: string;
    changeEnd: string;
    end: string;
    save: string;
    act: (what: string, who: string, when: string) => string;
    acts: Record<string, string>;
    missing: Record<FormProblem, string>;
    refused: Record<IncidentRefusal, (about: string) => string>;
  };

  board: {
    title: string;
    waiting: string;
    mine: string;
    colleagues: string;
    nobodyWaits: string;
    noneMine: string;
    waits: (duration: string) => string;
    unread: (count: number) => string;
    stranger: string;
    proven: string;
    unproven: string;
    urgent: string;
    accept: string;
    acceptFrom: (name: string) => string;
    nothingOpen: string;
    tolerance: (value: number) => string;
  };

  conversation: {
    back: string;
    chat: string;
    case: string;
    owner: Record<OwnerWord, (agent: string) => string>;
    status: Record<StatusWord, string>;
    reason: Record<string, string>;
    author: Record<AuthorWord, string>;
    newSince: string;
    files: (count: number) => string;
    download: (name: string) => string;
    elsewhere: (name: string) => string;
    choices: string;
    reply: string;
    note: string;
    notePlaceholder: string;
    replyPlaceholder: string;
    send: string;
    sendNote: string;
    keys: string;
    sending: string;
    failed: string;
    again: string;
    first: string;
    firstSentence: Record<'zh-Hans' | 'zh-Hant' | 'en', (agent: string, subject: string) => string>;
    acceptFirst: string;
    noteBy: (agent: string) => string;
    event: Record<string, (agent: string, text: string) => string>;
    /** Each with the customer's numbers, the standard or cause in words, and when it was due. */
    newsMissed: (subject: string, standard: string, due: string) => string;
    newsMoved: (subject: string, due: string) => string;
    newsIncident: (subjects: string, cause: string, isNews: boolean, coupon: string) => string;
    /** By its code, with its values; see BotNote of the server. */
    botNote: Record<string, (...values: string[]) => string>;
    lost: { 'agent-lost': string; 'agent-left': string };
    draftKept: string;
    takeOver: string;
    takeOverTitle: (agent: string) => string;
    takeOverLead: string;
    release: string;
    releaseTitle: string;
    releaseLead: string;
    transfer: string;
    transferTitle: string;
    transferTo: string;
    nobodyElse: string;
    resolve: string;
    resolveTitle: string;
    resolveLead: string;
    resolveRoot: (kind: string) => string;
    resolveRootHint: string;
    optionalNote: string;
    noteWhy: string;
    actions: string;
    coupon: string;
    couponTitle: string;
    couponLead: (most: string) => string;
    couponAmount: (currency: string) => string;
    couponAbove: (limit: string) => string;
    couponProblem: (most: string) => string;
    giveCoupon: string;
    promise: string;
    promiseTitle: string;
    promiseLead: string;
    promiseText: string;
    promiseDue: string;
    promiseQuick: string;
    promiseProblem: string;
    recordPromise: (due: string) => string;
    makePromise: string;
  };

  case: {
    title: string;
    who: string;
    tier: string;
    since: string;
    orders: string;
    referrals: string;
    contact: string;
    contactMonths: (months: number) => string;
    relationship: string;
    thisMatter: string;
    ofHundred: (value: number) => string;
    labelled: (label: string, value: string) => string;
    proof: Record<ProofWord, (subject: string) => string>;
    /** Whether the customer wants to be spoken to first; since when. */
    news: Record<'wanted' | 'unwanted', (since: string) => string>;
    tolerance: string;
    noTolerance: string;
    curve: (t: number, a: number, d: number, zone: string) => string;
    zone: Record<ZoneWord, string>;
    desired: string;
    adequate: string;
    emotion: Record<string, string>;
    target: Record<string, string>;
    intensity: (level: number) => string;
    /** The words for how much, what and at whom, in the language's own order. */
    mood: (intensity: string, emotion: string, target: string) => string;
    reasons: string;
    allReasons: (count: number) => string;
    reasonCode: Record<string, string>;
    noCase: string;
    closed: string;
    cause: string;
    unknownCause: string;
    attribution: Record<string, string>;
    severity: (level: number) => string;
    root: Record<string, string>;
    rootLabel: string;
    evidence: string;
    unknowns: string;
    fact: Record<string, string>;
    status: Record<string, string>;
    customerSaid: (text: string) => string;
    incident: (cause: string, area: string, until: string) => string;
    causeKind: Record<string, string>;
    given: string;
    offered: string;
    prepared: string;
    nothing: string;
    remedy: Record<string, string>;
    or: string;
    and: string;
    why: string;
    apologies: (count: number) => string;
    promises: string;
    noPromises: string;
    promise: Record<string, string>;
    promiseStatus: Record<PromiseWord, string>;
    settle: Record<Exclude<PromiseWord, 'open'>, string>;
    settleWhich: (act: string, promise: string) => string;
    putOff: string;
    putOffTitle: string;
    putOffLead: string;
    putOffDue: string;
    putOffProblem: string;
    putOffWhy: string;
    dueIn: (duration: string) => string;
    overdue: (duration: string) => string;
    doNotAsk: string;
    known: Record<KnownWord, (value: string) => string>;
    flags: string;
    flagsLead: string;
    flag: Record<string, string>;
    flagCount: (claims: number, customers: number, days: number) => string;
    flagUntil: (when: string) => string;
    flagLifted: (when: string, why: string) => string;
    lift: string;
    liftLead: string;
    said: string;
    saidWhat: Record<SaidWord, string>;
    nothingSaid: string;
    promised: (promise: string, due: string, status: string) => string;
    story: string;
    wants: string;
    want: Record<WantWord, string>;
    urgency: (level: number) => string;
    failedAt: string;
    late: (duration: string) => string;
    witnessLabel: string;
    witness: Record<WitnessWord, string>;
    lossLabel: string;
    loss: Record<string, string>;
    confidence: Record<ConfidenceWord, string>;
    recurrenceLabel: string;
    recurrence: Record<RecurrenceWord, string>;
    expectation: string;
    expectationFrom: Record<ExpectationWord, string>;
    expectationTier: Record<NonNullable<TierWord>, string>;
    dimensionLabel: string;
    dimension: Record<string, string>;
    presumed: string;
    asOf: (when: string) => string;
    allowed: string;
    mayGive: (amount: string, day: string) => string;
    mayNotGive: string;
    mayApologise: string;
    mayNotApologise: string;
  };

  given: {
    title: string;
    status: Record<string, string>;
    coupon: Record<string, string>;
    until: (when: string) => string;
    goodFor: (names: string) => string;
    minimum: (amount: string) => string;
    notWith: (names: string) => string;
    settle: string;
    settleTitle: (what: string) => string;
    isDone: string;
    isFailed: string;
    reference: string;
    why: string;
    revoke: string;
    revokeTitle: (code: string) => string;
    revokeLead: string;
  };

  duration: {
    now: string;
    minutes: (n: number) => string;
    hours: (h: number, m: number) => string;
    days: (d: number, h: number) => string;
  };
}
