// Notes, in memory.
export class Notes {

	#notes = new Map();

	#last = 0;

	all() {
		return [...this.#notes.values()];
	}

	add(text) {
		if (typeof text !== 'string' || text === '') {
			throw new TypeError('a note has a text');
		}
		const note = { id: ++this.#last, text };
		this.#notes.set(note.id, note);
		return note;
	}

	remove(id) {
		const note = this.#notes.get(id);
		this.#notes.delete(id);
		return note;
	}

}
