// The Playground listens on every address; here it is for this machine alone.
const net = require('node:net');
const listen = net.Server.prototype.listen;
net.Server.prototype.listen = function (port, ...rest) {
  if (typeof port === 'object' && port !== null && port.port !== undefined) return listen.call(this, { ...port, host: '127.0.0.1' }, ...rest);
  if (typeof port === 'number' || typeof port === 'string') return listen.call(this, { port: Number(port), host: '127.0.0.1' }, ...rest.filter((r) => typeof r === 'function'));
  return listen.call(this, port, ...rest);
};
