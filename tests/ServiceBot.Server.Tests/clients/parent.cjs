// A parent bot on Microsoft's SDK that calls us as its skill: commands come as JSON lines on stdin, answers go out as JSON lines.
const { createInterface } = require('node:readline');
const { BotFrameworkAuthenticationFactory } = require('botframework-connector');

const PARENT = 'parent-bot';

// The directory of the test has given the token; the SDK's own way to it takes no plain http.
const credentials = (token) => ({
  isValidAppId: async (appId) => appId === PARENT,
  isAuthenticationDisabled: async () => false,
  createCredentials: async () => ({
    signRequest: async (request) => {
      request.headers.set('Authorization', `Bearer ${token}`);
      return request;
    },
  }),
});

const tell = (event) => process.stdout.write(`${JSON.stringify(event)}\n`);

createInterface({ input: process.stdin }).on('line', async (text) => {
  const { token, skill, to, serviceUrl, conversation, activity } = JSON.parse(text);
  try {
    const auth = BotFrameworkAuthenticationFactory.create(
      '', true, 'https://login.directory.test', 'https://api.botframework.com', 'https://api.botframework.com', '', '', '', '',
      credentials(token), { requiredEndorsements: [], validateClaims: async () => {} }, undefined, undefined,
    );
    const response = await auth.createBotFrameworkClient().postActivity(PARENT, skill, to, serviceUrl, conversation, activity);
    tell({ status: response.status, body: response.body ?? null });
  } catch (failure) {
    tell({ failed: String(failure?.stack ?? failure) });
  }
});
