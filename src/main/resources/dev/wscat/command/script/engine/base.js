// Errors that nobody catches, timers, microtasks, events.
(function (host, lib) {
	'use strict';

	lib.SHOWN = Symbol('shown');

	// Runs what somebody handed in; what it throws is the program's fault, not ours.
	lib.guard = (callback, self, ...args) => {
		try {
			return callback.apply(self, args);
		}
		catch (error) {
			lib.uncaught(error);
			return undefined;
		}
	};

	lib.uncaught = (error) => {
		if (lib.processEvent && lib.processEvent('uncaughtException', error)) {
			return;
		}
		host.uncaught(lib.errorText(error));
	};

	const needFunction = (callback) => {
		if (typeof callback !== 'function') {
			throw new TypeError('the callback is no function');
		}
	};

	class Timeout {

		#id;

		constructor(id) {
			this.#id = id;
		}

		ref() {
			host.refTimer(this.#id, true);
			return this;
		}

		unref() {
			host.refTimer(this.#id, false);
			return this;
		}

		[Symbol.toPrimitive]() {
			return this.#id;
		}

	}

	const timer = (callback, delay, repeat, args) => {
		needFunction(callback);
		let time = Number(delay);
		if (!(time >= 1 && time <= 2147483647)) {
			time = 1;
		}
		return new Timeout(host.setTimer(() => lib.guard(callback, undefined, ...args), time, repeat));
	};
	const clear = (timeout) => {
		if (timeout !== undefined && timeout !== null) {
			host.clearTimer(Number(timeout));
		}
	};

	lib.globals = {
		setTimeout: (callback, delay, ...args) => timer(callback, delay, false, args),
		setInterval: (callback, delay, ...args) => timer(callback, delay, true, args),
		setImmediate: (callback, ...args) => timer(callback, 0, false, args),
		clearTimeout: clear,
		clearInterval: clear,
		clearImmediate: clear,
		queueMicrotask: (callback) => {
			needFunction(callback);
			Promise.resolve().then(() => lib.guard(callback, undefined));
		},
		performance: { now: () => host.now(), timeOrigin: Date.now() }
	};

	class DOMException extends Error {

		constructor(message = '', name = 'Error') {
			super(message);
			Object.defineProperty(this, 'name', { value: name, configurable: true });
		}

	}

	class Event {

		constructor(type, init = {}) {
			this.type = String(type);
			this.cancelable = Boolean(init.cancelable);
			this.defaultPrevented = false;
			this.target = null;
		}

		get currentTarget() {
			return this.target;
		}

		preventDefault() {
			this.defaultPrevented = this.cancelable;
		}

		stopImmediatePropagation() {
			this.stopped = true;
		}

		stopPropagation() {
		}

	}

	const field = (type, names) => class extends Event {

		constructor(kind, init = {}) {
			super(kind, init);
			for (const [name, initial] of names) {
				this[name] = init[name] === undefined ? initial : init[name];
			}
		}

		static get name() {
			return type;
		}

	};

	class EventTarget {

		#listeners = new Map();

		addEventListener(type, listener, options) {
			if (listener === null || listener === undefined) {
				return;
			}
			const list = this.#listeners.get(type) || [];
			if (!list.some((entry) => entry.listener === listener)) {
				list.push({ listener, once: Boolean(options && options.once) });
				this.#listeners.set(type, list);
			}
		}

		removeEventListener(type, listener) {
			const list = this.#listeners.get(type);
			if (list) {
				this.#listeners.set(type, list.filter((entry) => entry.listener !== listener));
			}
		}

		dispatchEvent(event) {
			event.target = this;
			const own = this['on' + event.type];
			if (typeof own === 'function') {
				lib.guard(own, this, event);
			}
			const list = this.#listeners.get(event.type);
			if (list) {
				for (const entry of list.slice()) {
					if (entry.once) {
						this.removeEventListener(event.type, entry.listener);
					}
					if (event.stopped) {
						break;
					}
					const callback = typeof entry.listener === 'function' ? entry.listener : entry.listener.handleEvent;
					lib.guard(callback, typeof entry.listener === 'function' ? this : entry.listener, event);
				}
			}
			return !event.defaultPrevented;
		}

	}

	class AbortSignal extends EventTarget {

		aborted = false;

		reason = undefined;

		onabort = null;

		static abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
			const signal = new AbortSignal();
			lib.abort(signal, reason);
			return signal;
		}

		static timeout(time) {
			const signal = new AbortSignal();
			lib.globals.setTimeout(() => lib.abort(signal,
				new DOMException('The operation was aborted due to timeout', 'TimeoutError')), time).unref();
			return signal;
		}

		throwIfAborted() {
			if (this.aborted) {
				throw this.reason;
			}
		}

	}

	lib.abort = (signal, reason) => {
		if (!signal.aborted) {
			signal.aborted = true;
			signal.reason = reason;
			signal.dispatchEvent(new Event('abort'));
		}
	};

	class AbortController {

		signal = new AbortSignal();

		abort(reason = new DOMException('This operation was aborted', 'AbortError')) {
			lib.abort(this.signal, reason);
		}

	}

	// How a program of Node's finds out what happens to a server or to the process.
	class Emitter {

		#listeners = new Map();

		on(name, listener) {
			needFunction(listener);
			this.#listeners.set(name, (this.#listeners.get(name) || []).concat(listener));
			return this;
		}

		once(name, listener) {
			const one = (...args) => {
				this.off(name, one);
				listener.apply(this, args);
			};
			return this.on(name, one);
		}

		off(name, listener) {
			this.#listeners.set(name, (this.#listeners.get(name) || []).filter((other) => other !== listener));
			return this;
		}

		emit(name, ...args) {
			const list = this.#listeners.get(name) || [];
			list.forEach((listener) => lib.guard(listener, this, ...args));
			return list.length > 0;
		}

		listenerCount(name) {
			return (this.#listeners.get(name) || []).length;
		}

	}

	// The bytes of what may be sent: a copy is made by who takes them.
	lib.bytesOf = (data) => {
		if (data instanceof ArrayBuffer) {
			return new Uint8Array(data);
		}
		return ArrayBuffer.isView(data) ? new Uint8Array(data.buffer, data.byteOffset, data.byteLength) : null;
	};
	// Bytes that came from outside, as the program's own.
	lib.ownBytes = (buffer) => new Uint8Array(new Uint8Array(new ArrayBuffer(buffer)));

	lib.Emitter = Emitter;
	Object.assign(lib.globals, {
		DOMException,
		Event,
		EventTarget,
		AbortController,
		AbortSignal,
		MessageEvent: field('MessageEvent', [['data', null], ['origin', ''], ['lastEventId', '']]),
		CloseEvent: field('CloseEvent', [['code', 0], ['reason', ''], ['wasClean', false]]),
		ErrorEvent: field('ErrorEvent', [['message', ''], ['error', null]])
	});
})
