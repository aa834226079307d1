export type Language = 'zh-Hans' | 'zh-Hant' | 'en';

export const languages: readonly Language[] = ['zh-Hans', 'zh-Hant', 'en'];

export interface Texts {
  title: (name: string) => string;
  titleStranger: string;
  lead: string;
  leadStranger: string;
  noOrders: string;
  who: string;
  stranger: string;
  language: string;
  status: Record<string, string>;
  promised: string;
  deliveredOn: string;
  route: (from: string, to: string) => string;
  at: string;
  ask: string;
  question: (number: string) => string;
  chat: string;
  openChat: string;
  close: string;
  renew: string;
  person: string;
  personMessage: string;
  owner: {
    bot: string;
    queue: (place: number | undefined, minutes: number | undefined) => string;
    agent: (name: string) => string;
    connecting: string;
  };
  chatFailed: string;
  pageFailed: string;
  foot: string;
}

const zhHans: Texts = {
  title: (name) => `${name}，您的快递`,
  titleStranger: '您的快递',
  lead: '有问题直接问在线客服，不用再报单号。',
  leadStranger: '您没有登录。带上运单号，也可以直接来问。',
  noOrders: '最近没有快递。',
  who: '身份',
  stranger: '访客（不登录）',
  language: '语言',
  status: {
    created: '已下单',
    'picked-up': '已揽收',
    'in-transit': '运输中',
    'out-for-delivery': '派送中',
    delivered: '已签收',
    returned: '已退回',
    lost: '已确认丢失',
  },
  promised: '预计送达',
  deliveredOn: '签收时间',
  route: (from, to) => `${from} → ${to}`,
  at: '目前在',
  ask: '咨询这一单',
  question: (number) => `我想问一下 ${number} 这个快递`,
  chat: '在线客服',
  openChat: '联系客服',
  close: '收起',
  renew: '新对话',
  person: '转人工',
  personMessage: '转人工',
  owner: {
    bot: '机器人正在为您服务',
    queue: (place, minutes) =>
      `正在等待人工客服${place ? (place > 1 ? `，前面还有 ${place - 1} 位` : '，您排在第一位') : ''}${minutes ? `，约 ${minutes} 分钟` : ''}`,
    agent: (name) => `人工客服 ${name} 正在为您服务`,
    connecting: '正在连接…',
  },
  chatFailed: '客服窗口暂时连不上，请稍后点“新对话”再试。',
  pageFailed: '页面数据没有取到，请刷新再试。',
  foot: '这是演示页面，公司、客户和快递都是虚构的。',
};

const zhHant: Texts = {
  title: (name) => `${name}，您的包裹`,
  titleStranger: '您的包裹',
  lead: '有問題請直接詢問線上客服，不必再輸入單號。',
  leadStranger: '您目前沒有登入。只要有託運單號，一樣可以直接詢問。',
  noOrders: '最近沒有包裹。',
  who: '身分',
  stranger: '訪客（未登入）',
  language: '語言',
  status: {
    created: '已建單',
    'picked-up': '已收件',
    'in-transit': '運送中',
    'out-for-delivery': '配送中',
    delivered: '已送達',
    returned: '已退回',
    lost: '確認遺失',
  },
  promised: '預計送達',
  deliveredOn: '送達時間',
  route: (from, to) => `${from} → ${to}`,
  at: '目前位置',
  ask: '詢問這件包裹',
  question: (number) => `我想問 ${number} 這件包裹`,
  chat: '線上客服',
  openChat: '聯絡客服',
  close: '收合',
  renew: '新對話',
  person: '找真人客服',
  personMessage: '我要找真人客服',
  owner: {
    bot: '目前由客服機器人為您服務',
    queue: (place, minutes) =>
      `正在等候客服人員${place ? (place > 1 ? `，前面還有 ${place - 1} 位` : '，您排在第一位') : ''}${minutes ? `，約 ${minutes} 分鐘` : ''}`,
    agent: (name) => `客服人員 ${name} 正在為您服務`,
    connecting: '連線中…',
  },
  chatFailed: '客服視窗暫時無法連線，請稍後按「新對話」再試一次。',
  pageFailed: '頁面資料載入失敗，請重新整理。',
  foot: '這是示範頁面，公司、顧客與包裹皆為虛構。',
};

const en: Texts = {
  title: (name) => `Your parcels, ${name}`,
  titleStranger: 'Your parcels',
  lead: 'Something not right? Ask in the chat; there is no need to give the number again.',
  leadStranger: 'You are not signed in. With a tracking number you can still ask about a parcel.',
  noOrders: 'No parcels lately.',
  who: 'Signed in as',
  stranger: 'Stranger (not signed in)',
  language: 'Language',
  status: {
    created: 'Booked',
    'picked-up': 'Collected',
    'in-transit': 'On its way',
    'out-for-delivery': 'Out for delivery',
    delivered: 'Delivered',
    returned: 'Returned',
    lost: 'Confirmed lost',
  },
  promised: 'Due',
  deliveredOn: 'Delivered',
  route: (from, to) => `${from} → ${to}`,
  at: 'Now at',
  ask: 'Ask about this one',
  question: (number) => `I have a question about parcel ${number}`,
  chat: 'Customer service',
  openChat: 'Chat with us',
  close: 'Close',
  renew: 'New chat',
  person: 'Talk to a person',
  personMessage: 'I want to talk to a person',
  owner: {
    bot: 'You are talking to our bot',
    queue: (place, minutes) =>
      `Waiting for a person${place ? (place > 1 ? `, ${place - 1} ahead of you` : ', you are first in line') : ''}${minutes ? `, about ${minutes} min` : ''}`,
    agent: (name) => `${name} is talking with you`,
    connecting: 'Connecting…',
  },
  chatFailed: 'The chat cannot be reached just now. Please press “New chat” in a moment.',
  pageFailed: 'The page could not be loaded. Please refresh it.',
  foot: 'This is a demonstration: the company, its customers and their parcels are made up.',
};

export const texts: Record<Language, Texts> = { 'zh-Hans': zhHans, 'zh-Hant': zhHant, en };

/** The language a browser asks for; Traditional for Taiwan, Hong Kong and Macau. */
export function languageOf(tags: readonly string[]): Language {
  for (const tag of tags) {
    if (/^zh\b/i.test(tag)) return /hant|-(tw|hk|mo)\b/i.test(tag) ? 'zh-Hant' : 'zh-Hans';
    if (/^en\b/i.test(tag)) return 'en';
  }
  return 'en';
}
