// Microsoft's botbuilder as a channel's connector: its routes, and its judgement of the tokens that we send.
// One line of JSON in: the settings of its authentication. Lines out: {"port":n}, then each call that it took or refused.
const http = require('node:http');
const { ChannelServiceRoutes, ConfigurationBotFrameworkAuthentication } = require('botbuilder');
const { AuthenticationConfiguration, allowedCallersClaimsValidator } = require('botframework-connector');
const { CloudChannelServiceHandler } = require('botbuilder/lib/cloudChannelServiceHandler');

const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');
let count = 0;

class Handler extends CloudChannelServiceHandler {
    // Why a token was refused stands in no answer; a test that fails wants to see it.
    async authenticate(header) {
        try { return await super.authenticate(header); } catch (error) { say({ why: String(error.message) }); throw error; }
    }
    took(call, claims, conversation, more) {
        say({ call, conversation, appId: claims.getClaimValue('appid') ?? claims.getClaimValue('azp'), ...more });
        return { id: `m-${++count}` };
    }
    async onSendToConversation(claims, conversation, activity) { return this.took('send', claims, conversation, { activity }); }
    async onReplyToActivity(claims, conversation, id, activity) { return this.took('reply', claims, conversation, { id, activity }); }
    async onUpdateActivity(claims, conversation, id, activity) { return this.took('update', claims, conversation, { id, activity }); }
    async onDeleteActivity(claims, conversation, id) { this.took('delete', claims, conversation, { id }); }
    async onCreateConversation(claims, parameters) { return { ...this.took('create', claims, '', { parameters }), serviceUrl: '' }; }
    async onGetConversationPagedMembers(claims, conversation) { this.took('members', claims, conversation, {}); return { members: [{ id: 'u1' }, { id: 'u2' }] }; }
}

// As much of a web server as the routes ask for.
function serve(settings) {
    const routes = [];
    const add = (method) => (path, handle) => routes.push({ method, names: [...path.matchAll(/:(\w+)/g)].map((m) => m[1]), shape: new RegExp('^' + path.replace(/:\w+/g, '([^/]+)') + '$'), handle });
    new ChannelServiceRoutes(new Handler(new ConfigurationBotFrameworkAuthentication(settings, undefined, new AuthenticationConfiguration([], allowedCallersClaimsValidator([settings.caller]))))).register({ get: add('GET'), post: add('POST'), put: add('PUT'), delete: add('DELETE') });
    const server = http.createServer(async (req, res) => {
        const path = req.url.split('?')[0];
        const found = routes.map((route) => ({ route, match: route.method === req.method && route.shape.exec(path) })).filter((r) => r.match).pop();
        const text = await new Promise((done) => { let all = ''; req.on('data', (part) => (all += part)); req.on('end', () => done(all)); });
        res.status = (code) => { res.statusCode = code; return res; };
        res.send = (body) => { res.setHeader('Content-Type', 'application/json'); res.write(typeof body === 'string' ? body : JSON.stringify(body)); };
        res.on('finish', () => res.statusCode >= 400 && say({ refused: res.statusCode, path }));
        if (!found) return res.status(404).end();
        req.params = Object.fromEntries(found.route.names.map((name, i) => [name, decodeURIComponent(found.match[i + 1])]));
        req.query = Object.fromEntries(new URL(req.url, 'http://x').searchParams);
        req.body = text ? JSON.parse(text) : undefined;
        found.route.handle(req, res, () => {});
    });
    server.listen(0, '127.0.0.1', () => say({ port: server.address().port }));
    return server;
}

let server;
const lines = require('node:readline').createInterface({ input: process.stdin });
lines.on('line', (line) => (server = serve(JSON.parse(line))));
lines.on('close', () => process.exit(0));
