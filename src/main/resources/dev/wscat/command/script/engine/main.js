// Puts it all together. What the program sees is globalThis and three modules.
(function (host, lib) {
	'use strict';

	const define = (name, value) => Object.defineProperty(globalThis, name, { value, writable: true, configurable: true });
	for (const [name, value] of Object.entries(lib.globals)) {
		define(name, value);
	}
	define('console', lib.console);
	define('global', globalThis);
	Graal.setUnhandledPromiseRejectionHandler((error) => host.uncaught(lib.errorText(error)));
	delete globalThis.Graal;
	delete globalThis.arguments;
	Object.defineProperty(globalThis, Symbol.for('wscat.modules'), { value: Object.freeze({ ...lib.modules }) });

	lib.load = (path) => {
		host.loading(true);
		import(path).then(() => host.loading(false), (error) => {
			host.loading(false);
			host.loadFailed(lib.errorText(error));
		});
	};
	return lib;
})
