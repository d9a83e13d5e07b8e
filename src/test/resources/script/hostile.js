// Each message is a piece of code, which is what nobody should do.
import http from 'http';

http.createServer(async (req) => {
	if (req.type === 'websocket') {
		req.ws.send(String(await (0, eval)(req.data)));
	}
}).listen(0);
