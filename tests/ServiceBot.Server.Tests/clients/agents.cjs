// Microsoft's agents-hosting, the SDK after botbuilder, as judge of the tokens that we send: a channel's connector behind its authorizeJWT.
// One line of JSON in: the settings of its authentication. Lines out: {"port":n}, then each call that it took or refused.
const http = require('node:http');
const { authorizeJWT } = require('@microsoft/agents-hosting');

const say = (line) => process.stdout.write(JSON.stringify(line) + '\n');
let count = 0;

function serve(settings) {
    const connection = { clientId: settings.clientId, tenantId: settings.tenantId, authorityEndpoint: settings.authorityEndpoint, issuers: settings.issuers, validateIssuer: true };
    const authorize = authorizeJWT({ ...connection, connections: new Map([['us', connection]]) });
    const server = http.createServer(async (req, res) => {
        const text = await new Promise((done) => { let all = ''; req.on('data', (part) => (all += part)); req.on('end', () => done(all)); });
        // As much of a web server as the middleware asks for.
        res.status = (code) => { res.statusCode = code; return res; };
        res.send = res.json = (body) => { res.setHeader('Content-Type', 'application/json'); res.end(typeof body === 'string' ? body : JSON.stringify(body)); say({ refused: res.statusCode, path: req.url, why: body }); return res; };
        await authorize(req, res, (error) => {
            if (error) return res.status(401).send({ error: String(error.message) });
            say({ call: req.method, path: req.url, appId: req.user?.appid ?? req.user?.azp, activity: text ? JSON.parse(text) : undefined });
            res.statusCode = 201;
            res.setHeader('Content-Type', 'application/json');
            res.end(JSON.stringify({ id: `m-${++count}` }));
        });
    });
    server.listen(0, '127.0.0.1', () => say({ port: server.address().port }));
}

const lines = require('node:readline').createInterface({ input: process.stdin });
lines.on('line', (line) => serve(JSON.parse(line)));
lines.on('close', () => process.exit(0));
