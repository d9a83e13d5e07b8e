// Sends each message to all who are connected, and waits for those who are slow.
//   wscat script examples/broadcast.js [PORT]
import http from 'http';

const clients = new Set();

const server = http.createServer(async (req) => {
	switch (req.type) {
		case 'open':
			clients.add(req.ws);
			return;
		case 'close':
			clients.delete(req.ws);
			return;
		case 'websocket':
			for (const client of clients) {
				client.send(req.data);
			}
			// no more from this one until it has had its own
			await req.ws.drain();
			return;
		default:
			return { body: { clients: clients.size } };
	}
}, { events: ['open', 'close'] });

server.listen(Number(process.argv[2] ?? 3000));
