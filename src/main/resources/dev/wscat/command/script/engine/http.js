// http.createServer: one handler for the requests and the messages of a port.
(function (host, lib) {
	'use strict';

	const OPEN = 1;
	const CLOSING = 2;
	const CLOSED = 3;
	const SENDABLE = (code) => code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014 || code >= 3000 && code <= 4999;

	const headersOf = (flat) => {
		const headers = {};
		for (let i = 0; i < flat.length; i += 2) {
			const name = flat[i].toLowerCase();
			if (name === '__proto__') {
				continue;
			}
			headers[name] = Object.hasOwn(headers, name) ? headers[name] + ', ' + flat[i + 1] : flat[i + 1];
		}
		return headers;
	};

	const pathOf = (url) => {
		const ask = url.indexOf('?');
		return ask < 0 ? url : url.slice(0, ask);
	};

	// A connection of a server.
	class Connection {

		#handle;

		#server;

		#state = OPEN;

		#waiting = [];

		#headers = null;

		constructor(handle, server, url, protocol, remoteAddress) {
			this.#handle = handle;
			this.#server = server;
			Object.assign(this, { url, protocol, remoteAddress });
		}

		get readyState() {
			return this.#state === OPEN && host.isClosing(this.#handle) ? CLOSING : this.#state;
		}

		get bufferedAmount() {
			return host.buffered(this.#handle);
		}

		get pathname() {
			return pathOf(this.url);
		}

		get headers() {
			if (this.#headers === null) {
				this.#headers = headersOf(host.headers(this.#handle));
			}
			return this.#headers;
		}

		send(data) {
			return this.#state === OPEN && lib.send(this.#handle, data);
		}

		drain() {
			return lib.waitForRoom(this.#waiting, this.#handle);
		}

		close(code, reason = '') {
			lib.checkClosing(code, String(reason), SENDABLE);
			if (this.#state === OPEN) {
				this.#state = CLOSING;
				host.close(this.#handle, code === undefined ? 1000 : Number(code), String(reason));
			}
		}

		#call(request) {
			try {
				const result = this.#server.handler(request);
				if (result !== null && typeof result === 'object' && typeof result.then === 'function') {
					host.begun(this.#handle);
					result.then(() => host.done(this.#handle), (error) => {
						host.done(this.#handle);
						this.#failed(error);
					});
				}
			}
			catch (error) {
				this.#failed(error);
			}
		}

		// RFC 6455 section 7.4.1: 1011 is for what the server did not expect.
		#failed(error) {
			host.handlerFailed(this.#handle, lib.errorText(error));
			if (this.#state === OPEN) {
				this.#state = CLOSING;
				host.close(this.#handle, 1011, '');
			}
		}

		#request(type, more) {
			return { type, ws: this, url: this.url, pathname: this.pathname, headers: this.headers,
				remoteAddress: this.remoteAddress, ...more };
		}

		#message(data) {
			if (this.#state === OPEN) {
				this.#call({ type: 'websocket', ws: this, data, url: this.url, pathname: this.pathname,
					headers: this.headers });
			}
		}

		#drained() {
			const waiting = this.#waiting;
			this.#waiting = [];
			waiting.forEach((resolve) => resolve());
		}

		static {
			lib.peer = {
				open: (server, handle, url, protocol, remoteAddress) => {
					const connection = new Connection(handle, server, url, protocol, remoteAddress);
					if (server.events.has('open')) {
						connection.#call(connection.#request('open', { query: lib.queryOf(url) }));
					}
					return connection;
				},
				text: (connection, data) => connection.#message(data),
				binary: (connection, buffer) => connection.#message(lib.ownBytes(buffer)),
				drained: (connection) => connection.#drained(),
				closed: (connection, code, reason, wasClean) => {
					connection.#state = CLOSED;
					connection.#drained();
					if (connection.#server.events.has('close')) {
						connection.#call(connection.#request('close', { code, reason, wasClean }));
					}
				}
			};
		}

		[lib.SHOWN]() {
			return { url: this.url, readyState: this.readyState, protocol: this.protocol, remoteAddress: this.remoteAddress };
		}

	}

	const REASONS = { 404: 'nothing here\n', 500: 'the handler of this server failed\n' };
	const plain = (status) => ({ status, flat: ['content-type', 'text/plain; charset=utf-8'], body: REASONS[status] });

	const answerOf = (result) => {
		if (result === undefined || result === null) {
			return plain(404);
		}
		const isAnswer = typeof result === 'object' && !lib.payload(result);
		const { status = 200, headers, body = null } = isAnswer ? result : { body: result };
		if (!Number.isInteger(status) || status < 200 || status > 599) {
			throw new RangeError('the status of an answer is 200 to 599, not ' + status);
		}
		const flat = lib.flatHeaders(headers);
		const bytes = lib.payload(body);
		const json = bytes === null && body !== null && typeof body === 'object';
		if (!flat.some((name, i) => i % 2 === 0 && name.toLowerCase() === 'content-type') && body !== null && !bytes) {
			flat.push('content-type', json ? 'application/json' : 'text/plain; charset=utf-8');
		}
		return { status, flat, body: bytes || (body === null ? null : json ? JSON.stringify(body) : String(body)) };
	};

	const respond = (exchange, { status, flat, body }) => {
		if (body === null || typeof body === 'string') {
			host.respond(exchange, status, flat, body, null, 0, 0);
		}
		else {
			host.respond(exchange, status, flat, null, body.buffer, body.byteOffset, body.byteLength);
		}
	};

	const failed = (exchange, error) => {
		host.handlerFailed(exchange, lib.errorText(error));
		respond(exchange, plain(500));
	};

	const finish = (exchange, result) => {
		try {
			if (result instanceof lib.globals.Response) {
				const response = result;
				response.bytes().then((body) => respond(exchange, { status: response.status,
					flat: lib.flatHeaders(response.headers), body }), (error) => failed(exchange, error));
				return;
			}
			respond(exchange, answerOf(result));
		}
		catch (error) {
			failed(exchange, error);
		}
	};

	class Server extends lib.Emitter {

		#id = null;

		#address = null;

		constructor(handler, options) {
			super();
			if (typeof handler !== 'function') {
				throw new TypeError('http.createServer needs a handler');
			}
			this.handler = handler;
			this.events = new Set(options.events || []);
			Object.defineProperty(this, 'options', { value: options });
			Object.defineProperty(this, 'handler', { enumerable: false });
			Object.defineProperty(this, 'events', { enumerable: false });
		}

		get listening() {
			return this.#address !== null;
		}

		listen(port = 0, ...rest) {
			if (this.#id !== null) {
				throw new Error('this server listens already');
			}
			const place = typeof port === 'object' && port !== null ? port : { port };
			const name = place.host || (typeof rest[0] === 'string' ? rest[0] : null);
			const callback = rest.find((argument) => typeof argument === 'function');
			const number = Number(place.port);
			if (!Number.isInteger(number) || number < 0 || number > 65535) {
				throw new RangeError('a port is a number from 0 to 65535, not ' + place.port);
			}
			if (callback) {
				this.once('listening', callback);
			}
			const options = this.options;
			this.#id = host.listen(this, number, name, {
				path: options.path || null,
				protocols: Array.from(options.protocols || [], String),
				origins: Array.from(options.origins || [], String),
				headers: lib.flatHeaders(options.headers),
				maxConnections: Number(options.maxConnections) || 10000,
				maxBody: Number(options.maxBody) || 1048576,
				maxBuffered: Number(options.maxBuffered) || 0,
				pingInterval: options.pingInterval === undefined ? 30000 : Number(options.pingInterval),
				idleTimeout: options.idleTimeout === undefined ? -1 : Number(options.idleTimeout),
				tls: options.cert ? lib.tlsOptions(options) : null
			});
			return this;
		}

		address() {
			return this.#address;
		}

		close(callback) {
			if (typeof callback === 'function') {
				this.once('close', callback);
			}
			if (this.#id !== null) {
				host.closeServer(this.#id);
				this.#id = null;
			}
			return this;
		}

		static {
			lib.server = {
				listening: (server, port, address) => {
					server.#address = { port, address };
					server.emit('listening');
				},
				fault: (server, message) => {
					server.#id = null;
					const error = new Error(message);
					if (!server.emit('error', error)) {
						host.fatal(message);
					}
				},
				closed: (server) => {
					server.#address = null;
					server.emit('close');
				},
				request: (server, exchange, method, url, flat, buffer, remoteAddress) => {
					const headers = headersOf(flat);
					const bytes = lib.ownBytes(buffer);
					let result;
					try {
						result = server.handler({
							type: 'http', method, url, pathname: pathOf(url), query: lib.queryOf(url), headers, remoteAddress,
							body: /^(application\/octet-stream|image\/|audio\/|video\/)/.test(headers['content-type'] || '') ? bytes
								: new TextDecoder().decode(bytes)
						});
					}
					catch (error) {
						failed(exchange, error);
						return;
					}
					if (result !== null && typeof result === 'object' && typeof result.then === 'function') {
						result.then((answer) => finish(exchange, answer), (error) => failed(exchange, error));
					}
					else {
						finish(exchange, result);
					}
				}
			};
		}

	}

	lib.modules.http = {
		createServer: (first, second) => (typeof first === 'function' ? new Server(first, second || {})
			: new Server(second, first || {})),
		Server
	};
})
