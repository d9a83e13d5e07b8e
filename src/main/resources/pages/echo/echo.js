'use strict';
const MOST_LINES = 200;
const $ = (id) => document.getElementById(id);
const url = location.href.replace(/^http/, 'ws').replace(/[?#].*/, '');
const pending = [];
const trips = [];
let socket, timer, number = 0, sent = 0, received = 0, paused = false;

function line(kind, way, what, took) {
  const item = document.createElement('li');
  item.className = kind;
  const now = new Date();
  const parts = [['time', '', now.toTimeString().slice(0, 8) + '.' + String(now.getMilliseconds()).padStart(3, '0')],
    ['span', 'way', way], ['span', 'what', what], ['span', 'took', took || '']];
  for (const [tag, name, text] of parts) {
    const part = document.createElement(tag);
    part.className = name;
    part.textContent = text;
    item.append(part);
  }
  $('log').prepend(item);
  while ($('log').children.length > MOST_LINES) {
    $('log').lastChild.remove();
  }
}

function hex(bytes) {
  return '(binary, ' + bytes.length + ' bytes) ' + Array.from(bytes.slice(0, 64), (b) => b.toString(16).padStart(2, '0')).join(' ');
}

function shown(data) {
  return typeof data === 'string' ? (data.length > 2000 ? data.slice(0, 2000) + '…' : data) : hex(new Uint8Array(data));
}

function send(data) {
  if (socket.readyState !== WebSocket.OPEN) {
    line('note', '!', 'not connected');
    return;
  }
  socket.send(data);
  pending.push({ text: shown(data), at: performance.now() });
  $('sent').textContent = ++sent;
  line('out', '→', shown(data));
}

function tick() {
  if (!paused && socket.readyState === WebSocket.OPEN && socket.bufferedAmount < 1e6) {
    send('message ' + ++number + ' at ' + new Date().toISOString());
  }
}

function schedule() {
  clearInterval(timer);
  timer = setInterval(tick, Number($('rate').value));
}

function state(name) {
  $('state').textContent = name;
  $('state').className = name;
  const open = name === 'open';
  for (const id of ['send', 'binary', 'close', 'pause']) {
    $(id).disabled = !open;
  }
  $('open').hidden = open || name === 'connecting';
}

function took(text) {
  const at = pending.findIndex((each) => each.text === text);
  if (at < 0) {
    return '';
  }
  const trip = performance.now() - pending.splice(0, at + 1)[at].at;
  trips.push(trip);
  if (trips.length > 100) {
    trips.shift();
  }
  const sorted = [...trips].sort((a, b) => a - b);
  $('last').textContent = trip.toFixed(1) + ' ms';
  $('median').textContent = sorted[sorted.length >> 1].toFixed(1) + ' ms';
  return trip.toFixed(1) + ' ms';
}

function connect() {
  pending.length = 0;
  state('connecting');
  socket = new WebSocket(url);
  socket.binaryType = 'arraybuffer';
  socket.onopen = () => {
    state('open');
    tick();
  };
  socket.onmessage = (event) => {
    const text = shown(event.data);
    $('received').textContent = ++received;
    line('in', '←', text, took(text));
  };
  socket.onclose = (event) => {
    state('closed');
    line('note', '×', 'closed: ' + event.code + (event.reason ? ' ' + event.reason : '') + (event.wasClean ? '' : ' (not clean)'));
  };
}

$('url').textContent = url;
$('rate').onchange = schedule;
$('open').onclick = connect;
$('pause').onclick = () => {
  paused = !paused;
  $('pause').textContent = paused ? 'Go on' : 'Pause';
};
$('controls').onsubmit = (event) => {
  event.preventDefault();
  send($('text').value);
};
$('binary').onclick = () => {
  const digits = $('text').value.replace(/\s+/g, '');
  if (!/^([0-9a-f]{2})*$/i.test(digits)) {
    line('note', '!', 'hex digits come in pairs, such as 00 ff 10');
    return;
  }
  send(Uint8Array.from(digits.match(/../g) || [], (pair) => parseInt(pair, 16)).buffer);
};
$('close').onclick = () => {
  try {
    socket.close(Number($('code').value), $('reason').value);
  }
  catch (error) {
    line('note', '!', 'the browser does not send that: ' + error.message);
  }
};
connect();
schedule();
