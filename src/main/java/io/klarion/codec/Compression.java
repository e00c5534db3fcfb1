package io.klarion.codec;

import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PushbackInputStream;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipException;

/** Takes off the compression of data, which its first bytes tell of, and puts it on as a name says: gzip, zstd or none. */
final class Compression {

    private static final int BUFFER = 1 << 16;
    private static final byte[] GZIP = {0x1f, (byte) 0x8b};
    private static final byte[] ZSTD = {0x28, (byte) 0xb5, 0x2f, (byte) 0xfd};

    private Compression() {}

    /**
     * The data without its compression.
     *
     * @param name how the data is called; what is named as compressed must be
     */
    static InputStream plain(String name, InputStream in) throws IOException {
        PushbackInputStream bytes = new PushbackInputStream(in, ZSTD.length);
        byte[] head = bytes.readNBytes(ZSTD.length);
        bytes.unread(head);
        if (begins(head, GZIP)) {
            return new GZIPInputStream(bytes, BUFFER);
        }
        if (begins(head, ZSTD)) {
            return new Zstd(new ZstdInputStream(bytes));
        }
        if (!plainName(name).equals(name)) {
            throw head.length < ZSTD.length ? new EOFException() : new ZipException("neither gzip nor zstd");
        }
        return bytes;
    }

    /**
     * Compresses what is written, as the name ends: {@code .gz}, {@code .zst}, or not at all.
     *
     * @param name how the data is called
     */
    static OutputStream compressed(String name, OutputStream out) throws IOException {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) {
            return new GZIPOutputStream(out, BUFFER);
        }
        return lower.endsWith(".zst") ? new ZstdOutputStream(out) : out;
    }

    private static boolean begins(byte[] head, byte[] with) {
        for (int i = 0; i < with.length; i++) {
            if (i >= head.length || head[i] != with[i]) {
                return false;
            }
        }
        return true;
    }

    /** A file's name without the ending that tells of its compression. */
    static String plainName(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.endsWith(".gz")) {
            return name.substring(0, name.length() - ".gz".length());
        }
        return lower.endsWith(".zst") ? name.substring(0, name.length() - ".zst".length()) : name;
    }

    /* The library has one exception for all that can be wrong with data. */
    private static final class Zstd extends FilterInputStream {

        Zstd(InputStream in) {
            super(in);
        }

        @Override
        public int read(byte[] into, int from, int length) throws IOException {
            try {
                return super.read(into, from, length);
            } catch (ZstdIOException e) {
                throw fault(e);
            }
        }

        @Override
        public int read() throws IOException {
            try {
                return super.read();
            } catch (ZstdIOException e) {
                throw fault(e);
            }
        }

        private static IOException fault(IOException e) {
            String why = String.valueOf(e.getMessage());
            IOException told =
                    why.toLowerCase(Locale.ROOT).contains("truncated") ? new EOFException(why) : new ZipException(why);
            told.initCause(e);
            return told;
        }
    }
}
