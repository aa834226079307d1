import { HubConnectionBuilder, HubConnectionState, LogLevel, type HubConnection } from '@microsoft/signalr';
import type { Link } from './deskState';

interface Hints {
  onBoard: () => void;
  onConversation: (id: string) => void;
  /** Also called when the connection stands again: whatever was missed in between is read anew. */
  onLink: (link: Link) => void;
}

/** The live connection. It only ever says "read again"; while it is down the page reads by itself. */
export class Live {
  private readonly hub: HubConnection;
  private watched: string | undefined;
  private isStopped = false;

  constructor(private readonly hints: Hints) {
    this.hub = new HubConnectionBuilder()
      .withUrl('/desk/hub')
      .configureLogging(LogLevel.None)
      // Spread, so that a restarted server is not met by all desks at once.
      .withAutomaticReconnect({ nextRetryDelayInMilliseconds: () => 1000 + Math.random() * 3000 })
      .build();
    this.hub.on('board', () => hints.onBoard());
    this.hub.on('conversation', (id: string) => hints.onConversation(id));
    this.hub.on('here', () => void this.sayHere());
    this.hub.onreconnecting(() => hints.onLink('lost'));
    this.hub.onreconnected(() => void this.onConnected());
    // Closed for good by the server: the session has ended, which the next read finds out, or the server stops.
    this.hub.onclose(() => {
      if (this.isStopped) return;
      hints.onLink('lost');
      void this.start();
    });
  }

  async start(): Promise<void> {
    this.isStopped = false;
    while (this.mayConnect()) {
      try {
        await this.hub.start();
        await this.onConnected();
      } catch (error) {
        if (!(error instanceof Error)) throw error;
        this.hints.onLink('lost');
        await new Promise((resolve) => setTimeout(resolve, 2000));
      }
    }
  }

  get isConnected(): boolean {
    return this.hub.state === HubConnectionState.Connected;
  }

  watch(id: string | undefined): void {
    this.watched = id;
    void this.tellWatched();
  }

  stop(): void {
    this.isStopped = true;
    void this.hub.stop();
  }

  private mayConnect(): boolean {
    return !this.isStopped && this.hub.state === HubConnectionState.Disconnected;
  }

  private async onConnected(): Promise<void> {
    await this.sayHere();
    await this.tellWatched();
    this.hints.onLink('live');
  }

  /** An agent who does not answer is taken for gone, and the customers get another. */
  private async sayHere(): Promise<void> {
    if (this.hub.state === HubConnectionState.Connected) await this.hub.send('Here');
  }

  private async tellWatched(): Promise<void> {
    if (this.hub.state === HubConnectionState.Connected) await this.hub.invoke('Watch', this.watched ?? null);
  }
}
