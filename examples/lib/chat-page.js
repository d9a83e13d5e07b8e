// The page of the chat.
export const page = `<!doctype html>
<html lang="en">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<title>Chat</title>
<style>
body { font: 16px/1.5 system-ui, sans-serif; max-width: 40em; margin: 2em auto; padding: 0 1em }
#lines { height: 60vh; overflow-y: auto; border: 1px solid #8888; padding: .5em; white-space: pre-wrap }
form { display: flex; gap: .5em; margin-top: .5em }
input { flex: 1; font: inherit; padding: .4em }
button { font: inherit }
</style>
<h1>Chat</h1>
<div id="lines" role="log" aria-live="polite"></div>
<form><input id="say" aria-label="Message" autocomplete="off" autofocus><button>Say</button></form>
<script>
const lines = document.getElementById('lines');
const show = (text) => {
	lines.append(text + '\\n');
	lines.scrollTop = lines.scrollHeight;
};
const ws = new WebSocket(location.href.replace(/^http/, 'ws'));
ws.onmessage = (event) => show(event.data);
ws.onclose = (event) => show('* the connection is closed (' + event.code + ')');
document.querySelector('form').onsubmit = (event) => {
	event.preventDefault();
	const say = document.getElementById('say');
	if (say.value) {
		ws.send(say.value);
		say.value = '';
	}
};
</script>
</html>
`;
