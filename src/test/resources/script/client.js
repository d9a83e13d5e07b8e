const ws = new WebSocket(process.argv[2]);

ws.onopen = () => {
    console.log('Connected!');
    ws.send('Hello Server');
};

ws.onmessage = (event) => {
    console.log('Received:', event.data);
    ws.close();
};

ws.onclose = () => {
    console.log('Connection closed');
};

ws.onerror = (error) => {
    console.error('Error:', error);
};
