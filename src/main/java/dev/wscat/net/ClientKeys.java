package dev.wscat.net;

import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;

import javax.net.ssl.SSLEngine;
import javax.net.ssl.X509ExtendedKeyManager;
import javax.net.ssl.X509KeyManager;

import org.jspecify.annotations.Nullable;

/**
 * Our certificate, if there is one, and whether the server asked for it: many servers
 * that miss it just close the connection.
 */
final class ClientKeys extends X509ExtendedKeyManager {

	private final @Nullable X509KeyManager keys;

	private volatile boolean asked;

	/**
	 * Create a key manager.
	 * @param keys has our certificate, or {@code null} when there is none
	 */
	ClientKeys(@Nullable X509KeyManager keys) {
		this.keys = keys;
	}

	/**
	 * Tell whether a server asked for a certificate that we do not have.
	 * @return whether one is missing
	 */
	boolean isMissing() {
		return this.asked && this.keys == null;
	}

	/**
	 * Tell whether a server asked for our certificate and was shown it.
	 * @return whether it has judged it
	 */
	boolean isShown() {
		return this.asked && this.keys != null;
	}

	@Override
	public @Nullable String chooseEngineClientAlias(String[] types, Principal @Nullable [] issuers, SSLEngine engine) {
		this.asked = true;
		X509KeyManager known = this.keys;
		if (known == null) {
			return null;
		}
		String alias = known.chooseClientAlias(types, issuers, null);
		// those that servers say they trust are often not all: then let the server judge
		return (alias != null) ? alias : known.chooseClientAlias(types, null, null);
	}

	@Override
	public @Nullable String chooseClientAlias(String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
		return null;
	}

	@Override
	public X509Certificate @Nullable [] getCertificateChain(String alias) {
		return (this.keys != null) ? this.keys.getCertificateChain(alias) : null;
	}

	@Override
	public @Nullable PrivateKey getPrivateKey(String alias) {
		return (this.keys != null) ? this.keys.getPrivateKey(alias) : null;
	}

	@Override
	public String @Nullable [] getClientAliases(String type, Principal @Nullable [] issuers) {
		return (this.keys != null) ? this.keys.getClientAliases(type, issuers) : null;
	}

	@Override
	public String @Nullable [] getServerAliases(String type, Principal @Nullable [] issuers) {
		return null;
	}

	@Override
	public @Nullable String chooseServerAlias(String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
		return null;
	}

}
