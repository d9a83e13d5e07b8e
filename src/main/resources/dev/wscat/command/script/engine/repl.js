// What is typed at the prompt: one piece of a program after the other, with await.
(function (host, lib) {
	'use strict';

	const run = globalThis.eval;
	const isUnfinished = (error) => error instanceof SyntaxError
		&& /found eof|Unterminated|Missing close quote.*`|Expected .* but found end of file/i.test(error.message);

	// Names that are declared stay, which those of an eval would not.
	const global = (code) => code.replace(/^\s*(?:const|let)\s/, 'var ')
		.replace(/^\s*(?:async\s+)?(?:class|function\*?)\s+([A-Za-z_$][\w$]*)/, (found, name) => 'var ' + name + ' = ' + found)
		.replace(/^\s*import\s+([A-Za-z_$][\w$]*)\s+from\s+(['"][^'"]+['"])/, 'var $1 = (await import($2)).default')
		.replace(/^\s*import\s+(\{[^}]*\})\s+from\s+(['"][^'"]+['"])/, 'var $1 = await import($2)');

	const evaluate = (code) => {
		const declared = /^\s*var\s+([A-Za-z_$][\w$]*)\s*=\s*([^]*)$/.exec(code);
		if (!/\bawait\b/.test(code)) {
			try {
				return run('(' + code + '\n)');
			}
			catch (error) {
				if (!(error instanceof SyntaxError)) {
					throw error;
				}
				return run(code);
			}
		}
		if (declared) {
			return run('(async () => { globalThis.' + declared[1] + ' = (' + declared[2] + '\n); })()');
		}
		try {
			return run('(async () => (' + code + '\n))()');
		}
		catch (error) {
			if (!(error instanceof SyntaxError)) {
				throw error;
			}
			return run('(async () => { ' + code + '\n })()');
		}
	};

	lib.evaluate = (typed, done) => {
		const show = (value) => {
			globalThis._ = value;
			done(true, value === undefined ? '' : lib.inspect(value, [], 0, true));
		};
		const fail = (error) => done(true, lib.errorText(error));
		try {
			const code = global(typed).replace(/;\s*$/, '');
			const value = evaluate(code);
			if (/\bawait\b/.test(code) && value instanceof Promise) {
				value.then(show, fail);
			}
			else {
				show(value);
			}
		}
		catch (error) {
			if (isUnfinished(error) && typed.split('\n').length < 100) {
				done(false, '');
			}
			else {
				fail(error);
			}
		}
	};
})
