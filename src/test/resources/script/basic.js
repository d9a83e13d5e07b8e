import http from 'http';

const server = http.createServer((req) => {
    // Handle WebSocket messages
    if (req.type === 'websocket') {
        console.log('Received:', req.data);

        // Send response back to client
        req.ws.send('Echo: ' + req.data);

        // Don't return an HTTP response for WebSocket messages
        return;
    }

    // Handle regular HTTP requests
    return {
        status: 200,
        headers: { 'Content-Type': 'text/plain' },
        body: 'HTTP Server with WebSocket support'
    };
});

server.listen(0);
