// A chat client for the command line: lines of stdin to the server, its messages to stdout.
//   wscat script examples/websocket-client.js ws://localhost:3000 [NAME]
const [, , url = 'ws://localhost:3000', name] = process.argv;
const ws = new WebSocket(url);

ws.onmessage = (event) => console.log(event.data);
ws.onerror = (event) => {
	console.error(event.message);
	process.exitCode = 1;
};

await new Promise((resolve) => {
	ws.onopen = resolve;
	ws.onclose = () => process.exit(process.exitCode ?? 0);
});
if (name) {
	ws.send('/nick ' + name);
}
for await (const line of process.stdin) {
	ws.send(line);
	// a slow server slows the reading down
	await ws.drain();
}
ws.close(1000);
