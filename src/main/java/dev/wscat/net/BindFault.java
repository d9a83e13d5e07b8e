package dev.wscat.net;

import java.net.BindException;
import java.net.InetAddress;
import java.net.SocketException;

import dev.wscat.core.CliException;
import dev.wscat.core.ExitCode;

/**
 * Why an address cannot be listened at, in words.
 */
final class BindFault {

	private BindFault() {
	}

	/**
	 * Tell whether this machine does not have the address at all.
	 * @param error what binding failed with
	 * @return whether another address may do
	 */
	static boolean isNoSuchAddress(Throwable error) {
		return String.valueOf(error.getMessage()).contains("assign requested address")
				|| String.valueOf(error.getMessage()).contains("not supported by protocol");
	}

	static CliException of(InetAddress address, int port, Throwable error) {
		return new CliException(ExitCode.LOCAL,
				"cannot listen at " + address.getHostAddress() + ":" + port + ": " + reason(error), error);
	}

	private static String reason(Throwable error) {
		for (Throwable cause = error; cause != null; cause = cause.getCause()) {
			if (cause instanceof BindException && String.valueOf(cause.getMessage()).contains("in use")) {
				return "the port is in use; choose another, or 0 for any free one";
			}
			if (cause instanceof SocketException && cause.getCause() == null) {
				return String.valueOf(cause.getMessage());
			}
		}
		return String.valueOf(error.getMessage());
	}

}
