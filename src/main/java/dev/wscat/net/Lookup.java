package dev.wscat.net;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import io.netty.util.concurrent.EventExecutor;
import io.netty.util.concurrent.Future;
import io.netty.util.concurrent.Promise;
import io.netty.util.concurrent.ScheduledFuture;

/**
 * Asks the system for the addresses of a name on a thread of its own, since the system
 * answers when it likes: an event loop that waited for it could not even give up.
 */
final class Lookup {

	private Lookup() {
	}

	/**
	 * Ask.
	 * @param <T> what is found
	 * @param question asks the system, and may take long
	 * @param loop hears of the answer
	 * @param timeout longest wait for it
	 * @return what was found, or why nothing was
	 */
	static <T> Future<T> of(Callable<T> question, EventExecutor loop, Duration timeout) {
		Promise<T> answer = loop.newPromise();
		Thread thread = new Thread(() -> ask(question, loop, answer), "wscat-lookup");
		thread.setDaemon(true);
		thread.start();
		ScheduledFuture<?> deadline = loop.schedule(() -> answer.tryFailure(new TooLate(timeout)), timeout.toNanos(),
				TimeUnit.NANOSECONDS);
		return answer.addListener((done) -> deadline.cancel(false));
	}

	private static <T> void ask(Callable<T> question, EventExecutor loop, Promise<T> answer) {
		T found;
		try {
			found = question.call();
		}
		catch (Exception ex) {
			if (!loop.isShuttingDown()) {
				answer.tryFailure(ex);
			}
			return;
		}
		// nobody waits any more when the loop has ended
		if (!loop.isShuttingDown()) {
			answer.trySuccess(found);
		}
	}

	/** The system has not answered in time. */
	static final class TooLate extends IOException {

		private static final long serialVersionUID = 1L;

		TooLate(Duration timeout) {
			super("its name was not looked up within " + timeout.toMillis()
					+ " ms; does the name server answer? --resolve does without");
		}

	}

}
