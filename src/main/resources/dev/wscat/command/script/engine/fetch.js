// fetch, for bodies that are sent and received whole.
(function (host, lib) {
	'use strict';

	const { URL, URLSearchParams, Blob, DOMException } = lib.globals;

	class Headers {

		#map = new Map();

		constructor(init) {
			const flat = lib.flatHeaders(init);
			for (let i = 0; i < flat.length; i += 2) {
				this.append(flat[i], flat[i + 1]);
			}
		}

		append(name, value) {
			const key = String(name).toLowerCase();
			this.#map.set(key, this.#map.has(key) ? this.#map.get(key) + ', ' + value : String(value));
		}

		set(name, value) {
			this.#map.set(String(name).toLowerCase(), String(value));
		}

		get(name) {
			const value = this.#map.get(String(name).toLowerCase());
			return value === undefined ? null : value;
		}

		has(name) {
			return this.#map.has(String(name).toLowerCase());
		}

		delete(name) {
			this.#map.delete(String(name).toLowerCase());
		}

		forEach(callback, self) {
			this.#map.forEach((value, name) => callback.call(self, value, name, this));
		}

		entries() {
			return this.#map.entries();
		}

		keys() {
			return this.#map.keys();
		}

		values() {
			return this.#map.values();
		}

		[Symbol.iterator]() {
			return this.#map.entries();
		}

		[lib.SHOWN]() {
			return Object.fromEntries(this.#map);
		}

	}

	const bytesOfBody = (body) => (body === null || body === undefined ? new Uint8Array(0)
		: lib.payload(body) || new TextEncoder().encode(String(body)));

	class Response {

		#bytes;

		#used = false;

		constructor(body = null, init = {}) {
			this.#bytes = bytesOfBody(body);
			this.status = init.status === undefined ? 200 : init.status;
			this.statusText = init.statusText || '';
			this.headers = new Headers(init.headers);
			this.url = init.url || '';
			this.redirected = Boolean(init.redirected);
			this.type = 'default';
			if (typeof body === 'string' && !this.headers.has('content-type')) {
				this.headers.set('content-type', 'text/plain;charset=UTF-8');
			}
		}

		static json(value, init = {}) {
			const response = new Response(JSON.stringify(value), init);
			if (!new Headers(init.headers).has('content-type')) {
				response.headers.set('content-type', 'application/json');
			}
			return response;
		}

		get ok() {
			return this.status >= 200 && this.status < 300;
		}

		get bodyUsed() {
			return this.#used;
		}

		async bytes() {
			if (this.#used) {
				throw new TypeError('Body is unusable: it has been read already');
			}
			this.#used = true;
			return this.#bytes;
		}

		async arrayBuffer() {
			return (await this.bytes()).slice().buffer;
		}

		async text() {
			return new TextDecoder().decode(await this.bytes());
		}

		async json() {
			return JSON.parse(await this.text());
		}

		async blob() {
			return new Blob([await this.bytes()], { type: this.headers.get('content-type') || '' });
		}

		clone() {
			return new Response(this.#bytes, this);
		}

		[lib.SHOWN]() {
			return { status: this.status, statusText: this.statusText, url: this.url, headers: this.headers };
		}

	}

	class Request {

		constructor(input, init = {}) {
			const from = input instanceof Request ? input : {};
			this.url = new URL(input instanceof Request ? input.url : input).href;
			this.method = String(init.method || from.method || 'GET').toUpperCase();
			this.headers = new Headers(init.headers || from.headers);
			this.body = init.body === undefined ? from.body === undefined ? null : from.body : init.body;
			this.redirect = init.redirect || from.redirect || 'follow';
			this.signal = init.signal || from.signal || null;
			this.tls = init;
		}

	}

	const fetch = async (input, init = {}) => {
		const request = new Request(input, init);
		if (!/^https?:$/.test(new URL(request.url).protocol)) {
			throw new TypeError('fetch failed: ' + request.url + ' is none of http or https');
		}
		if (request.body !== null && (request.method === 'GET' || request.method === 'HEAD')) {
			throw new TypeError('Request with GET/HEAD method cannot have body');
		}
		if (request.body !== null && !request.headers.has('content-type')) {
			if (request.body instanceof URLSearchParams) {
				request.headers.set('content-type', 'application/x-www-form-urlencoded;charset=UTF-8');
			}
			else if (typeof request.body === 'string') {
				request.headers.set('content-type', 'text/plain;charset=UTF-8');
			}
		}
		if (request.signal) {
			request.signal.throwIfAborted();
		}
		const body = bytesOfBody(request.body);
		return new Promise((resolve, reject) => {
			const cancel = host.fetch(request.method, request.url, lib.flatHeaders(request.headers), body.buffer,
				body.byteOffset, body.byteLength, request.redirect, lib.tlsOptions(request.tls),
				(status, statusText, url, flat, buffer) => {
					const response = new Response(lib.ownBytes(buffer), { status, statusText, url, redirected: url !== request.url });
					for (let i = 0; i < flat.length; i += 2) {
						response.headers.append(flat[i], flat[i + 1]);
					}
					resolve(response);
				}, (message) => reject(new TypeError('fetch failed: ' + message)));
			if (request.signal) {
				request.signal.addEventListener('abort', () => {
					cancel();
					reject(request.signal.reason);
				}, { once: true });
			}
		});
	};

	Object.assign(lib.globals, { Headers, Response, Request, fetch });
})
