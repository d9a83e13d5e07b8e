// A chat with a page of its own.
//   wscat script examples/websocket-chat-server.js [PORT]
//   then open http://localhost:3000 in a browser, or: wscat -c ws://localhost:3000
//
// A line is said to all; /nick NAME takes a name, /who tells who is there.
import http from 'http';
import { page } from './lib/chat-page.js';

const people = new Map();
let guests = 0;

const tell = (line) => people.forEach((name, ws) => ws.send(line));

const isFree = (name) => ![...people.values()].some((other) => other.toLowerCase() === name.toLowerCase());

const commands = {
	nick: (ws, name) => {
		if (!/^\w{1,20}$/.test(name)) {
			ws.send('* a name has 1 to 20 letters or digits');
		}
		else if (!isFree(name)) {
			ws.send('* ' + name + ' is taken');
		}
		else {
			tell('* ' + people.get(ws) + ' is now ' + name);
			people.set(ws, name);
		}
	},
	who: (ws) => ws.send('* here: ' + [...people.values()].join(', '))
};

const said = (ws, line) => {
	const command = /^\/(\w+) ?(.*)$/.exec(line);
	if (!command) {
		tell(people.get(ws) + ': ' + line);
	}
	else if (Object.hasOwn(commands, command[1])) {
		commands[command[1]](ws, command[2].trim());
	}
	else {
		ws.send('* commands are /nick NAME and /who');
	}
};

const server = http.createServer((req) => {
	switch (req.type) {
		case 'open':
			people.set(req.ws, 'guest' + ++guests);
			tell('* ' + people.get(req.ws) + ' has come');
			return;
		case 'close':
			tell('* ' + people.get(req.ws) + ' has gone');
			people.delete(req.ws);
			return;
		case 'websocket':
			if (typeof req.data === 'string' && req.data.trim() !== '') {
				said(req.ws, req.data.slice(0, 1000));
			}
			return;
		default:
			return req.pathname === '/'
				? { headers: { 'Content-Type': 'text/html; charset=utf-8' }, body: page }
				: { status: 404, body: 'nothing here\n' };
	}
}, { events: ['open', 'close'] });

server.listen(Number(process.argv[2] ?? 3000), () => {
	console.log('The chat is at http://localhost:' + server.address().port);
});
