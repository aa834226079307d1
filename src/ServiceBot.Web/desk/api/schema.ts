// Made by `npm run types` from openapi.json; do not edit.

export type AccountProblem = 'wrong-name-or-password' | 'locked' | 'busy' | 'too-short' | 'too-long' | 'same-as-name';

export type AccountRefusal = {
  problem: AccountProblem;
  until?: null | string;
};

export type ActDone = {
  epoch: number;
};

export type ActRefused = {
  because: RefusedWord;
  why: string;
};

export type AllowedView = {
  left: MoneyView;
  dayLeft: MoneyView;
  mayGive: boolean;
  mayApologise: boolean;
};

export type AntiforgeryToken = {
  token: string;
  isSignedIn: boolean;
};

export type ApprovalDecision = {
  isApproved: boolean;
  note: null | string;
  option?: null | number;
};

export type ApprovalView = {
  id: string;
  conversation: string;
  amount: MoneyView;
  isBots: boolean;
  customer: null | string;
  why: LocalizedText;
  askedBy: null | string;
  askedAt: string;
  due: string;
  case: null | CaseView;
  options: RemedyView[][];
  dayLeft: MoneyView;
  given: MoneyView;
  mayDecide: boolean;
};

export type AuthorWord = 'customer' | 'bot' | 'agent' | 'notice';

export type Board = {
  waiting: BoardEntry[];
  mine: BoardEntry[];
  colleagues: BoardEntry[];
  onDuty: Colleague[];
  now: string;
};

export type BoardEntry = {
  id: string;
  customer: null | string;
  isProven: boolean;
  isUrgent: boolean;
  language: string;
  owner: OwnerWord;
  agent: null | string;
  status: StatusWord;
  waitingSince: null | string;
  updatedAt: string;
  reason: null | string;
  story: null | Story;
  tolerance: null | ToleranceNow;
  unread: number;
  lastText: null | string;
};

export type BotNote = {
  code: string;
  values: string[];
};

export type CaseRoot = {
  case: string;
  root: string;
};

export type CaseView = {
  id: string;
  kindId: string;
  kind: LocalizedText;
  subject: null | string;
  cause: string;
  causeName: null | LocalizedText;
  attribution: string;
  severity: number;
  root: string;
  isRootKnown: boolean;
  dimension: string;
  failedAt: null | string;
  witness: WitnessWord;
  confidence: ConfidenceWord;
  recurrence: RecurrenceWord;
  urgency: number;
  wants: WantWord[];
  loss: null | LossView;
  expectation: ExpectationView;
  evidence: EvidenceView[];
  unknowns: string[];
  offered: RemedyView[][];
  given: RemedyView[];
  prepared: RemedyView[][];
  reason: null | LocalizedText;
  apologies: number;
  isClosed: boolean;
  openedAt: string;
};

export type CauseChoice = {
  id: string;
  name: LocalizedText;
};

export type Colleague = {
  id: string;
  name: string;
};

export type ConfidenceWord = 'none' | 'assumed' | 'likely' | 'certain';

export type ConversationView = {
  id: string;
  channel: string;
  language: string;
  customer: CustomerView;
  owner: OwnerWord;
  agentId: null | string;
  agent: null | string;
  epoch: number;
  status: StatusWord;
  reason: null | string;
  waitingSince: null | string;
  createdAt: string;
  seq: number;
  readSeq: number;
  emotion: null | EmotionView;
  tolerance: TolerancePoint[];
  cases: CaseView[];
  promises: PromiseView[];
  doNotAsk: KnownFact[];
  said: SaidView[];
  flags: FlagView[];
  authority: MoneyView;
  allowed: AllowedView;
};

export type CouponRevoked = {
  reason: string;
};

export type CouponTermsView = {
  goodFor: string[];
  notWith: string[];
  minimum: null | MoneyView;
};

export type CouponView = {
  code: string;
  value: MoneyView;
  state: string;
  for: null | string;
  issuedAt: string;
  expiresAt: null | string;
  terms: null | CouponTermsView;
};

export type Credentials = {
  name: string;
  password: string;
};

export type CustomerView = {
  name: null | string;
  tier: null | string;
  since: null | string;
  orders: number;
  referrals: number;
  contactMonths: number;
  relationship: number;
  proof: ProofWord;
  provenSubject: null | string;
  news: NewsWish;
  newsSaidAt: null | string;
};

