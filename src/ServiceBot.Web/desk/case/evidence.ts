import { moment, word } from '../format';
import type { Texts } from '../texts/Texts';

/**
 * The case keeps its evidence as the rules found it ("order status=in-transit", "incident i1=weather 哈尔滨 until=…",
 * "customer: …"); this says it in the reader's language, and a line of another form as it stands.
 */
export function evidenceText(line: string, t: Texts): string {
  if (line.startsWith('customer: ')) return t.case.customerSaid(line.slice('customer: '.length));
  const incident = /^incident [^=]+=(\S+) (.+?)(?: until=(\S+))?$/.exec(line);
  if (incident) {
    const [, kind = '', area = '', until] = incident;
    return t.case.incident(word(t.case.causeKind, kind), area === '*' ? '' : area, until ? time(until, t) : '');
  }
  const fact = /^\S+ ([\w-]+)=(.*)$/.exec(line);
  if (!fact) return line;
  const [, name = '', value = ''] = fact;
  return `${word(t.case.fact, name)}: ${name === 'status' ? word(t.case.status, value) : name === 'exception' ? word(t.case.causeKind, value) : time(value, t)}`;
}

export function unknownText(name: string, t: Texts): string {
  return word(t.case.fact, name);
}

/** A condition on orders as an incident keeps it, "status=in-transit,created". */
export function conditionText(condition: string, t: Texts): string {
  const [, fact = '', comparison = '', value = ''] = /^([\w-]+)\s*(!=|<=|>=|=|<|>)\s*(.*)$/.exec(condition) ?? [];
  if (!fact) return condition;
  const values = value.split(',').map((one) => (fact === 'status' ? word(t.case.status, one.trim()) : one.trim()));
  return `${word(t.case.fact, fact)} ${comparison} ${values.join(t.case.or)}`;
}

/** A moment where it is one ("2026-11-20T18:00+08:00"), anything else untouched. */
function time(value: string, t: Texts): string {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(value) && !Number.isNaN(Date.parse(value)) ? moment(value, t) : value;
}
