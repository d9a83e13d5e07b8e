// The client's WebSocket as the WebSockets standard has it, and what it has in common with that of a server.
(function (host, lib) {
	'use strict';

	const { Event, EventTarget, MessageEvent, CloseEvent, ErrorEvent, DOMException, URL } = lib.globals;
	const CONNECTING = 0;
	const OPEN = 1;
	const CLOSING = 2;
	const CLOSED = 3;
	const TOKEN = /^[!#$%&'*+.^_`|~0-9A-Za-z-]+$/;

	class Blob {

		#bytes;

		constructor(parts = [], options = {}) {
			const all = Array.from(parts, (part) => (part instanceof Blob ? part.#bytes
				: lib.bytesOf(part) || new TextEncoder().encode(String(part))));
			this.#bytes = new Uint8Array(all.reduce((sum, bytes) => sum + bytes.length, 0));
			let at = 0;
			for (const bytes of all) {
				this.#bytes.set(bytes, at);
				at += bytes.length;
			}
			this.type = String(options.type || '').toLowerCase();
		}

		static bytes(blob) {
			return blob.#bytes;
		}

		get size() {
			return this.#bytes.length;
		}

		async arrayBuffer() {
			return this.#bytes.slice().buffer;
		}

		async bytes() {
			return this.#bytes.slice();
		}

		async text() {
			return new TextDecoder().decode(this.#bytes);
		}

		slice(from, to, type) {
			return new Blob([this.#bytes.slice(from, to)], { type });
		}

	}

	const blobBytes = Blob.bytes;
	delete Blob.bytes;

	// Bytes of a Blob, a buffer or a view, or null for what is text.
	lib.payload = (data) => (typeof data === 'string' ? null : data instanceof Blob ? blobBytes(data)
		: lib.bytesOf(data));
	lib.send = (handle, data) => {
		if (typeof data === 'string') {
			return host.sendText(handle, data);
		}
		const bytes = lib.payload(data);
		return bytes === null ? host.sendText(handle, String(data))
			: host.sendBytes(handle, bytes.buffer, bytes.byteOffset, bytes.byteLength);
	};
	lib.sizeOf = (data) => {
		const bytes = lib.payload(data);
		return bytes === null ? new TextEncoder().encode(String(data)).length : bytes.byteLength;
	};
	lib.checkClosing = (code, reason, allowed) => {
		if (code !== undefined && !allowed(Number(code))) {
			throw new DOMException('a close code is 1000 or 3000 to 4999, not ' + code, 'InvalidAccessError');
		}
		if (new TextEncoder().encode(reason).length > 123) {
			throw new DOMException('a close reason has at most 123 bytes of UTF-8', 'SyntaxError');
		}
	};
	// Names and values, one after the other, of an object, a Headers or a list of pairs.
	lib.flatHeaders = (headers) => {
		const flat = [];
		if (headers === undefined || headers === null) {
			return flat;
		}
		const pairs = typeof headers[Symbol.iterator] === 'function' ? headers : Object.entries(headers);
		for (const [name, values] of pairs) {
			for (const value of Array.isArray(values) ? values : [values]) {
				const text = String(value).trim();
				if (!TOKEN.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) {
					throw new TypeError('Invalid header: ' + name);
				}
				flat.push(String(name), text);
			}
		}
		return flat;
	};
	lib.tlsOptions = (options = {}) => {
		const list = (value) => (value === undefined || value === null ? [] : Array.isArray(value) ? value : [value]).map(String);
		const one = (value) => (value === undefined || value === null ? null : String(value));
		return { ca: list(options.ca), cert: one(options.cert), key: one(options.key), passphrase: one(options.passphrase),
			insecure: options.rejectUnauthorized === false, servername: one(options.servername) };
	};

	// Promises that wait until what was sent is on its way.
	lib.waitForRoom = (waiting, handle) => (host.buffered(handle) === 0 || host.isClosing(handle) ? Promise.resolve()
		: new Promise((resolve) => {
			waiting.push(resolve);
			host.tellDrained(handle);
		}));

	class WebSocket extends EventTarget {

		static CONNECTING = CONNECTING;

		static OPEN = OPEN;

		static CLOSING = CLOSING;

		static CLOSED = CLOSED;

		#handle = null;

		#state = CONNECTING;

		#url;

		#protocol = '';

		#extensions = '';

		#binaryType = 'blob';

		#late = 0;

		#waiting = [];

		onopen = null;

		onmessage = null;

		onerror = null;

		onclose = null;

		constructor(url, protocols = [], options = {}) {
			super();
			let parsed;
			try {
				parsed = new URL(url);
			}
			catch {
				throw new DOMException("The URL '" + url + "' is invalid", 'SyntaxError');
			}
			parsed.protocol = parsed.protocol.replace(/^http/, 'ws');
			if (!/^wss?:$/.test(parsed.protocol) || parsed.hash) {
				throw new DOMException("The URL '" + url + "' is none of ws or wss, or has a fragment", 'SyntaxError');
			}
			const offered = (Array.isArray(protocols) ? protocols : [protocols]).map(String);
			if (!offered.every((name) => TOKEN.test(name)) || new Set(offered).size !== offered.length) {
				throw new DOMException('The subprotocols ' + offered + ' are invalid or not distinct', 'SyntaxError');
			}
			this.#url = parsed.href;
			this.#handle = host.connect(this, this.#url, offered, lib.flatHeaders(options.headers), lib.tlsOptions(options),
				Number(options.maxBuffered) || 0);
		}

		get url() {
			return this.#url;
		}

		get protocol() {
			return this.#protocol;
		}

		get extensions() {
			return this.#extensions;
		}

		get binaryType() {
			return this.#binaryType;
		}

		set binaryType(type) {
			if (type === 'blob' || type === 'arraybuffer') {
				this.#binaryType = type;
			}
		}

		get readyState() {
			return this.#state === OPEN && host.isClosing(this.#handle) ? CLOSING : this.#state;
		}

		get bufferedAmount() {
			return this.#late + host.buffered(this.#handle);
		}

		send(data) {
			if (arguments.length === 0) {
				throw new TypeError('send needs what to send');
			}
			if (this.#state === CONNECTING) {
				throw new DOMException('Still in CONNECTING state', 'InvalidStateError');
			}
			if (this.readyState !== OPEN) {
				this.#late += lib.sizeOf(data);
				return;
			}
			lib.send(this.#handle, data);
		}

		drain() {
			return lib.waitForRoom(this.#waiting, this.#handle);
		}

		close(code, reason = '') {
			lib.checkClosing(code, String(reason), (number) => number === 1000 || number >= 3000 && number <= 4999);
			if (this.#state < CLOSING) {
				this.#state = CLOSING;
				host.close(this.#handle, code === undefined ? 1005 : Number(code), String(reason));
			}
		}

		static #opened(socket, protocol, extensions) {
			if (socket.#state === CONNECTING) {
				socket.#state = OPEN;
				socket.#protocol = protocol;
				socket.#extensions = extensions;
				socket.dispatchEvent(new Event('open'));
			}
		}

		static #received(socket, data) {
			if (socket.#state === OPEN) {
				socket.dispatchEvent(new MessageEvent('message', { data, origin: new URL(socket.#url).origin }));
			}
		}

		static #drained(socket) {
			const waiting = socket.#waiting;
			socket.#waiting = [];
			waiting.forEach((resolve) => resolve());
		}

		static {
			lib.client = {
				opened: WebSocket.#opened,
				text: WebSocket.#received,
				binary: (socket, buffer) => {
					const bytes = lib.ownBytes(buffer);
					WebSocket.#received(socket, socket.#binaryType === 'blob' ? new Blob([bytes]) : bytes.buffer);
				},
				drained: WebSocket.#drained,
				closed: (socket, code, reason, wasClean, fault = null) => {
					socket.#state = CLOSED;
					WebSocket.#drained(socket);
					if (fault !== null) {
						socket.dispatchEvent(new ErrorEvent('error', { message: fault, error: new Error(fault) }));
					}
					socket.dispatchEvent(new CloseEvent('close', { code, reason, wasClean }));
				}
			};
		}

		[lib.SHOWN]() {
			return { url: this.url, readyState: this.readyState, protocol: this.protocol };
		}

	}

	for (const [name, value] of Object.entries({ CONNECTING, OPEN, CLOSING, CLOSED })) {
		Object.defineProperty(WebSocket, name, { value, enumerable: true });
		Object.defineProperty(WebSocket.prototype, name, { value, enumerable: true });
	}

	Object.assign(lib.globals, { Blob, WebSocket });
})
