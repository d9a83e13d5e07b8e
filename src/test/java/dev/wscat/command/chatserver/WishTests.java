package dev.wscat.command.chatserver;

import java.net.URI;
import java.util.List;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class WishTests {

	@Test
	void theUrlSaysWhoComesAndWhere() {
		Wish wish = Wish.of(URI.create("ws://h/?a=1&user=b%C3%B6b&room=dev&room=a%26b&room"));
		assertThat(wish.user()).isEqualTo("b\u00f6b");
		assertThat(wish.rooms()).containsExactly("dev", "a&b");
	}

	@Test
	void nothingNeedBeSaid() {
		assertThat(Wish.of(URI.create("ws://h/chat"))).isEqualTo(new Wish(null, List.of()));
	}

	@Test
	void whatCannotBeReadIsNoName() {
		assertThat(Wish.of(URI.create("ws://h/?user=")).user()).isEmpty();
		assertThat(Wish.of(URI.create("ws://h/?user=%00")).user()).isEqualTo("\0");
	}

	@Test
	void roomsAreBounded() {
		assertThat(Wish.of(URI.create("ws://h/?" + "room=a&".repeat(100))).rooms()).hasSize(Rules.ROOMS_OF_USER);
	}

}
