// What console shows of values, and console itself.
(function (host, lib) {
	'use strict';

	const DEPTH = 3;
	const MOST = 100;
	const WIDTH = 76;

	const isPlainKey = (key) => /^[A-Za-z_$][\w$]*$/.test(key);
	const quote = (text) => {
		const shown = JSON.stringify(text);
		return text.includes("'") ? shown : "'" + shown.slice(1, -1).replace(/\\"/g, '"') + "'";
	};

	// A stack of the script's own frames.
	const errorText = (error) => {
		let text;
		try {
			text = String(error.stack || error);
		}
		catch {
			text = 'an error that cannot be shown';
		}
		const lines = text.split('\n').filter((line) => !/^\s+at .*\bwscat:/.test(line));
		return lines.join('\n').trimEnd();
	};

	const layout = (open, parts, close) => {
		if (parts.length === 0) {
			return open + close;
		}
		const inner = parts.join(', ');
		if (inner.length <= WIDTH && !inner.includes('\n')) {
			return open + ' ' + inner + ' ' + close;
		}
		return open + '\n' + parts.map((part) => '  ' + part.replace(/\n/g, '\n  ')).join(',\n') + '\n' + close;
	};

	const nameOf = (value) => {
		const prototype = Object.getPrototypeOf(value);
		const name = prototype && prototype.constructor && prototype.constructor.name;
		return prototype === null ? '[null prototype]' : name || 'Object';
	};

	const properties = (value, seen, depth, skip) => {
		const parts = [];
		const keys = Reflect.ownKeys(value).filter((key) => Object.prototype.propertyIsEnumerable.call(value, key));
		for (const key of keys) {
			if (skip && skip(key)) {
				continue;
			}
			if (parts.length === MOST) {
				parts.push('... more');
				break;
			}
			const shownKey = typeof key === 'symbol' ? '[' + String(key) + ']' : isPlainKey(key) ? key : quote(key);
			const described = Object.getOwnPropertyDescriptor(value, key);
			const shown = described.get ? '[Getter]' : inspect(described.value, seen, depth + 1, true);
			parts.push(shownKey + ': ' + shown);
		}
		return parts;
	};

	const listed = (items, size, show) => {
		const parts = [];
		for (const item of items) {
			if (parts.length === MOST) {
				parts.push('... ' + (size - MOST) + ' more items');
				break;
			}
			parts.push(show(item));
		}
		return parts;
	};

	const inspectObject = (value, seen, depth) => {
		const name = nameOf(value);
		const prefix = name === 'Object' ? '' : name + ' ';
		const show = (item) => inspect(item, seen, depth + 1, true);
		if (Array.isArray(value)) {
			const rest = properties(value, seen, depth, (key) => typeof key === 'string' && /^\d+$/.test(key));
			return layout((name === 'Array' ? '' : name + '(' + value.length + ') ') + '[',
				listed(value, value.length, show).concat(rest), ']');
		}
		if (ArrayBuffer.isView(value) && !(value instanceof DataView)) {
			return layout(name + '(' + value.length + ') [', listed(value, value.length, String), ']');
		}
		if (value instanceof ArrayBuffer) {
			return 'ArrayBuffer { byteLength: ' + value.byteLength + ' }';
		}
		if (value instanceof Map) {
			return layout(name + '(' + value.size + ') {', listed(value, value.size,
				([key, item]) => show(key) + ' => ' + show(item)), '}');
		}
		if (value instanceof Set) {
			return layout(name + '(' + value.size + ') {', listed(value, value.size, show), '}');
		}
		if (value instanceof Date) {
			return isNaN(value) ? 'Invalid Date' : value.toISOString();
		}
		if (value instanceof RegExp) {
			return String(value);
		}
		if (value instanceof Promise) {
			return 'Promise {}';
		}
		if (typeof value[lib.SHOWN] === 'function') {
			return layout(prefix + '{', properties(value[lib.SHOWN](), seen, depth), '}');
		}
		return layout(prefix + '{', properties(value, seen, depth), '}');
	};

	const inspect = (value, seen = [], depth = 0, inner = false) => {
		switch (typeof value) {
			case 'string':
				return inner ? quote(value) : value;
			case 'bigint':
				return value + 'n';
			case 'symbol':
				return String(value);
			case 'function':
				return (/^class\b/.test(Function.prototype.toString.call(value)) ? '[class ' : '[Function: ')
					+ (value.name || '(anonymous)') + ']';
			case 'object':
				break;
			default:
				return Object.is(value, -0) ? '-0' : String(value);
		}
		if (value === null) {
			return 'null';
		}
		if (seen.includes(value)) {
			return '[Circular]';
		}
		if (value instanceof Error) {
			return inner ? '[' + errorText(value) + ']' : errorText(value);
		}
		if (depth >= DEPTH) {
			return Array.isArray(value) ? '[Array]' : '[' + nameOf(value) + ']';
		}
		seen.push(value);
		try {
			return inspectObject(value, seen, depth);
		}
		finally {
			seen.pop();
		}
	};

	const format = (values) => {
		let rest = values;
		let text = '';
		if (typeof values[0] === 'string' && values.length > 1 && values[0].includes('%')) {
			let next = 1;
			text = values[0].replace(/%([sdifjoOc%])/g, (found, kind) => {
				if (kind === '%') {
					return '%';
				}
				if (next >= values.length) {
					return found;
				}
				const value = values[next++];
				switch (kind) {
					case 's':
						return inspect(value);
					case 'd':
						return String(Number(value));
					case 'i':
						return String(parseInt(value, 10));
					case 'f':
						return String(parseFloat(value));
					case 'j':
						return JSON.stringify(value);
					case 'c':
						return '';
					default:
						return inspect(value, [], 0, true);
				}
			});
			rest = values.slice(next);
			if (rest.length === 0) {
				return text;
			}
			text += ' ';
		}
		return text + rest.map((value) => inspect(value)).join(' ');
	};

	let indent = '';
	const counts = new Map();
	const timers = new Map();
	const print = (error, text) => void host.print(error,
		(indent ? indent + text.replace(/\n/g, '\n' + indent) : text) + '\n');
	const out = (...values) => print(false, format(values));
	const err = (...values) => print(true, format(values));

	lib.errorText = errorText;
	lib.inspect = inspect;
	lib.console = {
		log: out,
		info: out,
		debug: out,
		dir: (value) => out(inspect(value, [], 0, true)),
		table: out,
		warn: err,
		error: err,
		trace: (...values) => err('Trace: ' + format(values) + errorText(new Error()).replace(/^[^\n]*/, '')),
		assert: (condition, ...values) => {
			if (!condition) {
				err('Assertion failed' + (values.length ? ': ' + format(values) : ''));
			}
		},
		group: (...values) => {
			if (values.length) {
				out(...values);
			}
			indent += '  ';
		},
		groupEnd: () => {
			indent = indent.slice(2);
		},
		count: (label = 'default') => {
			counts.set(label, (counts.get(label) || 0) + 1);
			out(label + ': ' + counts.get(label));
		},
		countReset: (label = 'default') => void counts.delete(label),
		time: (label = 'default') => void timers.set(label, host.now()),
		timeEnd: (label = 'default') => {
			if (timers.has(label)) {
				out(label + ': ' + (host.now() - timers.get(label)).toFixed(3) + 'ms');
				timers.delete(label);
			}
		}
	};
})
