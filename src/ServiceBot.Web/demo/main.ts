import { Chat, stateText, type ChatState } from './chat';
import { memory } from './memory';
import { orderCard } from './orders';
import { loadShop, type Order, type SampleCustomer, type Shop } from './server';
import { languageOf, languages, texts, type Language } from './texts';

const narrow = matchMedia('(max-width: 860px)');

let language: Language = memory.language ?? languageOf(navigator.languages);
let state: ChatState = { owner: 'connecting' };

void open();

async function open(): Promise<void> {
  try {
    run(await loadShop());
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    const trouble = element('trouble');
    trouble.textContent = texts[language].pageFailed;
    trouble.hidden = false;
  }
}

function run(shop: Shop): void {
  const chat = new Chat(element('webchat'), shop.site, (changed) => {
    state = changed;
    element('chat-state').textContent = stateText(state, language);
  });
  let customer = find(shop, memory.customer ?? shop.customers[0]?.id);
  let isStarted = false;

  const start = () => {
    isStarted = true;
    return chat.start(customer?.id ?? '', language);
  };
  const show = (isOpen: boolean) => {
    element('chat').hidden = !isOpen;
    element('open').hidden = isOpen;
    document.body.classList.toggle('has-chat', isOpen);
    if (isOpen && !isStarted) void start();
  };
  const ask = (order: Order) => {
    show(true);
    chat.prepare(texts[language].question(order.id));
  };
  const draw = () => {
    drawPage(shop, customer, ask);
    void chat.show(language);
  };

  select('who').addEventListener('change', (event) => {
    customer = find(shop, (event.target as HTMLSelectElement).value);
    memory.customer = customer?.id ?? '';
    draw();
    if (isStarted) void start();
  });
  select('language').addEventListener('change', (event) => {
    language = (event.target as HTMLSelectElement).value as Language;
    memory.language = language;
    draw();
  });
  element('renew').addEventListener('click', () => {
    memory.forget(customer?.id ?? '');
    void start();
  });
  element('person').addEventListener('click', () => chat.say(language));
  element('open').addEventListener('click', () => show(true));
  element('close').addEventListener('click', () => show(false));

  draw();
  show(!narrow.matches);
}

function drawPage(shop: Shop, customer: SampleCustomer | undefined, ask: (order: Order) => void): void {
  const t = texts[language];
  const company = { 'zh-Hans': shop.company.zhHans, 'zh-Hant': shop.company.zhHant, en: shop.company.en }[language];
  document.documentElement.lang = language;
  document.title = `${company} · ${t.titleStranger}`;
  const words: Record<string, string> = {
    company,
    title: customer ? t.title(customer.name) : t.titleStranger,
    lead: customer ? t.lead : t.leadStranger,
    foot: t.foot,
    'who-label': t.who,
    'language-label': t.language,
    'chat-title': t.chat,
    person: t.person,
    renew: t.renew,
    close: t.close,
    open: t.openChat,
    'chat-state': stateText(state, language),
  };
  for (const [id, word] of Object.entries(words)) element(id).textContent = word;

  select('who').replaceChildren(
    ...shop.customers.map((c) => new Option(c.name, c.id, false, c.id === customer?.id)),
    new Option(t.stranger, '', false, !customer),
  );
  select('language').value = languages.includes(language) ? language : 'en';

  const cards = customer?.orders.map((order) => orderCard(order, language, shop.timeZone, ask)) ?? [];
  const empty = document.createElement('li');
  empty.className = 'empty';
  empty.textContent = t.noOrders;
  element('orders').replaceChildren(...(customer && cards.length === 0 ? [empty] : cards));
}

const find = (shop: Shop, id: string | undefined) => shop.customers.find((c) => c.id === id);

function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (!found) throw new Error(`The page has no #${id}.`);
  return found;
}

const select = (id: string) => element(id) as HTMLSelectElement;
