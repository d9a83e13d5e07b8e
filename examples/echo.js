// Sends each message back.
//   wscat script examples/echo.js [PORT]
import http from 'http';

const server = http.createServer((req) => {
	if (req.type === 'websocket') {
		req.ws.send(req.data);
		return;
	}
	return 'Connect with ws:// to have your messages sent back.\n';
});

server.listen(Number(process.argv[2] ?? 3000));
