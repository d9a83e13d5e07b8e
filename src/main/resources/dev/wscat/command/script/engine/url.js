// URL and URLSearchParams, after the URL standard for http, https, ws, wss and file; other schemes are kept as they are.
(function (host, lib) {
	'use strict';

	const PORTS = { 'http:': '80', 'https:': '443', 'ws:': '80', 'wss:': '443', 'ftp:': '21', 'file:': '' };
	const encoder = new TextEncoder();

	const percent = (byte) => '%' + (byte < 16 ? '0' : '') + byte.toString(16).toUpperCase();
	const encode = (text, keep) => {
		let out = '';
		for (const character of text) {
			out += keep(character) ? character : Array.from(encoder.encode(character), percent).join('');
		}
		return out;
	};
	const printable = (character) => character > ' ' && character < '\x7f';
	const inPath = (character) => printable(character) && !'"#<>?`{}^'.includes(character);
	const inQuery = (character) => printable(character) && !'"#<>\''.includes(character);
	const inFragment = (character) => printable(character) && !'"<>`'.includes(character);
	const inUser = (character) => inPath(character) && !'/:;=@[\\]^|'.includes(character);
	const decode = (text) => {
		const bytes = [];
		const source = encoder.encode(text);
		for (let i = 0; i < source.length; i++) {
			const hex = source[i] === 0x25 ? String.fromCharCode(source[i + 1], source[i + 2]) : '';
			if (/^[0-9a-fA-F]{2}$/.test(hex)) {
				bytes.push(parseInt(hex, 16));
				i += 2;
			}
			else {
				bytes.push(source[i]);
			}
		}
		return new TextDecoder().decode(Uint8Array.from(bytes));
	};

	class URLSearchParams {

		#pairs = [];

		#changed = null;

		constructor(init = '') {
			if (typeof init === 'object' && init !== null) {
				const pairs = typeof init[Symbol.iterator] === 'function' ? init : Object.entries(init);
				for (const [name, value] of pairs) {
					this.#pairs.push([String(name), String(value)]);
				}
			}
			else {
				this.#read(String(init));
			}
		}

		#read(text) {
			const plus = (part) => decode(part.replace(/\+/g, ' '));
			this.#pairs = text.replace(/^\?/, '').split('&').filter((part) => part !== '').map((part) => {
				const at = part.indexOf('=');
				return at < 0 ? [plus(part), ''] : [plus(part.slice(0, at)), plus(part.slice(at + 1))];
			});
		}

		static [lib.SHOWN](params, changed) {
			params.#changed = changed;
		}

		#tell() {
			if (this.#changed) {
				this.#changed(this.toString());
			}
		}

		get size() {
			return this.#pairs.length;
		}

		get(name) {
			const found = this.#pairs.find((pair) => pair[0] === String(name));
			return found ? found[1] : null;
		}

		getAll(name) {
			return this.#pairs.filter((pair) => pair[0] === String(name)).map((pair) => pair[1]);
		}

		has(name) {
			return this.#pairs.some((pair) => pair[0] === String(name));
		}

		append(name, value) {
			this.#pairs.push([String(name), String(value)]);
			this.#tell();
		}

		set(name, value) {
			const at = this.#pairs.findIndex((pair) => pair[0] === String(name));
			if (at < 0) {
				this.#pairs.push([String(name), String(value)]);
			}
			else {
				this.#pairs[at][1] = String(value);
				this.#pairs = this.#pairs.filter((pair, i) => i <= at || pair[0] !== String(name));
			}
			this.#tell();
		}

		delete(name) {
			this.#pairs = this.#pairs.filter((pair) => pair[0] !== String(name));
			this.#tell();
		}

		sort() {
			this.#pairs.sort((one, two) => (one[0] < two[0] ? -1 : one[0] > two[0] ? 1 : 0));
			this.#tell();
		}

		forEach(callback, self) {
			this.#pairs.forEach(([name, value]) => callback.call(self, value, name, this));
		}

		*entries() {
			yield* this.#pairs.map((pair) => pair.slice());
		}

		*keys() {
			yield* this.#pairs.map((pair) => pair[0]);
		}

		*values() {
			yield* this.#pairs.map((pair) => pair[1]);
		}

		[Symbol.iterator]() {
			return this.entries();
		}

		toString() {
			const form = (text) => encode(text, (character) => /[A-Za-z0-9*._ -]/.test(character)).replace(/ /g, '+');
			return this.#pairs.map(([name, value]) => form(name) + '=' + form(value)).join('&');
		}

		[lib.SHOWN]() {
			return Object.fromEntries(this.#pairs);
		}

	}

	const fail = (text) => {
		const error = new TypeError('Invalid URL: ' + text);
		error.code = 'ERR_INVALID_URL';
		throw error;
	};

	const hostOf = (text, whole) => {
		if (/^\[[0-9a-fA-F:.]+\]$/.test(text)) {
			return text.toLowerCase();
		}
		const name = host.toAscii(decode(text));
		if (name === null || name === '' || /[\x00-\x20#%/:<>?@[\\\]^|\x7f]/.test(name)) {
			fail(whole);
		}
		if (/^\d+(\.\d+){3}$/.test(name) && name.split('.').some((part) => Number(part) > 255)) {
			fail(whole);
		}
		return name.toLowerCase();
	};

	const resolvePath = (path) => {
		const out = [];
		const parts = path.split('/').slice(1);
		parts.forEach((part, i) => {
			const dots = part.replace(/%2e/gi, '.');
			const last = i === parts.length - 1;
			if (dots === '..') {
				out.pop();
			}
			if (dots === '.' || dots === '..') {
				if (last) {
					out.push('');
				}
			}
			else {
				out.push(part);
			}
		});
		return '/' + out.join('/');
	};

	class URL {

		#parts;

		#params = null;

		constructor(url, base) {
			this.#parts = URL.#parse(String(url), base === undefined ? null : new URL(base).#parts);
		}

		static canParse(url, base) {
			try {
				return Boolean(new URL(url, base));
			}
			catch {
				return false;
			}
		}

		static parse(url, base) {
			return URL.canParse(url, base) ? new URL(url, base) : null;
		}

		static #parse(whole, base) {
			let text = whole.replace(/^[\x00-\x20]+|[\x00-\x20]+$/g, '').replace(/[\t\n\r]/g, '');
			const parts = { protocol: '', username: '', password: '', hostname: '', port: '', pathname: '', search: '',
				hash: '', opaque: false };
			const hash = text.indexOf('#');
			if (hash >= 0) {
				parts.hash = text.length > hash + 1 ? '#' + encode(text.slice(hash + 1), inFragment) : '';
				text = text.slice(0, hash);
			}
			const scheme = /^([A-Za-z][A-Za-z0-9+.-]*):/.exec(text);
			if (!scheme && !base || !scheme && base.opaque && text !== '') {
				fail(whole);
			}
			parts.protocol = scheme ? scheme[0].toLowerCase() : base.protocol;
			const special = parts.protocol in PORTS;
			let rest = scheme ? text.slice(scheme[0].length) : text;
			const ask = rest.indexOf('?');
			let search = null;
			if (ask >= 0) {
				search = rest.length > ask + 1 ? '?' + encode(rest.slice(ask + 1), inQuery) : '';
				rest = rest.slice(0, ask);
			}
			if (special) {
				rest = rest.replace(/\\/g, '/');
			}
			const authority = rest.startsWith('//') || special && scheme && !(base && base.protocol === parts.protocol)
				&& parts.protocol !== 'file:';
			if (authority) {
				const found = /^\/*([^/]*)(.*)$/s.exec(special ? rest : rest.slice(2));
				URL.#authority(found[1], parts, special, whole);
				parts.pathname = found[2] || (special ? '/' : '');
			}
			else if (scheme && !special && !rest.startsWith('/')) {
				parts.opaque = true;
				parts.pathname = rest;
				parts.search = search || '';
				return parts;
			}
			else if (base && !(scheme && !special)) {
				Object.assign(parts, { username: base.username, password: base.password, hostname: base.hostname,
					port: base.port });
				if (rest === '') {
					parts.pathname = base.pathname;
					search = search === null ? base.search : search;
				}
				else {
					parts.pathname = rest.startsWith('/') ? rest : base.pathname.replace(/[^/]*$/, '') + rest;
				}
			}
			else {
				parts.pathname = rest.startsWith('/') ? rest : '/' + rest;
			}
			parts.search = search || '';
			if (parts.pathname) {
				parts.pathname = resolvePath(encode(parts.pathname, inPath));
			}
			return parts;
		}

		static #authority(text, parts, special, whole) {
			const at = text.lastIndexOf('@');
			if (at >= 0) {
				const [, user, password] = /^([^:]*):?(.*)$/s.exec(text.slice(0, at));
				parts.username = encode(user, inUser);
				parts.password = encode(password, inUser);
			}
			const found = /^(\[[^\]]*\]|[^:]*)(?::(.*))?$/s.exec(text.slice(at + 1)) || fail(whole);
			if (found[2] && !/^\d{1,5}$/.test(found[2]) || Number(found[2]) > 65535) {
				fail(whole);
			}
			if (found[1] === '' && (parts.protocol !== 'file:' && special)) {
				fail(whole);
			}
			parts.hostname = found[1] === '' ? '' : hostOf(found[1], whole);
			const port = found[2] ? String(Number(found[2])) : '';
			parts.port = port === PORTS[parts.protocol] ? '' : port;
		}

		get protocol() {
			return this.#parts.protocol;
		}

		set protocol(value) {
			this.#parts.protocol = String(value).replace(/:.*$/, '').toLowerCase() + ':';
		}

		get username() {
			return this.#parts.username;
		}

		set username(value) {
			this.#parts.username = encode(String(value), inUser);
		}

		get password() {
			return this.#parts.password;
		}

		set password(value) {
			this.#parts.password = encode(String(value), inUser);
		}

		get hostname() {
			return this.#parts.hostname;
		}

		set hostname(value) {
			this.#parts.hostname = hostOf(String(value), value);
		}

		get port() {
			return this.#parts.port;
		}

		set port(value) {
			const port = String(value);
			if (port === '' || /^\d{1,5}$/.test(port) && Number(port) <= 65535) {
				this.#parts.port = port === PORTS[this.protocol] ? '' : port;
			}
		}

		get host() {
			return this.hostname + (this.port ? ':' + this.port : '');
		}

		set host(value) {
			URL.#authority(String(value), this.#parts, true, value);
		}

		get origin() {
			return this.protocol in PORTS && this.protocol !== 'file:' ? this.protocol + '//' + this.host : 'null';
		}

		get pathname() {
			return this.#parts.pathname;
		}

		set pathname(value) {
			this.#parts.pathname = resolvePath(encode('/' + String(value).replace(/^\//, ''), inPath));
		}

		get search() {
			return this.#parts.search;
		}

		set search(value) {
			this.#setSearch(String(value).replace(/^\?/, ''));
			this.#params = null;
		}

		#setSearch(text) {
			this.#parts.search = text ? '?' + encode(text, inQuery) : '';
		}

		get searchParams() {
			if (this.#params === null) {
				this.#params = new URLSearchParams(this.search);
				URLSearchParams[lib.SHOWN](this.#params, (text) => this.#setSearch(text));
			}
			return this.#params;
		}

		get hash() {
			return this.#parts.hash;
		}

		set hash(value) {
			const text = String(value).replace(/^#/, '');
			this.#parts.hash = text ? '#' + encode(text, inFragment) : '';
		}

		get href() {
			const user = this.username + (this.password ? ':' + this.password : '');
			const slashes = this.#parts.opaque || !this.hostname && this.protocol !== 'file:' ? '' : '//';
			return this.protocol + slashes + (user ? user + '@' : '') + this.host + this.pathname + this.search + this.hash;
		}

		set href(value) {
			this.#parts = URL.#parse(String(value), null);
			this.#params = null;
		}

		toString() {
			return this.href;
		}

		toJSON() {
			return this.href;
		}

		[lib.SHOWN]() {
			const { href, origin, protocol, hostname, port, pathname, search, hash } = this;
			return { href, origin, protocol, hostname, port, pathname, search, hash };
		}

	}

	lib.queryOf = (url) => {
		const ask = url.indexOf('?');
		return ask < 0 ? {} : Object.fromEntries(new URLSearchParams(url.slice(ask)).entries());
	};
	Object.assign(lib.globals, { URL, URLSearchParams });
})
