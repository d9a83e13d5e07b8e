package dev.wscat.command.chat;

import java.net.URI;
import java.util.List;

import dev.wscat.net.chat.ChatJson;
import dev.wscat.net.chat.ChatMessage;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

class RosterTests {

	private final Roster roster = new Roster("\u00e4nn", List.of("a b&c"));

	private boolean note(String json) {
		return this.roster.note(ChatJson.read(json.replace('\'', '"')));
	}

	@Test
	void theUrlSaysWhoComes() {
		assertThat(this.roster.target(URI.create("ws://h/?x=1")))
			.hasToString("ws://h/?x=1&user=%C3%A4nn&room=a%20b%26c");
	}

	@Test
	void theNextConnectionBeginsWhereThisOneEnded() {
		note("{'type':'welcome','user':'ann','run':'1','rate':5}");
		note("{'type':'room','room':'lobby','users':['ann','bob']}");
		note("{'type':'room','room':'dev','users':['ann']}");
		assertThat(this.roster.room()).isEqualTo("dev");
		note("{'type':'leave','room':'a b&c','user':'ann'}");
		note("{'type':'rename','oldName':'ann','newName':'anna'}");
		assertThat(this.roster.target(URI.create("ws://h/"))).hasToString("ws://h/?user=anna&room=lobby&room=dev");
		assertThat(this.roster.users()).containsExactly("anna", "bob");
		assertThat(this.roster.rate()).isEqualTo(5);
	}

	@Test
	void aMessageIsShownOnceEvenIfTheHistoryTellsItAgain() {
		note("{'type':'welcome','user':'ann','run':'1'}");
		assertThat(note("{'type':'message','room':'r','id':1,'text':'x'}")).isTrue();
		assertThat(note("{'type':'message','room':'r','id':2,'text':'x'}")).isTrue();
		ChatMessage room = ChatJson.read("{\"type\":\"room\",\"room\":\"r\",\"history\":[{\"room\":\"r\",\"id\":1},"
				+ "{\"room\":\"r\",\"id\":2},{\"room\":\"r\",\"id\":3}]}");
		this.roster.note(room);
		assertThat(room.messages("history")).singleElement()
			.satisfies((message) -> assertThat(message.number("id")).isEqualTo(3));
	}

	@Test
	void afterARestartOfTheServerNumbersBeginAnew() {
		note("{'type':'welcome','user':'ann','run':'1'}");
		note("{'type':'message','room':'r','id':7,'text':'x'}");
		note("{'type':'welcome','user':'ann','run':'2'}");
		assertThat(note("{'type':'message','room':'r','id':1,'text':'x'}")).isTrue();
	}

	@Test
	void anotherNameIsTriedAsLongAsThereIsOne() {
		assertThat(this.roster.tryAnotherName()).isTrue();
		assertThat(this.roster.user()).isEqualTo("\u00e4nn_");
		for (int i = 4; i < 32; i++) {
			assertThat(this.roster.tryAnotherName()).isTrue();
		}
		assertThat(this.roster.tryAnotherName()).isFalse();
	}

}
