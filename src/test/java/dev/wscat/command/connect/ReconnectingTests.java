package dev.wscat.command.connect;

import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Retry-After, RFC 9110 section 10.2.3.
 */
class ReconnectingTests {

	@Test
	void secondsAreTaken() {
		assertThat(Reconnecting.wish("120")).isEqualTo(Duration.ofMinutes(2));
	}

	@Test
	void aDateIsTaken() {
		ZonedDateTime later = ZonedDateTime.now(ZoneOffset.UTC).plusHours(1);
		assertThat(Reconnecting.wish(DateTimeFormatter.RFC_1123_DATE_TIME.format(later)))
			.isBetween(Duration.ofMinutes(58), Duration.ofMinutes(60));
	}

	@ParameterizedTest
	@ValueSource(strings = { "", "soon", "-1", "99999999999999", "Sat, 01 Jan 2000 00:00:00 GMT" })
	void whatIsNoTimeToComeIsNoWish(String value) {
		assertThat(Reconnecting.wish(value)).isEqualTo(Duration.ZERO);
	}

	@Test
	void nobodyWaitsLongerThanADay() {
		assertThat(Reconnecting.wish("999999999")).isEqualTo(Duration.ofDays(1));
	}

}
