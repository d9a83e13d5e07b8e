import http from 'http';

const clients = [];

const server = http.createServer((req) => {
    if (req.type === 'websocket') {
        // Store new connections
        if (!clients.includes(req.ws)) {
            clients.push(req.ws);
            console.log('Client connected, total:', clients.length);
        }

        // Broadcast to all connected clients
        clients.forEach(client => {
            if (client.readyState === 1) { // 1 = OPEN
                client.send('Broadcast: ' + req.data);
            }
        });
        return;
    }

    return { status: 200, body: 'Broadcast Server' };
});

server.listen(0);