export type EmotionView = {
  emotion: string;
  intensity: number;
  target: string;
};

export type EvidenceView = {
  text: string;
  at: null | string;
};

export type ExecutionView = {
  id: string;
  conversation: string;
  case: string;
  kind: string;
  status: string;
  amount: null | MoneyView;
  what: null | string;
  subject: null | string;
  reference: null | string;
  why: null | string;
  orderedAt: string;
  settledAt: null | string;
  settledBy: null | string;
};

export type ExpectationView = {
  source: ExpectationWord;
  tier: null | TierWord;
  words: null | string;
};

export type ExpectationWord = 'none' | 'experience' | 'others' | 'publicity';

export type FileView = {
  name: string;
  contentType: string;
  address: null | string;
};

export type FlagView = {
  id: string;
  reason: string;
  claims: number;
  customers: number;
  days: number;
  raisedAt: string;
  expiresAt: string;
  liftedAt: null | string;
  liftedWhy: null | string;
};

export type GivenView = {
  remedies: ExecutionView[];
  coupons: CouponView[];
};

export type IncidentAct = {
  at: string;
  who: string;
  what: string;
};

export type IncidentBoard = {
  sites: IncidentSite[];
  incidents: IncidentView[];
};

export type IncidentFilter = {
  site: string;
  area: null | string;
  where: string[];
};

export type IncidentPreview = {
  customers: number;
  subjects: number;
  withoutOwner: number;
  isWhole: boolean;
};

export type IncidentRefusal = 'no-such-kind' | 'cause-missing' | 'wrong-period' | 'wrong-condition' | 'no-such-fact' | 'everybody' | 'wrong-coupon' | 'no-key' | 'no-such' | 'too-long' | 'not-searched' | 'no-remedy' | 'above-authority' | 'ended';

export type IncidentRefused = {
  because: IncidentRefusal;
  about: string;
  why: string;
};

export type IncidentSite = {
  id: string;
  kinds: CauseChoice[];
  facts: string[];
  authority: MoneyView;
  dayLeft: MoneyView;
};

export type IncidentUntil = {
  until: null | string;
};

export type IncidentView = {
  id: string;
  site: string;
  kind: LocalizedText;
  area: null | string;
  where: string[];
  cause: LocalizedText;
  words: null | LocalizedText;
  from: null | string;
  until: null | string;
  tell: boolean;
  coupon: null | MoneyView;
  approvedBy: null | string;
  endedAt: null | string;
  standing: StandingView;
  journal: IncidentAct[];
};

export type KnownFact = {
  what: KnownWord;
  value: null | string;
};

export type KnownWord = 'name' | 'order-number' | 'matter' | 'proof' | 'photo';

export type LocalizedText = {
  zhHans: string;
  zhHant: string;
  en: string;
};

export type LossView = {
  resource: string;
  money: null | MoneyView;
  late: null | number;
};

export type Me = {
  id: string;
  name: string;
  role: RoleWord;
  presence: PresenceWord;
};

export type Message = {
  text: string;
  key: string;
};

export type MessageView = {
  seq: number;
  at: string;
  from: AuthorWord;
  author: null | string;
  text: null | string;
  choices: string[];
  cards: string[];
  files: FileView[];
  promisedFor?: null | string;
};

export type MoneyView = {
  minorUnits: number;
  currency: string;
};

export type NewApproval = {
  amount: MoneyView;
  why: string;
  key: string;
};

export type NewCoupon = {
  amount: MoneyView;
  key: string;
};

export type NewIncident = {
  site: string;
  kind: string;
  area: null | string;
  where: string[];
  cause: LocalizedText;
  words: null | LocalizedText;
  from: null | string;
  until: null | string;
  tell: boolean;
  coupon: null | MoneyView;
  key: string;
};

export type NewPassword = {
  current: string;
  next: string;
};

export type NewPromise = {
  text: string;
  due: string;
  key: string;
  seq?: null | number;
};

export type NewsView = {
  what: NewsWord;
  subjects: string[];
  about: null | LocalizedText;
  due: null | string;
  isNews: boolean;
  coupon: null | MoneyView;
};

