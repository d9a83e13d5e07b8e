package dev.wscat.net;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

import dev.wscat.core.Message;
import dev.wscat.core.Opcode;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class LedgerTests {

	private final Ledger ledger = new Ledger();

	@Test
	void whatTheSocketDidNotTakeWholeWaitsInOrder() {
		this.ledger.begin();
		append("one", 10);
		append("two", 20);
		append("three", 30);
		this.ledger.written(true, 19);
		this.ledger.end();
		late("four");
		assertThat(this.ledger.size()).isEqualTo(3);
		assertThat(this.ledger.doubtful()).isEqualTo(1);
		assertThat(left()).containsExactly("two", "three", "four");
		assertThat(this.ledger.size()).isZero();
	}

	@Test
	void anAnsweredPingTellsWhatHasArrived() {
		this.ledger.begin();
		append("one", 10);
		append("two", 20);
		long mark = this.ledger.mark();
		append("three", 30);
		this.ledger.written(true, 30);
		assertThat(this.ledger.doubtful()).isEqualTo(3);
		this.ledger.confirm(mark);
		assertThat(this.ledger.doubtful()).isEqualTo(1);
		this.ledger.confirm(0);
		assertThat(this.ledger.doubtful()).isEqualTo(1);
	}

	@Test
	void aPeerCannotConfirmWhatIsNotSentYet() {
		this.ledger.begin();
		append("one", 10);
		this.ledger.confirm(1);
		assertThat(this.ledger.doubtful()).isZero();
		this.ledger.written(true, 10);
		assertThat(this.ledger.doubtful()).isEqualTo(1);
	}

	@Test
	void eachConnectionIsCountedByItself() {
		this.ledger.begin();
		append("one", 10);
		this.ledger.written(true, 10);
		this.ledger.end();
		this.ledger.begin();
		assertThat(this.ledger.doubtful()).isZero();
	}

	private void append(String text, long end) {
		this.ledger.appended(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8), end);
	}

	private void late(String text) {
		this.ledger.late(Opcode.TEXT, text.getBytes(StandardCharsets.UTF_8));
	}

	private List<String> left() {
		List<String> texts = new ArrayList<>();
		for (Message message = this.ledger.poll(); message != null; message = this.ledger.poll()) {
			texts.add(new String(message.payload(), StandardCharsets.UTF_8));
		}
		return texts;
	}

}
