// process, the files a program may have, and small things every program expects.
(function (host, lib) {
	'use strict';

	const { DOMException } = lib.globals;
	const emitter = new lib.Emitter();
	const waiting = [];
	const lines = [];
	let ended = false;
	let reading = false;

	const startReading = () => {
		if (!reading) {
			reading = true;
			host.readLines((line) => {
				if (stdin.emit('line', line)) {
					return;
				}
				const next = waiting.shift();
				if (next) {
					next({ value: line, done: false });
				}
				else {
					lines.push(line);
				}
				host.linesWaiting(lines.length);
			}, () => {
				ended = true;
				waiting.splice(0).forEach((next) => next({ value: undefined, done: true }));
				stdin.emit('end');
			});
		}
	};

	class Stdin extends lib.Emitter {

		on(name, listener) {
			super.on(name, listener);
			if (name === 'line') {
				startReading();
			}
			return this;
		}

		[Symbol.asyncIterator]() {
			startReading();
			return {
				next: () => {
					if (lines.length > 0) {
						const value = lines.shift();
						host.linesWaiting(lines.length);
						return Promise.resolve({ value, done: false });
					}
					return ended ? Promise.resolve({ value: undefined, done: true })
						: new Promise((resolve) => waiting.push(resolve));
				},
				return: () => {
					host.stopLines();
					return Promise.resolve({ value: undefined, done: true });
				},
				[Symbol.asyncIterator]() {
					return this;
				}
			};
		}

		close() {
			host.stopLines();
		}

	}

	const stdin = new Stdin();
	const writer = (error) => ({
		write: (data) => {
			host.print(error, String(data));
			return true;
		},
		isTTY: host.isTerminal(error ? 2 : 1)
	});

	const process = {
		argv: host.argv.slice(),
		env: { ...host.env },
		exitCode: undefined,
		platform: host.platform,
		version: host.version,
		versions: { wscat: host.version, graaljs: host.engine },
		exit: (code) => {
			host.exit(Number(code === undefined ? process.exitCode || 0 : code) | 0);
		},
		cwd: () => host.cwd(),
		uptime: () => host.now() / 1000,
		nextTick: (callback, ...args) => lib.globals.queueMicrotask(() => callback(...args)),
		stdin,
		stdout: writer(false),
		stderr: writer(true)
	};
	for (const name of ['on', 'once', 'off', 'emit', 'listenerCount']) {
		process[name] = (...args) => {
			const result = emitter[name](...args);
			return result === emitter ? process : result;
		};
	}
	process.addListener = process.on;
	process.removeListener = process.off;

	lib.processEvent = (name, ...args) => emitter.emit(name, ...args);
	lib.exitCode = () => (Number(process.exitCode) || 0) | 0;
	lib.hasListener = (name) => emitter.listenerCount(name) > 0;
	lib.globals.process = process;
	lib.modules.process = process;

	// fs: promises, or a callback as the last argument.
	const settled = (work, callback) => {
		if (typeof callback !== 'function') {
			return work;
		}
		work.then((value) => lib.guard(callback, undefined, null, value), (error) => lib.guard(callback, undefined, error));
		return undefined;
	};
	const fault = (code, message) => Object.assign(new Error(code + ': ' + message), { code });
	const readFile = (path, options, callback = options) => {
		const encoding = typeof options === 'string' ? options : options && options.encoding;
		return settled(new Promise((resolve, reject) => host.readFile(String(path), (buffer) => {
			const bytes = lib.ownBytes(buffer);
			resolve(encoding ? new TextDecoder(encoding).decode(bytes) : bytes);
		}, (code, message) => reject(fault(code, message)))), callback);
	};
	const writeFile = (path, data, options, callback = options) => {
		const bytes = lib.payload(data) || new TextEncoder().encode(String(data));
		return settled(new Promise((resolve, reject) => host.writeFile(String(path), bytes.buffer, bytes.byteOffset,
			bytes.byteLength, () => resolve(), (code, message) => reject(fault(code, message)))), callback);
	};
	lib.modules.fs = { readFile, writeFile, promises: { readFile, writeFile } };

	const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/';
	const badCharacter = () => new DOMException('The string contains invalid characters', 'InvalidCharacterError');
	lib.globals.btoa = (text) => {
		const codes = Array.from(String(text), (character) => character.codePointAt(0));
		if (codes.some((code) => code > 255)) {
			throw badCharacter();
		}
		let out = '';
		for (let i = 0; i < codes.length; i += 3) {
			const bits = codes[i] << 16 | (codes[i + 1] || 0) << 8 | (codes[i + 2] || 0);
			out += ALPHABET[bits >> 18] + ALPHABET[bits >> 12 & 63] + (i + 1 < codes.length ? ALPHABET[bits >> 6 & 63] : '=')
				+ (i + 2 < codes.length ? ALPHABET[bits & 63] : '=');
		}
		return out;
	};
	lib.globals.atob = (text) => {
		const clean = String(text).replace(/[\t\n\f\r ]/g, '').replace(/={1,2}$/, '');
		if (!/^[A-Za-z0-9+/]*$/.test(clean) || clean.length % 4 === 1) {
			throw badCharacter();
		}
		let out = '';
		let bits = 0;
		let held = 0;
		for (const character of clean) {
			bits = (bits << 6 | ALPHABET.indexOf(character)) & 0xffffff;
			held += 6;
			if (held >= 8) {
				held -= 8;
				out += String.fromCharCode(bits >> held & 255);
			}
		}
		return out;
	};
	lib.globals.crypto = {
		getRandomValues: (array) => {
			const bytes = new Uint8Array(array.buffer, array.byteOffset, array.byteLength);
			bytes.set(lib.ownBytes(host.random(bytes.length)));
			return array;
		},
		randomUUID: () => host.uuid()
	};
})