export type NewsWish = 'unsaid' | 'wanted' | 'unwanted';

export type NewsWord = 'standard-missed' | 'time-moved' | 'incident';

export type Note = {
  text: string;
};

export type NoteView = {
  number: number;
  at: string;
  kind: string;
  agent: null | string;
  text: string;
  news?: null | NewsView;
  bot?: null | BotNote;
};

export type OptionalNote = {
  text: null | string;
};

export type OwnerWord = 'bot' | 'queue' | 'agent';

export type PresenceWord = 'online' | 'away';

export type PromisePutOff = {
  due: string;
  why: null | string;
  key: string;
};

export type PromiseSettled = {
  status: PromiseWord;
};

export type PromiseView = {
  id: string;
  what: string;
  text: null | string;
  subject: null | string;
  status: PromiseWord;
  madeAt: string;
  due: string;
  isPutOff: boolean;
};

export type PromiseWord = 'open' | 'kept' | 'broken' | 'dropped';

export type ProofWord = 'none' | 'host-page' | 'channel' | 'order-phone';

export type ReadUpTo = {
  seq: number;
};

export type ReasonView = {
  code: string;
  delta: number;
};

export type RecurrenceWord = 'first' | 'said' | 'other' | 'similar';

export type RefusedWord = 'wrong-text' | 'wrong-amount' | 'above-authority' | 'budget-spent' | 'wrong-time' | 'no-such' | 'settled-before' | 'out-of-reach' | 'root-missing' | 'had-it-before' | 'put-off-before';

export type RemedySettled = {
  isDone: boolean;
  reference: null | string;
  why: null | string;
};

export type RemedyView = {
  kind: string;
  amount: null | MoneyView;
};

export type Resolve = {
  text: null | string;
  roots: null | CaseRoot[];
};

export type RoleWord = 'agent' | 'supervisor' | 'admin';

export type SaidView = {
  at: string;
  what: SaidWord;
  kind: null | LocalizedText;
  remedies: RemedyView[][];
  promise: null | PromiseView;
};

export type SaidWord = 'apologised' | 'offered' | 'withdrawn' | 'given' | 'prepared' | 'closed' | 'reopened' | 'promised';

export type SessionEntry = {
  createdAt: string;
  seenAt: string;
  address: string;
  browser: string;
  isThis: boolean;
};

export type SessionsEnded = {
  count: number;
};

export type SetPresence = {
  away: boolean;
};

export type StandingView = {
  told: number;
  waiting: number;
  unreached: number;
  answered: number;
  given: number;
};

export type StatusWord = 'open' | 'waiting' | 'pending' | 'snoozed' | 'resolved';

export type Story = {
  kind: LocalizedText;
  subject: null | string;
  cause: string;
  severity: number;
  isRootKnown: boolean;
};

export type TakenBy = {
  owner: OwnerWord;
  agent: null | string;
};

export type TierWord = 'basic' | 'standard' | 'raised' | 'emotional' | null;

export type ToleranceNow = {
  t: number;
  a: number;
  d: number;
  zone: ZoneWord;
};

export type TolerancePoint = {
  at: string;
  t: number;
  a: number;
  d: number;
  zone: ZoneWord;
  reasons: ReasonView[];
};

export type TranscriptPart = {
  messages: MessageView[];
  notes: NoteView[];
  seq: number;
  note: number;
  hasMore: boolean;
};

export type TransferTo = {
  agent: string;
};

export type WantWord = 'information' | 'explanation' | 'apology' | 'refund' | 'compensation' | 'replacement' | 'redelivery' | 'speed' | 'visit' | 'person' | 'consequence';

export type WitnessWord = 'customer' | 'data' | 'both' | 'contradicted';

export type ZoneWord = 'delight' | 'inside' | 'below';

