package dev.wscat.core;

import java.io.IOException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What each end of a session is told as; 0 stands for no Close.
 */
class EndingTests {

	@ParameterizedTest(name = "sent {0}, received {1}: {2}, closing {3}")
	@CsvSource({ "1000, 1000, OK, 1000", "1000, 1001, OK, 1001", "1000, 1005, OK, 1005", "0, 1000, OK, 1000",
			"0, 1001, OK, 1001", "0, 1005, OK, 1005", "1001, 1001, OK, 1001", "1000, 1011, CLOSED_WITH_ERROR, 1011",
			"0, 1002, CLOSED_WITH_ERROR, 1002", "0, 1009, CLOSED_WITH_ERROR, 1009", "0, 4000, CLOSED_WITH_ERROR, 4000",
			"0, 0, CONNECTION_LOST, 1006", "1000, 0, CONNECTION_LOST, 1006", "1001, 0, CONNECTION_LOST, 1006",
			"1002, 0, PROTOCOL_ERROR, 1002", "1003, 0, PROTOCOL_ERROR, 1003", "1007, 1007, PROTOCOL_ERROR, 1007",
			"1009, 1000, PROTOCOL_ERROR, 1009", "1002, 1002, PROTOCOL_ERROR, 1002", "4001, 4001, OK, 4001",
			"4001, 4002, CLOSED_WITH_ERROR, 4002" })
	void theTableOfExitCodes(int sent, int received, ExitCode exitCode, int closing) {
		Ending ending = new Ending(closing(sent), closing(received), null, exitCode == ExitCode.PROTOCOL_ERROR);
		assertThat(ending.exitCode()).isEqualTo(exitCode);
		assertThat(ending.closing().code()).isEqualTo(closing);
	}

	@Test
	void aCodeThatTheUserChoseIsNoFaultOfThePeer() {
		for (int code : new int[] { 1002, 1003, 1007, 1009 }) {
			assertThat(new Ending(closing(code), closing(code), null).exitCode()).isEqualTo(ExitCode.OK);
			assertThat(new Ending(closing(code), closing(1000), null).exitCode()).isEqualTo(ExitCode.OK);
			assertThat(new Ending(closing(code), null, null).exitCode()).isEqualTo(ExitCode.CONNECTION_LOST);
		}
	}

	@Test
	void aLostConnectionIsToldWithItsCause() {
		assertThat(new Ending(null, null, new IOException("Connection reset")).describe()).contains("1006")
			.contains("Connection reset");
		assertThat(new Ending(null, null, null).describe()).contains("1006");
	}

	@Test
	void aCloseIsToldWithCodeAndReason() {
		assertThat(new Ending(null, new Closing(4001, "enough"), null).describe()).isEqualTo("4001 enough");
		assertThat(new Ending(null, Closing.NO_CODE, null).describe()).doesNotContain("1005");
	}

	@Test
	void statusesAreThoseOfTheDocumentation() {
		assertThat(ExitCode.values()).extracting(ExitCode::status)
			.containsExactly(0, 1, 2, 3, 4, 5, 6, 7, 8, 70, 130, 143);
	}

	@Test
	void codesThatMayBeSentAreThoseOfSection741AndTheRegistry() {
		for (int code = -1; code < 70_000; code++) {
			boolean expected = code >= 1000 && code <= 1003 || code >= 1007 && code <= 1014
					|| code >= 3000 && code <= 4999;
			assertThat(Closing.isSendable(code)).as("code " + code).isEqualTo(expected);
		}
	}

	private static @Nullable Closing closing(int code) {
		return (code == 0) ? null : new Closing(code, "");
	}

}
