// An HTTP API, and a WebSocket that tells of each change.
//   wscat script examples/api.js [PORT]
//   curl localhost:3000/notes -d '{"text": "milk"}'
import http from 'http';
import { Notes } from './lib/notes.js';

const notes = new Notes();
const watchers = new Set();

const tell = (change) => watchers.forEach((watcher) => watcher.send(JSON.stringify(change)));

const api = {
	'GET /notes': () => ({ body: notes.all() }),
	'POST /notes': (req) => {
		const note = notes.add(JSON.parse(req.body).text);
		tell({ added: note });
		return { status: 201, headers: { Location: '/notes/' + note.id }, body: note };
	},
	'DELETE /notes': (req) => {
		const gone = notes.remove(Number(req.query.id));
		if (!gone) {
			return { status: 404, body: { error: 'no such note' } };
		}
		tell({ removed: gone.id });
		return { status: 204 };
	}
};

const server = http.createServer((req) => {
	switch (req.type) {
		case 'open':
			watchers.add(req.ws);
			req.ws.send(JSON.stringify({ notes: notes.all() }));
			return;
		case 'close':
			watchers.delete(req.ws);
			return;
		case 'websocket':
			return;
		default: {
			const action = api[req.method + ' ' + req.pathname];
			try {
				return action ? action(req) : { status: 404, body: { error: 'nothing here' } };
			}
			catch (error) {
				return { status: 400, body: { error: error.message } };
			}
		}
	}
}, { events: ['open', 'close'] });

server.listen(Number(process.argv[2] ?? 3000));
