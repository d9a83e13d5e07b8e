package dev.wscat.command.curl;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * The file of {@code --dump-header}.
 */
final class HeadFile implements AutoCloseable {

	private final WritableByteChannel out;

	private final boolean own;

	/**
	 * Open it.
	 * @param name of the file, {@code -} for stdout
	 * @param stdout the output
	 */
	HeadFile(String name, WritableByteChannel stdout) {
		this.own = !name.equals("-");
		try {
			this.out = this.own ? FileChannel.open(Path.of(name), StandardOpenOption.WRITE, StandardOpenOption.CREATE,
					StandardOpenOption.TRUNCATE_EXISTING) : stdout;
		}
		catch (IOException ex) {
			throw Faults.unwritable(name, ex);
		}
		catch (InvalidPathException ex) {
			throw Faults.of(CurlCode.WRITE, "'" + name + "' is no name of a file", ex);
		}
	}

	void write(Head head) throws IOException {
		Talk.write(this.out, head.text().getBytes(StandardCharsets.ISO_8859_1));
	}

	@Override
	public void close() {
		try {
			if (this.own) {
				this.out.close();
			}
		}
		catch (IOException ex) {
			throw Faults.unwritable("the file of --dump-header", ex);
		}
	}

}
