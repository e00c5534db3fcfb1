package io.klarion.benchmark;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * The records of the benchmark: about 690 bytes of JSON with an id, an event time, 20 numbers (half of them with all their
 * digits, half with four decimals), 8 texts and 2 booleans. Record i is always the same; event times rise, 100,000
 * records a minute. Not thread-safe.
 */
final class SampleRecords {

    static final int NUMBERS = 20;
    static final int TEXTS = 8;
    static final int FLAGS = 2;

    /** How many bytes a record has, about. */
    static final int BYTES = 690;

    /** Instead of a padding: records of about 200 bytes, which have the first numbers and nothing else. */
    static final int SHORT = -1;

    /** A start of windows. */
    static final long BEGIN = 1_767_225_600_000L;

    private static final int FEW = 6;
    private static final int A_MINUTE = 100_000;
    private static final String[] WORDS = {
        "partner",
        "branch",
        "online",
        "telephone",
        "broker-north",
        "broker-south",
        "comparison",
        "returning",
        "campaign"
    };

    private final StringBuilder json = new StringBuilder(800);
    private final String padding;
    private final boolean isShort;

    /** So many bytes longer, by a text that nobody monitors; none for 0; {@link #SHORT}. */
    SampleRecords(int padding) {
        this.isShort = padding == SHORT;
        this.padding = padding <= 0 ? "" : ",\"note\":\"" + ".".repeat(Math.max(0, padding - 10)) + "\"";
    }

    /** The event time of record {@code i}, epoch milliseconds. */
    static long time(long i) {
        return BEGIN + i * 60_000 / A_MINUTE;
    }

    /** The bytes of record {@code i}. */
    byte[] record(long i) {
        SplittableRandom random = new SplittableRandom(i);
        json.setLength(0);
        json.append("{\"id\":\"record-")
                .append(1_000_000_000L + i)
                .append("\",\"time\":")
                .append(time(i));
        for (int n = 0; n < (isShort ? FEW : NUMBERS); n++) {
            double value = (random.nextDouble() + random.nextDouble() + random.nextDouble()) * (n + 1) * 10;
            json.append(",\"number_").append(n).append("\":");
            if (n % 2 == 0) {
                json.append(value);
            } else {
                long tenThousandths = Math.round(value * 10_000);
                json.append(tenThousandths / 10_000).append('.');
                String decimals = Long.toString(10_000 + tenThousandths % 10_000);
                json.append(decimals, 1, decimals.length());
            }
        }
        for (int t = 0; t < TEXTS && !isShort; t++) {
            int word = Math.min(random.nextInt(WORDS.length), random.nextInt(WORDS.length));
            json.append(",\"text_")
                    .append(t)
                    .append("\":\"")
                    .append(WORDS[word])
                    .append('"');
        }
        for (int f = 0; f < FLAGS && !isShort; f++) {
            json.append(",\"flag_").append(f).append("\":").append(random.nextInt(10) < 3 + f);
        }
        return json.append(padding).append('}').toString().getBytes(StandardCharsets.UTF_8);
    }
}
