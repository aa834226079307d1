// Drives the official Direct Line client for a test: commands come as JSON lines on stdin, what happens goes out as JSON lines.
const { createInterface } = require('node:readline');
const WebSocket = require('ws');

const sockets = [];
globalThis.XMLHttpRequest = require('xhr2');
globalThis.WebSocket = class extends WebSocket {
  constructor(url) {
    super(url);
    sockets.push(this);
  }
};

const { ConnectionStatus, DirectLine } = require('botframework-directlinejs');

const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);
let line;

const commands = {
  start({ options }) {
    // The client waits 3 to 15 s before it reconnects; the least of it is enough for a test.
    line = new DirectLine({ ...options, random: () => 0 });
    line.connectionStatus$.subscribe((status) => tell({ status: ConnectionStatus[status] }));
    line.activity$.subscribe(
      (activity) => tell({ activity }),
      (error) => tell({ failed: String(error) }),
      () => tell({ failed: 'completed' }),
    );
  },
  setUserId({ id }) {
    line.setUserId(id);
  },
  post({ activity }) {
    line.postActivity(activity).subscribe(
      (id) => tell({ posted: id }),
      (error) => tell({ posted: `error ${error.status ?? error}` }),
    );
  },
  // As when a cable is pulled: no goodbye.
  kill() {
    sockets.at(-1).terminate();
    tell({ killed: sockets.length });
  },
  refresh() {
    line.refreshToken().subscribe(
      (token) => tell({ refreshed: token }),
      (error) => tell({ refreshed: `error ${error.status ?? error}` }),
    );
  },
  sessionId() {
    line.getSessionId().subscribe((id) => tell({ sessionId: id }));
  },
  where() {
    tell({ conversationId: line.conversationId, token: line.token, watermark: line.watermark });
  },
};

createInterface({ input: process.stdin })
  .on('line', (text) => {
    const command = JSON.parse(text);
    commands[command.do](command);
  })
  .on('close', () => process.exit(0));