export interface Operations {
  'GET /api/desk/antiforgery': { path: undefined; query: undefined; body: undefined; answers: { 200: AntiforgeryToken } };
  'GET /api/desk/approvals': { path: undefined; query: undefined; body: undefined; answers: { 200: ApprovalView[] } };
  'GET /api/desk/board': { path: undefined; query: undefined; body: undefined; answers: { 200: Board } };
  'GET /api/desk/conversations/{id}': { path: { id: string }; query: undefined; body: undefined; answers: { 200: ConversationView; 404: undefined } };
  'GET /api/desk/conversations/{id}/remedies': { path: { id: string }; query: undefined; body: undefined; answers: { 200: GivenView } };
  'GET /api/desk/conversations/{id}/transcript': { path: { id: string }; query: { after?: number; afterNote?: number }; body: undefined; answers: { 200: TranscriptPart } };
  'GET /api/desk/incidents': { path: undefined; query: undefined; body: undefined; answers: { 200: IncidentBoard } };
  'GET /api/desk/me': { path: undefined; query: undefined; body: undefined; answers: { 200: Me } };
  'GET /api/desk/remedies': { path: undefined; query: undefined; body: undefined; answers: { 200: ExecutionView[] } };
  'GET /api/desk/sessions': { path: undefined; query: undefined; body: undefined; answers: { 200: SessionEntry[] } };
  'POST /api/desk/approvals/{approval}/decide': { path: { approval: string }; query: undefined; body: ApprovalDecision; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/accept': { path: { id: string }; query: undefined; body: undefined; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/approvals': { path: { id: string }; query: undefined; body: NewApproval; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/coupon': { path: { id: string }; query: undefined; body: NewCoupon; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/coupons/{code}/revoke': { path: { id: string; code: string }; query: undefined; body: CouponRevoked; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/flags/{flag}/lift': { path: { id: string; flag: string }; query: undefined; body: Note; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/note': { path: { id: string }; query: undefined; body: Note; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/promise': { path: { id: string }; query: undefined; body: NewPromise; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/promises/{promise}/put-off': { path: { id: string; promise: string }; query: undefined; body: PromisePutOff; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/promises/{promise}/settle': { path: { id: string; promise: string }; query: undefined; body: PromiseSettled; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/read': { path: { id: string }; query: undefined; body: ReadUpTo; answers: { 204: undefined } };
  'POST /api/desk/conversations/{id}/release': { path: { id: string }; query: undefined; body: OptionalNote; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/resolve': { path: { id: string }; query: undefined; body: Resolve; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/say': { path: { id: string }; query: undefined; body: Message; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/take-over': { path: { id: string }; query: undefined; body: undefined; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/conversations/{id}/transfer': { path: { id: string }; query: undefined; body: TransferTo; answers: { 200: ActDone; 404: undefined; 409: TakenBy; 422: ActRefused } };
  'POST /api/desk/incidents': { path: undefined; query: undefined; body: NewIncident; answers: { 200: IncidentView; 422: IncidentRefused } };
  'POST /api/desk/incidents/preview': { path: undefined; query: undefined; body: IncidentFilter; answers: { 200: IncidentPreview; 422: IncidentRefused } };
  'POST /api/desk/incidents/{incident}/approve': { path: { incident: string }; query: undefined; body: undefined; answers: { 200: IncidentView; 404: undefined; 422: IncidentRefused } };
  'POST /api/desk/incidents/{incident}/end': { path: { incident: string }; query: undefined; body: undefined; answers: { 200: IncidentView; 404: undefined; 422: IncidentRefused } };
  'POST /api/desk/incidents/{incident}/until': { path: { incident: string }; query: undefined; body: IncidentUntil; answers: { 200: IncidentView; 404: undefined; 422: IncidentRefused } };
  'POST /api/desk/password': { path: undefined; query: undefined; body: NewPassword; answers: { 204: undefined; 422: AccountRefusal; 429: AccountRefusal; 503: AccountRefusal } };
  'POST /api/desk/presence': { path: undefined; query: undefined; body: SetPresence; answers: { 204: undefined } };
  'POST /api/desk/remedies/{remedy}/settle': { path: { remedy: string }; query: undefined; body: RemedySettled; answers: { 204: undefined; 404: undefined; 409: ActRefused; 422: ActRefused } };
  'POST /api/desk/sessions/end-others': { path: undefined; query: undefined; body: undefined; answers: { 200: SessionsEnded } };
  'POST /api/desk/sign-in': { path: undefined; query: undefined; body: Credentials; answers: { 204: undefined; 401: AccountRefusal; 429: AccountRefusal; 503: AccountRefusal } };
  'POST /api/desk/sign-out': { path: undefined; query: undefined; body: undefined; answers: { 204: undefined } };
}

