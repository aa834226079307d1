import type { Order } from './server';
import { texts, type Language } from './texts';

const steps = ['created', 'picked-up', 'in-transit', 'out-for-delivery', 'delivered'];

/** One parcel of "my parcels": where it is, when it is due, and a button that starts a question about it. */
export function orderCard(
  order: Order,
  language: Language,
  timeZone: string,
  ask: (order: Order) => void,
): HTMLLIElement {
  const t = texts[language];
  const { status = '', from, to, at, promised, delivered } = order.values;
  const card = document.createElement('li');
  card.className = 'order';
  card.append(
    row(
      'order-head',
      text('span', 'number', order.id),
      text('span', `status is-${status}`, t.status[status] ?? status),
    ),
    progress(status),
  );
  const facts = document.createElement('dl');
  if (from && to) fact(facts, '', t.route(from, to));
  if (at && status !== 'delivered') fact(facts, t.at, at);
  if (delivered) fact(facts, t.deliveredOn, day(delivered, language, timeZone));
  else if (promised) fact(facts, t.promised, day(promised, language, timeZone));
  const button = text('button', 'ask', t.ask) as HTMLButtonElement;
  button.type = 'button';
  button.addEventListener('click', () => ask(order));
  card.append(facts, button);
  return card;
}

/** Five steps; a parcel that came back or was lost has left the road. */
function progress(status: string): HTMLElement {
  const bar = document.createElement('div');
  bar.className = `progress is-${status}`;
  bar.setAttribute('aria-hidden', 'true');
  const reached = steps.indexOf(status);
  bar.append(...steps.map((_, i) => text('span', i <= reached ? 'done' : '', '')));
  return bar;
}

/** "11月20日 18:00" in the shop's own zone, whatever the reader's clock says. */
export function day(time: string, language: Language, timeZone: string): string {
  const date = new Date(time);
  if (Number.isNaN(date.getTime())) return time;
  return new Intl.DateTimeFormat(language, {
    month: 'short',
    day: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
    timeZone,
  }).format(date);
}

function fact(list: HTMLDListElement, name: string, value: string): void {
  list.append(row('fact', text('dt', '', name), text('dd', '', value)));
}

function row(className: string, ...children: HTMLElement[]): HTMLDivElement {
  const element = document.createElement('div');
  element.className = className;
  element.append(...children);
  return element;
}

function text(tag: string, className: string, content: string): HTMLElement {
  const element = document.createElement(tag);
  if (className) element.className = className;
  element.textContent = content;
  return element;
}
