import scriptAddress from '../webchat/node_modules/botframework-webchat/dist/webchat.js?url';

/** The part of Microsoft's Web Chat that this page uses; the script is theirs, unchanged, and loaded when the chat is opened first. */
export interface WebChat {
  createDirectLine(options: { domain: string; token: string; conversationId?: string }): DirectLine;
  createStore(
    initial: object,
    middleware: () => (next: (action: Action) => unknown) => (action: Action) => unknown,
  ): Store;
  renderWebChat(props: object, element: HTMLElement): void;
}

export interface DirectLine {
  /** Renewed by the client itself while the chat is open. */
  token: string;
  end(): void;
}

export interface Action {
  type: string;
}

export interface Store {
  dispatch(action: { type: string; payload?: object }): void;
}

let loading: Promise<WebChat> | undefined;

export function loadWebChat(): Promise<WebChat> {
  loading ??= new Promise<WebChat>((resolve, reject) => {
    const script = document.createElement('script');
    script.src = scriptAddress;
    script.onload = () => resolve((window as unknown as { WebChat: WebChat }).WebChat);
    script.onerror = () => {
      loading = undefined;
      script.remove();
      reject(new Error('Web Chat did not load.'));
    };
    document.head.append(script);
  });
  return loading;
}

export const webChatLocale = { 'zh-Hans': 'zh-CN', 'zh-Hant': 'zh-TW', en: 'en-US' } as const;

export const webChatStyle = {
  accent: '#0e5a5b',
  // Web Chat's own grey is too pale to read on this ground.
  subtle: '#5b6b68',
  timestampColor: '#5b6b68',
  primaryFont:
    'system-ui, "Segoe UI", "PingFang SC", "PingFang TC", "Microsoft YaHei", "Microsoft JhengHei", "Noto Sans CJK SC", sans-serif',
  backgroundColor: '#f7f8f6',
  bubbleBackground: '#ffffff',
  bubbleBorderColor: '#dfe4e0',
  bubbleBorderRadius: 12,
  bubbleFromUserBackground: '#dcefe9',
  bubbleFromUserBorderColor: '#c4e0d7',
  bubbleFromUserBorderRadius: 12,
  bubbleMaxWidth: 520,
  suggestedActionLayout: 'stacked',
  suggestedActionsStackedLayoutButtonTextWrap: true,
  suggestedActionBorderRadius: 16,
  hideUploadButton: false,
  sendBoxBorderTop: '1px solid #dfe4e0',
} as const;
